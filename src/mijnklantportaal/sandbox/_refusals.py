"""What the portal says no with."""

from collections.abc import Mapping, Sequence


class Refusal(Exception):
    """An answer that is no success.

    Args:
        status: The status of the answer.
        message: What went wrong, for people.
        errors: Messages by the field of the request that they are about.
        headers: Further headers.
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


def invalid(field: str, message: str) -> Refusal:
    """The refusal of what was sent, because of one field."""
    return unprocessable({field: [message]})


def unprocessable(errors: Mapping[str, Sequence[str]]) -> Refusal:
    """The refusal of what was sent, because of some fields."""
    field, messages = next(iter(errors.items()))
    others = sum(map(len, errors.values())) - 1
    more = f" (and {others} more error{'s' if others > 1 else ''})" if others else ""
    # The body as a whole has no name.
    place = f"{field}: " if field else ""
    return Refusal(422, f"{place}{messages[0]}{more}", errors)
