"""The effective document: what is published plus the overlay, checked, and what the client is generated from."""

from pipeline.effective.building import Effective, effective_document
from pipeline.effective.checking import check_document
from pipeline.effective.formats import format_checker

__all__ = ["Effective", "check_document", "effective_document", "format_checker"]
