"""The two interfaces that are compared."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.diff.interface import Interface


@dataclass(frozen=True)
class InterfacePair:
    """The two interfaces, and the new names of the classes and aliases that seem to have one."""

    old: Interface
    new: Interface
    new_names: Mapping[str, str]
