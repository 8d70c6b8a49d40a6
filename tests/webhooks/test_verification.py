"""Accepted and refused requests, and the valid forms of secrets."""

import ast
import hmac
import random
import string
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

import mijnklantportaal
from mijnklantportaal import ConfigurationError, WebhookSignatureError
from mijnklantportaal.webhooks import EventType, Secrets, parse, verify
from tests.tracebacks import traceback_with_locals
from tests.webhooks.signed_requests import BODY, HEADERS, OTHER_SECRET, SECRET

MUTATIONS = 100_000
BY_TYPE = {EventType.INVOICE_PAID: SECRET, EventType.OFFER_CREATED: [OTHER_SECRET, "third-secret"]}


@pytest.mark.parametrize(
    "secrets",
    [
        SECRET,
        [SECRET],
        [OTHER_SECRET, SECRET],
        {SECRET, OTHER_SECRET},
        (secret for secret in (OTHER_SECRET, SECRET)),
        {"invoice-paid": SECRET},
        {"invoice-paid": (OTHER_SECRET, SECRET)},
        {"new-event": {SECRET}},
        BY_TYPE,
        {"invoice-paid": [SECRET, SECRET]},
    ],
    ids=range(10),
)
def test_request_with_one_of_the_secrets_is_accepted(secrets: Secrets) -> None:
    # Not False either: a caller may write `if verify(...)`.
    assert verify(HEADERS, BODY, secrets) is None


def test_body_is_not_part_of_the_signature() -> None:
    # As the docstring of `verify` says.
    verify(HEADERS, b"another body", SECRET)


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        ({}, "the request has no X-Webhook-Signature header"),
        ([("X-Webhook-Signature", SECRET)] * 2, "the request must have one X-Webhook-Signature header, not 2"),
        ([("X-Webhook-Signature", SECRET), ("x-webhook-signature", "x")], "the request must have one X-Webhook-"),
        ({"X-Webhook-Signature": [SECRET, SECRET, SECRET]}, "the request must have one .* header, not 3"),
        ({"X-Webhook-Signature": ""}, "the X-Webhook-Signature header is not one of the secrets"),
        ({"X-Webhook-Signature": f"{SECRET},{SECRET}"}, "the X-Webhook-Signature header is not one of"),
        ({"X-Webhook-Signature": SECRET.lower()}, "the X-Webhook-Signature header is not one of"),
        ({"X-Webhook-Signature": f" {SECRET}"}, "the X-Webhook-Signature header is not one of"),
        ({"X-Webhook-Signature": SECRET[:-1]}, "the X-Webhook-Signature header is not one of"),
        ({"X-Webhook-Signature": SECRET * 100_000}, "the X-Webhook-Signature header is not one of"),
        ({"X-Webhook-Signature": f"{SECRET}é"}, "the X-Webhook-Signature header is not one of"),
        ({"X-Webhook-Signature": f"{SECRET}\ud800"}, "the X-Webhook-Signature header is not one of"),
        ({"X-Webhook-Signature": f"{SECRET}\0"}, "the X-Webhook-Signature header is not one of"),
        ({"X-Webhook-Signature": SECRET.encode() + b"\xff"}, "the X-Webhook-Signature header is not one of"),
        ({"X-Webhook-Signature": SECRET.encode("utf-16")}, "the X-Webhook-Signature header is not one of"),
    ],
    ids=range(15),
)
def test_request_without_the_signature_is_refused_without_showing_a_secret(headers: Any, message: str) -> None:
    for check in (verify, parse):
        for secrets in (SECRET, [OTHER_SECRET, SECRET], BY_TYPE):
            with pytest.raises(WebhookSignatureError, match=f"^{message}") as caught:
                check(headers, BODY, secrets)
            text = traceback_with_locals(caught.value)
            assert SECRET not in text
            assert OTHER_SECRET not in text
            assert SECRET.lower() not in text


def mutated(text: str, rng: random.Random) -> str:
    """Return another text: characters are changed, added, removed or moved, or the text is spelled differently."""
    position = rng.randrange(len(text))
    character = chr(rng.choice([rng.randrange(128), rng.randrange(256), rng.randrange(0x11000)]))
    changes: list[Callable[[], str]] = [
        lambda: text[:position] + character + text[position + 1 :],
        lambda: text[:position] + character + text[position:],
        lambda: text[:position] + text[position + 1 :],
        lambda: text[:position],
        lambda: text[position:] + text[:position],
        lambda: text[:position] + text[position:].swapcase(),
        lambda: text[::-1],
        lambda: text * rng.randrange(2, 5),
        lambda: rng.choice(["", " ", "Bearer ", "sha256=", '"', "0x"]) + text + rng.choice(["\n", "\0", ",", " ", '"']),
        lambda: "".join(rng.choices(string.ascii_letters + string.digits, k=20)),
        lambda: "",
    ]
    return rng.choice(changes)()


def test_none_of_100_000_mutated_requests_is_accepted() -> None:
    rng = random.Random(0)
    accepted = []
    for number in range(MUTATIONS):
        value = mutated(SECRET, rng)
        if value == SECRET:
            continue
        body = mutated(BODY.decode(), rng).encode(errors="replace")
        headers = {"X-Webhook-Signature": value if number % 2 else value.encode(errors="replace")}
        try:
            verify(headers, body, SECRET)
        except WebhookSignatureError:
            pass
        else:
            accepted.append(headers)
    assert accepted == []
    # The control: the same loop accepts the header that was not changed.
    verify(HEADERS, BODY, SECRET)


