"""Changes at the top level of the spec: servers, tags, default security, webhooks, and other keys."""

from collections.abc import Iterator
from typing import Any

from pipeline.api import Api, Resource, Webhook
from pipeline.diff.changes import Change, Edit
from pipeline.diff.differences import compare_described, differences
from pipeline.diff.keywords import changed_keys
from pipeline.diff.order import compare_order
from pipeline.diff.pairing import ApiPair
from pipeline.diff.quoting import quoted, short_line
from pipeline.diff.security import compare_security
from pipeline.diff.subjects import Subject, whole
from pipeline.diff.types import compare_types, level_of_type, shown


def compare_top_level(pair: ApiPair) -> Iterator[Change | Edit]:
    """Yield the changes that do not belong to an operation or class."""
    old, new = pair.old, pair.new
    yield from _compare_servers(old, new)
    client = Subject("the client", "MijnKlantportaal(api_key=)", is_received=False)
    yield from compare_security(client, old.security, new.security)
    names = [[one.name for one in api.resources] for api in (old, new)]
    yield from compare_order(Subject("the client", "MijnKlantportaal"), "resources", *names)
    for resource in new.resources:
        for before in old.resources:
            if before.name == resource.name:
                yield from _compare_resource(before, resource)
    yield from _compare_webhooks(pair)
    spec = Subject("the spec", None)
    yield from compare_described(spec, "spec-described", "the spec", _rest(old, new), _rest(new, old))
    for key in changed_keys(old.wording, new.wording):
        yield _edit(key, old.wording.get(key), new.wording.get(key))
    if (old.title, old.version) != (new.title, new.version):
        yield _edit("info", [old.title, old.version], [new.title, new.version])


def _compare_servers(old: Api, new: Api) -> Iterator[Change | Edit]:
    servers: list[Any] = [api.keywords.get("servers", []) for api in (old, new)]
    urls = [", ".join(str(server["url"]) for server in one) for one in servers]
    if old.server != new.server:
        text = f"the default server is {quoted(new.server)} instead of {quoted(old.server)}"
        yield whole("server-changed", text, "MijnKlantportaal(base_url=)", None, old.server, new.server)
    elif urls[0] != urls[1]:
        text = f"the servers are {quoted(urls[1])} instead of {quoted(urls[0])}"
        yield Subject("the servers", None).change("servers-described", text, *urls)
    elif servers[0] != servers[1]:
        yield Edit("the servers", *map(short_line, servers))


def _compare_resource(old: Resource, new: Resource) -> Iterator[Edit]:
    if old.tag != new.tag:
        yield Edit(f"`{new.name}`", old.tag, new.tag)
    for path, before, after in differences(old.wording | old.keywords, new.wording | new.keywords):
        yield _edit("tags", [new.name, *path, before], [new.name, *path, after])


def _edit(key: str, before: Any, after: Any) -> Edit:
    return Edit(f"the spec's {quoted(key)}", short_line([key, before]), short_line([key, after]))


def _rest(api: Api, other: Api) -> dict[str, Any]:
    rest: dict[str, Any] = {key: value for key, value in api.keywords.items() if key != "servers"}
    # If only one version has the operations of a tag, the tag is reported with their methods.
    used = {resource.tag for resource in other.resources}
    rest["tags"] = {tag["name"]: tag for tag in rest.get("tags", []) if tag["name"] not in used}
    # An added or removed scheme is reported with the methods that need it.
    common: Any = other.keywords.get("securitySchemes", {})
    needs = [api.security, *(method.security or () for method in api.methods.values())]
    needed = {scheme for need in needs for alternative in need for scheme in alternative}
    schemes = rest.get("securitySchemes", {}).items()
    rest["securitySchemes"] = {key: value for key, value in schemes if key in common or key not in needed}
    return rest


def _compare_webhooks(pair: ApiPair) -> Iterator[Change | Edit]:
    before = {webhook.name: webhook for webhook in pair.old.webhooks}
    after = {webhook.name: webhook for webhook in pair.new.webhooks}
    for name in before:
        if name in after:
            yield from _compare_webhook(before[name], after[name], pair)
        else:
            yield _webhook(name).change("webhook-removed", f"{_webhook(name).noun} removed")
    for name in after:
        if name not in before:
            yield _webhook(name).change("webhook-added", f"new {_webhook(name).noun}", after=name)
    yield from compare_order(Subject("the webhooks", None), "webhooks", list(before), list(after))


def _webhook(name: str) -> Subject:
    return Subject(f"webhook {quoted(name)}", None, is_sent=False)


def _compare_webhook(old: Webhook, new: Webhook, pair: ApiPair) -> Iterator[Change | Edit]:
    subject = _webhook(new.name)
    yield from compare_described(subject, "webhook-described", subject.noun, old.keywords, new.keywords)
    for path, before, after in differences(old.wording, new.wording):
        yield subject.edit(*path, before, after)
    if old.type is None or new.type is None:
        if new.type:
            yield subject.change("payload-added", f"{subject.noun} has a payload now", place=new.name)
        elif old.type:
            yield subject.change("payload-removed", f"{subject.noun} no longer has a payload", place=new.name)
        return
    level = level_of_type(subject, (old.type, new.type))
    if level:
        types = shown(old.type, new.type, is_sent=False)
        text = f"{subject.noun}: the payload is `{types[1]}` instead of `{types[0]}`"
        yield subject.change("payload-changed", text, *types, level=level, place=new.name)
    yield from compare_types(subject, old.type, new.type, pair)
