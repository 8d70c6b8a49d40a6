"""The `Api` of the spec with every feature: its JSON form, its pointers, its models and webhooks."""

from collections.abc import Iterator

from pydantic import BaseModel

from pipeline.api import Api, Content, Kind, Location, Node, Style, Type
from pipeline.openapi import target_of
from tests.pipeline.features.feature_specs import features_api, features_spec


def nodes(value: object) -> Iterator[Node]:
    """Yield each node inside a value, and the value itself if it is one."""
    if isinstance(value, Node):
        yield value
    if isinstance(value, BaseModel):
        value = [getattr(value, name) for name in type(value).model_fields]
    elif isinstance(value, dict):
        value = list(value.values())
    for inner in value if isinstance(value, list | tuple) else ():
        yield from nodes(inner)


def test_the_json_form_is_read_back_as_it_was() -> None:
    api = features_api()
    assert Api.model_validate_json(api.model_dump_json(exclude_defaults=True)) == api


def test_the_pointer_of_every_node_resolves() -> None:
    spec = features_spec()
    pointers = {node.pointer for node in nodes(features_api())}
    assert len(pointers) > 300
    for pointer in pointers - {"#"}:
        target_of(spec, pointer)


def test_the_spec_uses_every_kind_style_location_and_content() -> None:
    api = features_api()
    methods = api.methods.values()
    arguments = [argument for method in methods for argument in method.arguments]
    assert {argument.style for argument in arguments} == {None, *Style}
    assert {argument.location for argument in arguments} == set(Location)
    # A page and a list under `data` are in the spec of the portal.
    contents = {response.content for method in methods for response in method.successes}
    assert contents == set(Content) - {Content.PAGE, Content.ITEMS}
    kinds = {node.kind for node in nodes(api) if isinstance(node, Type)}
    assert kinds == set(Kind) - {Kind.NULL, Kind.LOCAL_DATE_TIME, Kind.LOCAL_MINUTE}


def test_payloads_of_webhooks_are_models_that_are_received() -> None:
    api = features_api()
    (webhook,) = api.webhooks
    assert webhook.type is not None
    assert (webhook.name, webhook.type.name) == ("job-finished", "JobEvent")
    # The model of a field of the payload is reachable through the payload only.
    assert [(api.models[name].is_received, api.models[name].is_sent) for name in ("JobEvent", "Outcome")] == [
        (True, False),
        (True, False),
    ]


def test_what_the_client_leaves_out_is_remarked() -> None:
    assert [remark.partition(" ")[2] for remark in features_api().remarks] == [
        "is the header 'Accept', which OpenAPI ignores as a parameter.",
        "is the header 'Authorization', which OpenAPI ignores as a parameter.",
        "has `additionalProperties` next to `properties`; their values stay JSON.",
        "describes requests of the portal, which the client ignores.",
    ]
