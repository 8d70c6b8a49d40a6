"""The names that tests/sandbox imports from here, until it imports `tests.openapi_core_validator`."""

from tests.openapi_core_validator import validating_transport as judged
from tests.openapi_core_validator import validator_of as reader_of

__all__ = ["judged", "reader_of"]
