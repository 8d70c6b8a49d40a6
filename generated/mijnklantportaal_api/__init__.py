"""MijnKlantportaal API, version v1: models and operations.

Generated from the spec. This package does no I/O. Import `mijnklantportaal` to use it.
"""

SERVER = "https://api.mijnklantportaal.nl/v1"
"""The base URL of the API, from the spec."""


def spec() -> str:
    """Return the effective spec, from which this package was generated, as JSON text."""
    # Imported here, since few programs ask for it.
    from importlib.resources import files

    return files(__name__).joinpath("openapi.json").read_text("utf-8")
