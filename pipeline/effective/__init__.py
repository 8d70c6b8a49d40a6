"""The effective spec: the published spec with the overlay applied, checked. The client is generated from it."""

from pipeline.effective.building import Effective, effective_spec
from pipeline.effective.checking import check_spec
from pipeline.effective.formats import format_checker

__all__ = ["Effective", "check_spec", "effective_spec", "format_checker"]
