"""Request bodies that are one value, files with a media type of the spec, and fields of one direction."""

import json
from decimal import Decimal
from typing import Any

import pytest

from mijnklantportaal import UNSET, Upload
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field
from mijnklantportaal._wire.operation import Body, MediaType, Operation, ValueBody
from tests.client.clients import ClientFactory, both_clients
from tests.client.operation_calls import calling
from tests.client.portal_server import PortalServer
from tests.client.sample_models import CAT, DOG, Account, Cat, Dog
from tests.client.upload_server import parts_of


def posting(codec: codecs.Codec[Any]) -> Operation[Any]:
    return Operation("post-value", "POST", "/values", body=ValueBody("value", codec), response=codecs.ANY)


BODIES = [
    pytest.param(codecs.Array(CAT), [Cat(meow="x")], [{"meow": "x"}], id="list"),
    pytest.param(codecs.Array(codecs.INTEGER), [], [], id="empty list"),
    pytest.param(codecs.Map(codecs.MONEY), {"a": Decimal("1.50")}, {"a": "1.50"}, id="map"),
    pytest.param(
        codecs.Union((CAT, DOG)), Dog(bark="x", price_per_day=None), {"bark": "x", "pricePerDay": None}, id="union"
    ),
    pytest.param(codecs.STRING, "é", "é", id="string"),
    pytest.param(codecs.BOOLEAN, False, False, id="false"),
    pytest.param(codecs.Nullable(codecs.INTEGER), None, None, id="null"),
    pytest.param(
        codecs.Object(lambda: Account), Account(name="a", secret="b", id="c"), {"name": "a", "secret": "b"}, id="object"
    ),
]


@both_clients
@pytest.mark.parametrize(("codec", "value", "sent"), BODIES)
def test_value_is_sent_as_the_whole_body(
    portal: PortalServer, client_factory: ClientFactory, codec: codecs.Codec[Any], value: Any, sent: Any
) -> None:
    portal.add_response({})
    with client_factory(base_url=portal.url) as perform:
        perform(calling(posting(codec), value=value))
    assert portal.request.json == sent
    assert portal.request.headers["Content-Type"] == "application/json"


@both_clients
def test_value_that_is_left_out_sends_no_body(portal: PortalServer, client_factory: ClientFactory) -> None:
    portal.add_response({})
    with client_factory(base_url=portal.url) as perform:
        perform(calling(posting(codecs.STRING), value=UNSET))
    assert portal.request.body == b""
    assert portal.request.headers["Content-Type"] is None


@pytest.mark.parametrize(
    ("codec", "value", "message"),
    [
        (codecs.Array(CAT), [None], r"value\[0\] must be Cat, not NoneType"),
        (codecs.Array(CAT), None, "value must be a list of Cat, not NoneType"),
        (codecs.Map(codecs.INTEGER), {"a": "1"}, r"value\['a'\] must be int, not str"),
        (codecs.Union((CAT, DOG)), {}, "value must be Cat or Dog, not dict"),
    ],
)
def test_value_of_wrong_type_raises_error_with_its_place(codec: codecs.Codec[Any], value: Any, message: str) -> None:
    with pytest.raises(TypeError, match=f"^{message}$"):
        posting(codec).prepare({"value": value})


@both_clients
@pytest.mark.parametrize(
    ("upload", "media_type"),
    [
        (b"x", b"application/pdf"),
        (Upload(b"x", "a.txt"), b"application/pdf"),
        (Upload(b"x", media_type="text/csv"), b"text/csv"),
    ],
    ids=["bytes", "named", "with a media type"],
)
def test_file_is_sent_with_the_media_type_of_the_spec_unless_the_caller_names_one(
    portal: PortalServer, client_factory: ClientFactory, upload: Any, media_type: bytes
) -> None:
    portal.add_response({})
    body = Body(MediaType.MULTIPART, (Field("file", "file", codecs.File(media_type="application/pdf"), True),))
    with client_factory(base_url=portal.url) as perform:
        perform(calling(Operation("post-file", "POST", "/files", body=body), file=upload))
    (part,) = parts_of(portal.request.body, portal.request.headers)
    assert part.header.endswith(b"Content-Type: " + media_type)
    assert part.content == b"x"


# Fields of one direction


def test_read_only_field_is_not_sent_but_is_in_the_dictionary() -> None:
    account = Account(name="a", secret="b", id="c")
    operation = posting(codecs.Object(lambda: Account))
    for value in (account, Account(name="a", secret="b")):
        assert json.loads(operation.prepare({"value": value}).content or b"") == {"name": "a", "secret": "b"}
    assert account.to_dict() == {"name": "a", "secret": "b", "id": "c"}
    body = Body(MediaType.JSON, Account._field_table)
    content = Operation("post", "POST", "/", body=body).prepare({"name": "a", "secret": "b", "id": object()}).content
    assert json.loads(content or b"") == {"name": "a", "secret": "b"}


def test_write_only_field_that_is_missing_is_no_deviation() -> None:
    reports: list[str] = []
    received = {"name": "a", "id": "c"}
    account = Account.from_dict(received, lambda path, expected, got: reports.append(path))
    assert reports == []
    assert account == Account(name="a", secret=UNSET, id="c")
    assert account.to_dict() == received
    assert Account.from_dict({**received, "secret": "b"}).secret == "b"


def test_write_only_field_that_is_missing_in_a_request_raises() -> None:
    operation = posting(codecs.Object(lambda: Account))
    with pytest.raises(TypeError, match=r"^value\.secret must be str, not Unset$"):
        operation.prepare({"value": Account.from_dict({"name": "a", "id": "c"})})


@pytest.mark.parametrize(("received", "path"), [({"id": "c"}, "name"), ({"name": "a"}, "id")])
def test_read_only_field_that_is_missing_in_a_response_is_reported(received: dict[str, Any], path: str) -> None:
    reports: list[str] = []
    Account.from_dict(received, lambda path, expected, got: reports.append(path))
    assert reports == [path]


@both_clients
def test_fields_of_one_direction_over_the_network(portal: PortalServer, client_factory: ClientFactory) -> None:
    operation = Operation(
        "post",
        "POST",
        "/accounts",
        body=ValueBody("value", codecs.Array(codecs.Object(lambda: Account))),
        response=codecs.Map(codecs.Object(lambda: Account)),
    )
    portal.add_response({"x": {"name": "a", "id": "c"}})
    with client_factory(base_url=portal.url, strict=True) as perform:
        result = perform(calling(operation, value=[Account(name="a", secret="b", id="old")]))
    assert portal.request.json == [{"name": "a", "secret": "b"}]
    assert result["x"].id == "c"
