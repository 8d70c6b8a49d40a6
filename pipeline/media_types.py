"""The media types of bodies that the client distinguishes."""

JSON = "application/json"


def is_json(media_type: str) -> bool:
    """Return whether a media type is JSON, or a format based on JSON (RFC 6839, section 3.1)."""
    name = _name(media_type)
    return name == JSON or name.endswith("+json")


def is_plain_json(media_type: str) -> bool:
    """Return whether a media type is JSON itself."""
    return _name(media_type) == JSON


def is_multipart(media_type: str) -> bool:
    """Return whether a media type is a multipart form."""
    return _name(media_type) == "multipart/form-data"


def is_text(media_type: str) -> bool:
    """Return whether a media type is text."""
    return _name(media_type).startswith("text/")


def _name(media_type: str) -> str:
    return media_type.partition(";")[0].strip().lower()
