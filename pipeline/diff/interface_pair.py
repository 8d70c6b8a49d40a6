"""The two interfaces that are compared."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.diff.interface import Interface


@dataclass(frozen=True)
class InterfacePair:
    """The two interfaces, and a map from the old names of classes and aliases to the new ones."""

    old: Interface
    new: Interface
    new_names: Mapping[str, str]
