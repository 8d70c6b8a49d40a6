"""Forms: the portal sends the values that a customer enters, and requests values to prefill a form with."""

import json
from collections.abc import Mapping
from urllib.parse import parse_qsl

from attrs import frozen

from mijnklantportaal._hidden_arguments import hides_arguments
from mijnklantportaal._received_headers import ReceivedHeaders
from mijnklantportaal._wire.parsing import undescribed
from mijnklantportaal._wire.serializing import SerializeOptions
from mijnklantportaal.cms._callbacks import CUSTOMER_ID, FORM_ID, CallbackError, CallbackResponse, received_ids
from mijnklantportaal.types import JSON


@frozen
class FormSubmission:
    """The values that a customer entered in a form."""

    customer_id: str
    """Such as `cst_123abc456def`."""
    form_id: str
    """Such as `frm_123abc456def`."""
    fields: dict[str, JSON]
    """The values by field name. The guide does not say which types the portal uses for which fields."""


@frozen
class PrefillRequest:
    """A request for the values of a form that a customer opens."""

    customer_id: str
    """Such as `cst_123abc456def`."""
    form_id: str
    """Such as `frm_123abc456def`."""


@hides_arguments
def parse_json_submission(headers: ReceivedHeaders, body: bytes | str) -> FormSubmission:
    """Parse a form that the portal sends with a JSON body, which it does with every method except GET.

    Respond with any status from 200 to 299. With any other status, the customer sees an error (guide, CMS: forms).
    Whether the portal then sends the form again, and how long it waits for the response, is not known.

    The headers do not prove who sent the request, and the guide names no credentials for forms: see the page "CMS
    callbacks" of the documentation.

    Args:
        headers: The headers of the request, as the web framework provides them.
        body: The body as received, not parsed.

    Raises:
        CallbackError: `X-Customer-Id` or `X-Form-Id` is missing, repeated, or not a valid ID; or the body is not a JSON
            object, or nests more than 100 levels deep.
        TypeError: `headers` is neither a mapping nor an iterable of pairs, or `body` is neither bytes nor str.
    """
    customer_id, form_id = received_ids(headers, CUSTOMER_ID, FORM_ID)
    return FormSubmission(customer_id, form_id, _parse_object(body))


@hides_arguments
def parse_query_submission(headers: ReceivedHeaders, query: bytes | str) -> FormSubmission:
    """Parse a form that the portal sends with GET: the fields are query parameters.

    Every value is a str, since a query has no other types; the values of a repeated parameter are a list in their
    original order. How the portal writes numbers, empty fields and fields with several values is not known. Names are
    kept unchanged, including those with brackets, such as `colors[0]`.

    Most web servers log queries, so prefer a method with a body.

    Args:
        headers: The headers of the request, as the web framework provides them.
        query: The query of the URL as received, without the question mark: `name=John+Doe&age=20`.

    Raises:
        CallbackError: `X-Customer-Id` or `X-Form-Id` is missing, repeated, or not a valid ID; or the query is not
            percent-encoded UTF-8.
        TypeError: `headers` is neither a mapping nor an iterable of pairs, or `query` is neither bytes nor str.
    """
    customer_id, form_id = received_ids(headers, CUSTOMER_ID, FORM_ID)
    return FormSubmission(customer_id, form_id, _parse_query(query))


@hides_arguments
def parse_prefill_request(headers: ReceivedHeaders) -> PrefillRequest:
    """Parse the headers of a request for the values of a form. The portal sends the request with GET or POST.

    The headers do not prove who sent the request: see `parse_json_submission`.

    Args:
        headers: The headers of the request, as the web framework provides them.

    Raises:
        CallbackError: `X-Customer-Id` or `X-Form-Id` is missing, repeated, or not a valid ID.
        TypeError: `headers` is neither a mapping nor an iterable of pairs.
    """
    customer_id, form_id = received_ids(headers, CUSTOMER_ID, FORM_ID)
    return PrefillRequest(customer_id, form_id)


def prefill_response(fields: Mapping[str, JSON]) -> CallbackResponse:
    """Return the response with the values of a form.

    Args:
        fields: The values by field name. A field that is missing or `None` stays empty, and the portal ignores names
            that the form does not have (guide, CMS: forms). The guide does not say which types it accepts for which
            fields.

    Raises:
        TypeError: A value is not a JSON value, such as a date or a `Decimal`: pass the text that the form shows.
        ValueError: A value is not valid JSON: a number that is not finite, or text with a lone surrogate.
    """
    if not isinstance(fields, Mapping):
        raise TypeError(f"fields must be a mapping, not {type(fields).__name__}")
    members = [f"{_to_json(name, name)}: {_to_json(name, value)}" for name, value in fields.items()]
    return CallbackResponse(200, {"Content-Type": "application/json"}, f"{{{', '.join(members)}}}".encode())


def _parse_object(body: bytes | str) -> dict[str, JSON]:
    if not isinstance(body, bytes | str):
        raise TypeError(f"body must be bytes or str, as received, not {type(body).__name__}")
    if not body.strip():
        raise CallbackError("the body is empty: for a form that is sent with GET, use parse_query_submission")
    try:
        # `json_value` refuses what Python accepts, but JSON does not: non-finite numbers and lone surrogates.
        fields = undescribed(SerializeOptions().json_value("body", json.loads(body)))
    except (ValueError, RecursionError) as error:
        raise CallbackError(f"the body must be JSON: {error}") from None
    if not isinstance(fields, dict):
        raise CallbackError('the body must be a JSON object, such as {"name": "John Doe"}')
    return fields


def _parse_query(query: bytes | str) -> dict[str, JSON]:
    if not isinstance(query, bytes | str):
        raise TypeError(f"query must be bytes or str, as received, not {type(query).__name__}")
    try:
        text = query.decode("ascii") if isinstance(query, bytes) else query.encode("ascii").decode()
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict")
    except ValueError:
        raise CallbackError("the query must be percent-encoded UTF-8") from None
    values: dict[str, list[JSON]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    return {name: of_name if len(of_name) > 1 else of_name[0] for name, of_name in values.items()}


def _to_json(name: object, value: object) -> str:
    if not isinstance(name, str):
        raise TypeError(f"the names of fields must be str, not {type(name).__name__}")
    try:
        text = json.dumps(value, allow_nan=False, ensure_ascii=False)
        text.encode()
    except TypeError as error:
        raise TypeError(
            f"the field {name!r} must be a JSON value, such as the text that the form shows: {error}"
        ) from None
    except (ValueError, RecursionError) as error:
        raise ValueError(f"the field {name!r} must be valid JSON: {error}") from None
    return text
