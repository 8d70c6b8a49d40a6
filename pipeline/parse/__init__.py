"""Parses the effective spec to an `Api`. All checks of what a client needs are here, and one run reports all
problems."""

from pipeline.parse.parsing import parse_api

__all__ = ["parse_api"]
