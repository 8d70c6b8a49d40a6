"""The results of the benchmark: one row per case, with a measure for each contender."""

import math
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """What was measured for one contender of a row: a median, or a count."""

    value: float
    spread: float = 0.0
    """Half of the confidence interval of the median, in relation to it; 0 for counts."""


@dataclass(frozen=True)
class Row:
    """A case, such as "get" or "list of 100", and the measures of its contenders.

    The ratios are those to `reference`, one of the contenders. The budget is the largest allowed ratio of the
    contender "this"; rows without one are only reported.
    """

    case: str
    unit: str
    reference: str
    measures: Mapping[str, Measure]
    budget: float | None = None

    def ratio(self, contender: str) -> float:
        return self.measures[contender].value / self.measures[self.reference].value

    def ratio_spread(self, contender: str) -> float:
        """Return the relative spread of the ratio, as if the two measures were independent."""
        if contender == self.reference:
            return 0.0
        return math.hypot(self.measures[contender].spread, self.measures[self.reference].spread)

    @property
    def is_over_budget(self) -> bool:
        return self.budget is not None and self.ratio("this") > self.budget
