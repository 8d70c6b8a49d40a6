"""The immutable values that the package gives to its users, which are not attrs classes."""

import copy
import pickle
from typing import Any

import pytest

from mijnklantportaal import RawResponse, RequestEvent, ResponseEvent, SpecDrift, Upload
from mijnklantportaal.errors import RequestInfo

REQUEST = RequestInfo("GET", "https://example.com/v1/tickets")
HEADERS = {"x-private": "private"}
RECORDS = [
    (REQUEST, "RequestInfo(method='GET', url='https://example.com/v1/tickets')"),
    (Upload(b"private", "a.txt"), "Upload(content=<bytes>, name='a.txt', media_type=None)"),
    (
        SpecDrift("get-ticket", "id", "string", 7),
        "SpecDrift(operation='get-ticket', path='id', expected='string', got=7)",
    ),
    (RequestEvent("get-ticket", REQUEST, 1), f"RequestEvent(operation='get-ticket', request={REQUEST!r}, attempt=1)"),
    (
        ResponseEvent("get-ticket", REQUEST, 1, 0.5, 200, HEADERS, None),
        f"ResponseEvent(operation='get-ticket', request={REQUEST!r}, attempt=1, seconds=0.5, status_code=200, "
        "error=None)",
    ),
    (RawResponse(200, HEADERS, b"private", dict), "RawResponse(status_code=200)"),
]
each_record = pytest.mark.parametrize(("record", "shown"), RECORDS, ids=lambda value: type(value).__name__)


@each_record
def test_record_shows_its_fields_but_no_content(record: object, shown: str) -> None:
    assert repr(record) == shown


@each_record
def test_record_copied_or_pickled_equals_the_original(record: object, shown: str) -> None:
    for other in (copy.copy(record), copy.deepcopy(record), pickle.loads(pickle.dumps(record))):
        assert other == record
        assert type(other) is type(record)


@each_record
def test_record_is_immutable(record: Any, shown: str) -> None:
    name = type(record).__match_args__[0]
    with pytest.raises(AttributeError, match="immutable"):
        setattr(record, name, None)
    with pytest.raises(AttributeError, match="immutable"):
        delattr(record, name)
    with pytest.raises(AttributeError, match="immutable"):
        record.other = None


@each_record
def test_record_with_another_field_or_class_is_not_equal(record: Any, shown: str) -> None:
    first, *others = [getattr(record, name) for name in type(record).__match_args__]
    assert record != type(record)("other", *others)
    assert record == type(record)(first, *others)
    assert record != (first, *others)


def test_records_that_are_equal_have_the_same_hash() -> None:
    assert len({REQUEST, RequestInfo(method="GET", url=REQUEST.url), RequestInfo("POST", REQUEST.url)}) == 2
    assert hash(Upload(b"a")) == hash(Upload(content=b"a", name=None, media_type=None))


def test_raw_responses_are_compared_without_their_parsers() -> None:
    assert RawResponse(200, HEADERS, b"{}", parse=dict) == RawResponse(200, HEADERS, b"{}", parse=list)


def test_record_matches_by_position() -> None:
    match RequestEvent("get-ticket", REQUEST, attempt=2):
        case RequestEvent(operation, RequestInfo("GET", _), 2):
            assert operation == "get-ticket"
        case _:
            pytest.fail("the event did not match")
