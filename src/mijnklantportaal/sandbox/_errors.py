"""Error responses of the portal."""

from collections.abc import Mapping, Sequence


class PortalError(Exception):
    """An error response of the portal.

    Args:
        status: The status of the response.
        message: The `message` of the body.
        errors: The `errors` of the body: messages by field of the request.
        headers: Additional headers.
    """

    def __init__(
        self,
        status: int,
        message: str,
        errors: Mapping[str, Sequence[str]] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.errors = errors
        self.headers = dict(headers or {})


def field_error(field: str, message: str) -> PortalError:
    """Return the 422 for a single invalid field."""
    return validation_error({field: [message]})


def validation_error(errors: Mapping[str, Sequence[str]]) -> PortalError:
    """Return the 422 for invalid fields."""
    field, messages = next(iter(errors.items()))
    others = sum(map(len, errors.values())) - 1
    more = f" (and {others} more error{'s' if others > 1 else ''})" if others else ""
    # The body as a whole has the empty name.
    place = f"{field}: " if field else ""
    return PortalError(422, f"{place}{messages[0]}{more}", errors)
