"""MijnKlantportaal API, version v1: its models and operations.

Generated from the API's document; this package does no I/O. Import `mijnklantportaal` to use it.
"""

SERVER = "https://api.mijnklantportaal.nl/v1"
"""Base URL of the API, from the document."""


def document() -> str:
    """The OpenAPI document that this package was generated from, as JSON text."""
    # Imported here, since few programs ask for it.
    from importlib.resources import files

    return files(__name__).joinpath("openapi.json").read_text("utf-8")
