"""What a program costs in a new interpreter."""

from benchmarks import instructions
from benchmarks.measured import Measured
from benchmarks.multiplied import cpu_seconds
from benchmarks.rows import Measure
from benchmarks.timing import measure

_ROUNDS = 10


def program_unit() -> str:
    return instructions.UNIT if instructions.is_available() else "CPU s"


def program_measure(measured: Measured, code: str) -> Measure:
    """Return the cost of a program, including the start of the interpreter."""
    if instructions.is_available():
        return Measure(instructions.program_instructions(measured, code))
    return measure([cpu_seconds(lambda: measured.run("-P", "-c", code)) for _ in range(_ROUNDS)])


def over_start(program: Measure, start: Measure) -> Measure:
    """Return the cost of a program without that of an empty program."""
    value = program.value - start.value
    return Measure(value, program.spread * program.value / value)
