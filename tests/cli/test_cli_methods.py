"""Every method of every resource through the command line, against a sandbox over HTTP."""

import json
from collections.abc import Iterator
from email import message_from_string
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from starlette.requests import Request

from mijnklantportaal import Upload
from mijnklantportaal._wire.containers import Items, PageOf
from mijnklantportaal._wire.parsing import refuse_deviation
from mijnklantportaal.cli.methods._methods import method_functions, resource_class, resource_method, resource_summaries
from mijnklantportaal.sandbox._faults import Outcome
from mijnklantportaal.types import UNSET
from tests.cli.command_lines import CommandLine, words_of
from tests.operations import ArgumentSet, Method
from tests.sandbox_arguments import METHODS, Portal

CALLS = [
    pytest.param(method, argument_set, id=f"{method}-{argument_set}")
    for method in METHODS
    for argument_set in method.argument_sets()
]


class RecordingPortal(Portal):
    """A portal that keeps the body of its last response."""

    response = b""

    def __init__(self) -> None:
        super().__init__()
        handle = self.sandbox._portal.handle

        def recording_handle(request: Request, content: bytes) -> Outcome:
            outcome = handle(request, content)
            assert outcome.response is not None
            self.response = bytes(outcome.response.body)
            return outcome

        self.sandbox._portal.handle = recording_handle  # type: ignore[method-assign]


@pytest.fixture(scope="module")
def portal() -> RecordingPortal:
    return RecordingPortal()


@pytest.fixture(scope="module")
def address(portal: RecordingPortal) -> Iterator[str]:
    with portal.sandbox.serve() as address:
        yield address


@pytest.fixture(autouse=True)
def environment(portal: RecordingPortal, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIJNKLANTPORTAAL_BASE_URL", address)
    monkeypatch.setenv("MIJNKLANTPORTAAL_API_KEY", portal.sandbox.api_key)


@pytest.mark.parametrize(("method", "argument_set"), CALLS)
def test_every_method_sends_and_prints_what_the_library_does(
    portal: RecordingPortal, method: Method, argument_set: ArgumentSet, command_line: CommandLine, tmp_path: Path
) -> None:
    arguments = portal.arguments(method, argument_set)
    code, output, errors = command_line(*words_of(method, arguments, tmp_path), "--jsonl")
    assert (code, errors) == (0, "")
    assert [json.loads(line) for line in output.splitlines()] == expected_objects(method, portal.response)
    request = portal.sandbox.requests[-1]
    names = [item.name for item in (*method.operation.parameters, *getattr(method.operation.body, "fields", ()))]
    prepared = method.operation.prepare({**dict.fromkeys(names, UNSET), **arguments})
    assert (request.method, request.path) == (method.operation.method, prepared.path)
    assert dict(request.query) == dict(prepared.query)
    if prepared.parts is not None:
        assert received_parts(request.headers["content-type"], request.content) == sent_parts(prepared.parts)
    else:
        assert request.content == (prepared.content or b"")


def expected_objects(method: Method, body: bytes) -> list[Any]:
    """Return the objects that the library makes of a response, as JSON."""
    codec = method.operation.response
    assert codec is not None
    result = codec.parse_body(body, {}, refuse_deviation)
    objects = result.data if isinstance(codec, PageOf) else result if isinstance(codec, Items) else [result]
    return [item.to_dict() for item in objects]


Part: TypeAlias = tuple[str, str | None, bytes]
"""The name of a part, the name of its file, and its content."""


def received_parts(content_type: str, content: bytes) -> list[Part]:
    # Names of files are in UTF-8, which the parser would replace.
    message = message_from_string(f"Content-Type: {content_type}\r\n\r\n{content.decode('latin-1')}")
    parts: list[Part] = []
    for part in message.walk():
        if isinstance(payload := part.get_payload(decode=True), bytes):
            name = part.get_filename()
            name = name.encode("latin-1").decode() if name else None
            parts.append((str(part.get_param("name", header="content-disposition")), name, payload))
    return parts


def sent_parts(parts: tuple[tuple[str, str | Upload], ...]) -> list[Part]:
    sent: list[Part] = []
    for name, value in parts:
        if isinstance(value, str):
            sent.append((name, None, value.encode()))
        else:
            assert isinstance(value.content, bytes)
            sent.append((name, value.name, value.content))
    return sent


def test_every_method_of_the_client_is_a_command() -> None:
    commands = {
        (attribute, function.__name__): resource_method(attribute, kind, function).operation.id
        for name in resource_summaries()
        for attribute, kind in [resource_class(name) or pytest.fail(name)]
        for function in method_functions(kind).values()
    }
    for method in METHODS:
        assert commands.pop((method.resource, method.name)) == method.operation.id
    # The methods that download a file send the operation of the method for its link.
    assert set(commands) == {("agreements", "download_document"), ("files", "download")}


@pytest.mark.parametrize("resource", resource_summaries())
def test_help_of_every_method_names_its_path_and_arguments(resource: str, command_line: CommandLine) -> None:
    code, overview, _ = command_line(resource)
    assert code == 0
    attribute, kind = resource_class(resource) or pytest.fail(resource)
    for name, function in method_functions(kind).items():
        method = resource_method(attribute, kind, function)
        assert f"  {name} " in overview
        code, text, errors = command_line(resource, name, "--help")
        assert (code, errors) == (0, "")
        words = " ".join(text.split())
        assert f"{method.operation.method} {method.operation.path}" in words
        assert "datetime(" not in words
        assert "Decimal(" not in words
        assert "Iterating" not in words
        for parameter in method.operation.parameters:
            assert parameter.name.upper() in words or f"--{parameter.name.replace('_', '-')}" in words


def test_download_writes_the_file_and_prints_where_it_is(
    portal: RecordingPortal, command_line: CommandLine, tmp_path: Path
) -> None:
    identifier = portal.client.files.upload(file=Upload(b"content", name="a.txt")).id
    target = tmp_path / "b.txt"
    code, output, errors = command_line("files", "download", identifier, "--to", str(target), "--jsonl")
    assert (code, errors) == (0, "")
    assert json.loads(output)["path"] == str(target)
    assert target.read_bytes() == b"content"
    code, output, errors = command_line("files", "download", identifier, "--to", str(target))
    assert (code, output) == (1, "")
    assert errors == f"mijnklantportaal: {target} exists: choose another path with --to, or pass --overwrite\n"
    assert command_line("files", "download", identifier, "--to", str(target), "--overwrite").code == 0
    code, _, errors = command_line("files", "download", identifier, "--to", str(tmp_path), "--max-size", "3")
    assert code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["b.txt"]
    assert command_line("files", "download", identifier, "--to", "-") == (0, "content", "")