def mutated_headers(rng: random.Random) -> Iterable[tuple[str, str]]:
    """Return headers in which the right value is under another name, or is there twice."""
    name = mutated("X-Webhook-Signature", rng)
    if name.lower() != "x-webhook-signature":
        return [(name, SECRET)]
    return [("X-Webhook-Signature", SECRET), (name, SECRET)]


def test_right_secret_in_another_header_is_not_accepted() -> None:
    rng = random.Random(1)
    for _ in range(5_000):
        with pytest.raises(WebhookSignatureError):
            verify(mutated_headers(rng), BODY, SECRET)


@pytest.mark.parametrize("received", [SECRET, OTHER_SECRET, "third-secret", "wrong", "wrong é"])
def test_every_secret_is_compared_in_constant_time(received: str, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []

    def compare_digest(first: bytes, second: bytes) -> bool:
        compared.append((first, second))
        return hmac.compare_digest(first, second)

    monkeypatch.setattr("mijnklantportaal.webhooks._secrets.compare_digest", compare_digest)
    try:
        verify({"X-Webhook-Signature": received}, BODY, BY_TYPE)
    except WebhookSignatureError:
        assert received.startswith("wrong")
    assert compared == [(s.encode(), received.encode()) for s in (SECRET, OTHER_SECRET, "third-secret")]


def test_signatures_are_compared_by_hmac_only() -> None:
    path = Path(mijnklantportaal.__file__).parent / "webhooks" / "_secrets.py"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    (imported,) = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "hmac"]
    assert [alias.name for alias in imported.names] == ["compare_digest"]
    comparisons = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Compare)]
    assert [text for text in comparisons if "received" in text or "signature" in text] == ["len(received) > 1"]


@pytest.mark.parametrize(
    ("secrets", "message"),
    [
        ([], "secrets must not be empty: pass the secret of each webhook that calls this URL"),
        ({}, "secrets must not be empty"),
        ((), "secrets must not be empty"),
        ("", "a secret must be printable ASCII characters without spaces, and not empty"),
        ([SECRET, ""], "a secret must be printable"),
        ([SECRET, "veiled\n"], "a secret must be printable"),
        ([SECRET, "veiled veiled"], "a secret must be printable"),
        (["veiled\u200b"], "a secret must be printable"),
        (["veiled\ud800"], "a secret must be printable"),
        ({"invoice-paid": [SECRET], "offer-created": []}, "the secret of 'offer-created' must be printable"),
        ({EventType.OFFER_CREATED: "veiled "}, "the secret of 'offer-created' must be printable"),
        ({"": SECRET}, "a key of secrets must be an event type, not an empty str"),
        (
            {EventType.OFFER_CREATED: [OTHER_SECRET, SECRET], "invoice-paid": SECRET},
            "the secret of 'invoice-paid' must differ from that of 'offer-created', since it identifies the type",
        ),
    ],
    ids=range(13),
)
def test_secrets_that_are_not_valid_are_a_configuration_error(secrets: Secrets, message: str) -> None:
    for headers in (HEADERS, {"X-Webhook-Signature": ""}, {"X-Webhook-Signature": "veiled"}):
        with pytest.raises(ConfigurationError, match=f"^{message}") as caught:
            verify(headers, BODY, secrets)
        text = traceback_with_locals(caught.value)
        assert SECRET not in text
        assert OTHER_SECRET not in text
        assert "veiled" not in text


@pytest.mark.parametrize(
    ("secrets", "message"),
    [
        (None, "a secret must be str, not NoneType"),
        (5, "a secret must be str, not int"),
        (SECRET.encode(), "a secret must be str, not bytes"),
        ([SECRET, None], "a secret must be str, not NoneType"),
        ([SECRET, SECRET.encode()], "a secret must be str, not bytes"),
        ([[SECRET]], "a secret must be str, not list"),
        ({"invoice-paid": None}, "a secret must be str, not NoneType"),
        ({"invoice-paid": {SECRET: SECRET}, "offer-created": 5}, "a secret must be str, not int"),
        ({5: SECRET}, "a key of secrets must be an event type, not int"),
        ({None: SECRET}, "a key of secrets must be an event type, not NoneType"),
    ],
    ids=range(10),
)
def test_secrets_of_a_wrong_type_are_a_type_error(secrets: Any, message: str) -> None:
    with pytest.raises(TypeError, match=f"^{message}") as caught:
        verify(HEADERS, BODY, secrets)
    assert SECRET not in traceback_with_locals(caught.value)


@pytest.mark.parametrize("body", ["{}", None, {"id": 1}, 5])
def test_body_of_a_wrong_type_is_a_type_error(body: Any) -> None:
    for check in (verify, parse):
        with pytest.raises(TypeError, match="body must be the bytes of the request, not") as caught:
            check(HEADERS, body, SECRET)
        assert SECRET not in traceback_with_locals(caught.value)


def test_headers_of_a_wrong_type_are_a_type_error() -> None:
    wrong: Any = [("X-Webhook-Signature", SECRET, SECRET)]
    for check in (verify, parse):
        with pytest.raises(TypeError, match="headers must be a mapping or pairs") as caught:
            check(wrong, BODY, SECRET)
        assert SECRET not in traceback_with_locals(caught.value)
