"""What the client does with the media types of bodies."""

JSON = "application/json"


def is_json(media_type: str) -> bool:
    """Return whether it is JSON, or a format that is written as JSON (RFC 6839, section 3.1)."""
    name = _name(media_type)
    return name == JSON or name.endswith("+json")


def is_plain_json(media_type: str) -> bool:
    """Return whether it is JSON itself, which the client sends as such."""
    return _name(media_type) == JSON


def is_multipart(media_type: str) -> bool:
    """Return whether it is a multipart form."""
    return _name(media_type) == "multipart/form-data"


def is_text(media_type: str) -> bool:
    """Return whether it is text."""
    return _name(media_type).startswith("text/")


def _name(media_type: str) -> str:
    return media_type.partition(";")[0].strip().lower()
