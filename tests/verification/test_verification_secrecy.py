"""A verification of a portal that has personal data in every position, of which nothing may come out again."""

import logging
import warnings
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from mijnklantportaal import MijnKlantportaal, Progress
from mijnklantportaal.verification import verify
from tests.verification.fake_portal import FakeRequest, FakeResponse, fake_portal

# Parts of all data below, for the search.
NAME = "zwartkop"
NUMBER = "9876543"

_numbers = count()


def text() -> str:
    return f"{NAME}{next(_numbers)}"


def number() -> int:
    return int(f"{NUMBER}{next(_numbers)}")


def with_other_values(value: Any) -> Any:
    """Return JSON of the same types, with IDs and times that are data too."""
    if isinstance(value, dict):
        return {key: with_other_values(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_other_values(inner) for inner in value]
    if isinstance(value, str):
        is_id, is_time = value[3:4] == "_", value[4:5] == "-" and value[:4].isdecimal()
        return f"{value[:4]}{text()}" if is_id else f"{NUMBER}-01-01 {text()}" if is_time else text()
    return value if value is None or isinstance(value, bool) else number()


def with_wrong_types(value: Any, depth: int = 0) -> Any:
    """Return JSON of other types, but for the list and its objects, and their IDs."""
    if isinstance(value, dict) and depth < 3:
        return {
            key: f"{value[key][:4]}{text()}" if key == "id" else with_wrong_types(inner, depth + 1)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [with_wrong_types(inner, depth + 1) for inner in value] if depth == 1 else {text(): text()}
    if isinstance(value, str):
        return [{text(): number()}, number(), f"{NAME}@example.com"]
    return text() if value is None or isinstance(value, bool) else {text(): [text()]}


def with_unknown_keys(value: Any) -> Any:
    """Return JSON in which each object has unknown keys, which are data."""
    if isinstance(value, dict):
        known = {key: with_unknown_keys(inner) for key, inner in value.items()}
        return {**known, text(): text(), f"{NAME}@example.com": {text(): text()}, f"+31 {NUMBER}": [text()]}
    return [with_unknown_keys(inner) for inner in value] if isinstance(value, list) else with_other_values(value)


def successes(change: Callable[[Any], Any]) -> Callable[[FakeRequest, Any], FakeResponse]:
    headers = {
        "Content-Type": f"application/json; name={NAME}",
        "X-RateLimit-Limit": NUMBER,
        "X-RateLimit-Remaining": NUMBER,
        f"X-{NAME}": NAME,
    }
    return lambda request, body: FakeResponse(change(body), headers=headers)


def failures(request: FakeRequest, body: Any) -> FakeResponse:
    """Return errors for most objects, and for some lists: in JSON, as text, and as a body that is not JSON."""
    headers = {"Content-Type": f"{NAME}/json", "Location": f"https://example.com/{NAME}", "X-Request-Id": NAME}
    error = {"message": text(), text(): text(), "errors": {text(): [text()]}, f"{NAME}@example.com": number()}
    if request.token != "key":
        return FakeResponse(error, 401, headers)
    if "invalid" in request.path or "doesnotexist" in request.path:
        return FakeResponse(error, 422 if "invalid" in request.path else 404, headers)
    if request.template in ("/appointments", "/customers", "/customers/{customerId}", "/tickets"):
        return FakeResponse(with_other_values(body))
    kinds = [
        FakeResponse(error, 404, headers),
        FakeResponse(error, 403, headers),
        FakeResponse(error, 422, headers),
        FakeResponse(error, 302, headers),
        FakeResponse(text().encode(), 500, headers),
        FakeResponse(f"<html>{text()}</html>".encode(), 200, headers),
        FakeResponse(text(), 200, headers),
        FakeResponse([error, text()], 200, headers),
        FakeResponse(b"", 200, headers),
    ]
    return kinds[next(_numbers) % len(kinds)]


@pytest.mark.parametrize(
    "respond",
    [
        pytest.param(successes(with_other_values), id="values"),
        pytest.param(successes(with_wrong_types), id="wrong types"),
        pytest.param(successes(with_unknown_keys), id="unknown keys"),
        pytest.param(failures, id="failures"),
    ],
)
def test_verification_of_personal_data_shows_none_of_it(
    respond: Callable[[FakeRequest, Any], FakeResponse],
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    progress: list[Progress] = []
    with (
        fake_portal(respond) as portal,
        MijnKlantportaal(api_key="key", base_url=portal.base_url, throttle=False, max_retries=0) as client,
        warnings.catch_warnings(record=True) as issued,
        caplog.at_level(logging.DEBUG),
    ):
        warnings.simplefilter("always")
        report = verify(client, progress=progress.append)

    requested = " ".join(path for _, path in portal.requests)
    # The IDs were data too, and the server has sent them.
    assert NAME in requested
    assert {method for method, _ in portal.requests} == {"GET"}
    lines = [record for record in caplog.records if record.name.startswith("mijnklantportaal")]
    assert lines
    shown = {
        "JSON": report.to_json(),
        "Markdown": report.to_markdown(),
        "repr": repr(report),
        "log": "\n".join(f"{line.getMessage()} {line.exc_text}" for line in lines),
        "warnings": " ".join(str(warning.message) for warning in issued),
        "progress": repr(progress),
        "output": "".join(capsys.readouterr()),
    }
    for kind, content in shown.items():
        assert NAME not in content.lower(), kind
        assert NUMBER not in content, kind
