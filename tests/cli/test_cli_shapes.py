"""Commands for shapes of arguments that the API does not have today, and that its spec may get."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click
import pytest

from mijnklantportaal._send import Sender
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field
from mijnklantportaal._wire.operation import (
    Body,
    CallOptions,
    Location,
    MediaType,
    Operation,
    Parameter,
    ValueBody,
)
from mijnklantportaal.cli import _app
from mijnklantportaal.cli.methods._command import MethodCommand
from mijnklantportaal.cli.methods._methods import resource_method
from mijnklantportaal.types import UNSET, Unset
from mijnklantportaal_api.models import CustomerOfferLine
from tests.cli.command_lines import CommandLine


class Things:
    """Things API."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def replace(
        self,
        *,
        rows: Sequence[Sequence[int]],
        timeout: float | None = None,
        max_retries: int | None = None,
        max_wait: float | None = None,
    ) -> None:
        """Replace the things.

        Args:
            rows (Sequence[Sequence[int]]): Rows. Example: `[[1]]`.
            timeout (float | None): Seconds.
            max_retries (int | None): Retries.
            max_wait (float | None): Seconds.
        """
        return self._sender.call(REPLACE, {"rows": rows}, CallOptions(timeout, max_retries, None, max_wait))

    def create(
        self,
        thing_id: int,
        *,
        body: str,
        tags: Sequence[str] | Unset = UNSET,
        tag: str | Unset = UNSET,
        dry_run: bool | Unset | None = UNSET,
        line: CustomerOfferLine | Unset | None = UNSET,
        prices: Mapping[str, Any] | Unset = UNSET,
        request_ids: Sequence[int] | Unset = UNSET,
        timeout_: int | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        max_wait: float | None = None,
    ) -> None:
        """Create a thing; `tags` has no example.

        Args:
            thing_id (int): Number.
            body (str): Text. Not without `tags`.
            timeout (float | None): Seconds.
            max_retries (int | None): Retries.
            max_wait (float | None): Seconds.
        """
        arguments = {
            "thing_id": thing_id,
            "body": body,
            "tags": tags,
            "tag": tag,
            "dry_run": dry_run,
            "line": line,
            "prices": prices,
            "request_ids": request_ids,
            "timeout_": timeout_,
        }
        return self._sender.call(CREATE, arguments, CallOptions(timeout, max_retries, None, max_wait))


REPLACE: Operation[None] = Operation(
    id="replace-things",
    method="PUT",
    path="/things",
    body=ValueBody("rows", codecs.Array(codecs.Array(codecs.INTEGER))),
)
CREATE: Operation[None] = Operation(
    id="create-thing",
    method="POST",
    path="/things/{thingId}",
    parameters=(
        Parameter("thing_id", "thingId", codecs.Integer(1), Location.PATH),
        Parameter("tags", "tags", codecs.Array(codecs.STRING), Location.QUERY),
        Parameter("request_ids", "X-Request-Ids", codecs.Array(codecs.INTEGER), Location.HEADER),
    ),
    body=Body(
        MediaType.JSON,
        (
            Field("body", "body", codecs.STRING, True),
            Field("tag", "tag", codecs.STRING, False),
            Field("dry_run", "dryRun", codecs.Nullable(codecs.BOOLEAN), False),
            Field("line", "line", codecs.Nullable(codecs.Object(lambda: CustomerOfferLine)), False),
            Field("prices", "prices", codecs.Map(codecs.MONEY), False),
            Field("timeout_", "timeout", codecs.INTEGER, False),
        ),
    ),
)


@pytest.fixture(autouse=True)
def things(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command `things` be the resource of this module."""
    get_command = _app._Root.get_command

    def get_with_things(self: _app._Root, context: click.Context, name: str) -> Any:
        functions: dict[str, Callable[..., Any]] = {"replace": Things.replace, "create": Things.create}
        if name not in functions:
            return get_command(self, context, name)
        return MethodCommand(name, resource_method("things", Things, functions[name]))

    monkeypatch.setattr(_app._Root, "get_command", get_with_things)


def test_body_that_is_one_value_is_an_option_and_a_file(command_line: CommandLine, tmp_path: Any) -> None:
    path = tmp_path / "rows.json"
    path.write_text("[[1], [2, 3]]")
    for words in (["--rows", "[[1], [2, 3]]"], ["--body", str(path)]):
        code, output, _ = command_line("replace", *words, "--dry-run")
        assert code == 0
        assert json.loads(output.partition("\n\n")[2]) == [[1], [2, 3]]
    path.write_text('[["1"]]')
    code, _, errors = command_line("replace", "--body", str(path), "--dry-run")
    assert code == 2
    assert "the body[0][0] must be an integer, not the text '1'" in errors


def test_arguments_named_like_options_of_the_command_have_a_prefix(command_line: CommandLine) -> None:
    words = ["--tags", "a b", "--tags=c", "--tag", "d", "--request-id", "1", "--request-id", "2", "--api-timeout", "5"]
    words += ["--api-body", "text", "--api-dry-run", "null", "--prices", '{"a": 1.50}', "--timeout", "7"]
    words += ["--line", "description=Hosting", "amount-excl-vat=1", "vat-rate=9", "12"]
    code, output, errors = command_line("create", *words, "--dry-run")
    assert (code, errors) == (0, "")
    head, _, body = output.partition("\n\n")
    assert head.splitlines()[0].endswith("/things/12?tags=a+b&tags=c")
    assert "x-request-ids: 1,2" in head.splitlines()
    assert json.loads(body) == {
        "body": "text",
        "tag": "d",
        "dryRun": None,
        "line": {"description": "Hosting", "amountExclVat": "1", "vatRate": 9},
        "prices": {"a": "1.50"},
        "timeout": 5,
    }


def test_object_that_may_be_null_is_null(command_line: CommandLine) -> None:
    code, output, _ = command_line("create", "1", "--api-body", "x", "--line", "null", "--dry-run")
    assert code == 0
    assert json.loads(output.partition("\n\n")[2]) == {"body": "x", "line": None}


def test_help_names_the_options_of_other_arguments(command_line: CommandLine) -> None:
    code, output, _ = command_line("create", "--help")
    assert code == 0
    words = " ".join(output.split())
    assert "Create a thing; `--tags` has no example." in words
    assert "--api-body TEXT Text. Not without `--tags`. [required]" in words
    assert "THING_ID Number." in words
