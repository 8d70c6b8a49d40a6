"""The lines of programs that a new version of the client affects, as text, Markdown and JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.diff.changes import Level
from pipeline.diff.quoting import on_one_line
from pipeline.diff.rendering import inert


@dataclass(frozen=True)
class Entry:
    """One change that affects one line.

    Attributes:
        path: The path of the program as it was given.
        line: The line, from 1.
        column: The column, from 1.
        level: The level of the change for this line.
        python: The changed name, such as `customer_offers.create(amount=)`; None if only types show the change. text:
        The change, a clause. to_do: What to do, a clause.
    """

    path: Path
    line: int
    column: int
    level: Level
    python: str | None
    text: str
    to_do: str

    @property
    def sentence(self) -> str:
        """The change and what to do on one line."""
        subject = f"{self.python}: " if self.python else ""
        return on_one_line(f"{subject}{self.text}; {self.to_do}")


@dataclass(frozen=True)
class Report:
    """The effects of a new version of the client on programs.

    Attributes:
        entries: The affected lines, sorted by file and line.
        files: The number of programs.
        uses: The number of uses of the API in them.
        remarks: Further information for the reader, a sentence each.
    """

    entries: Sequence[Entry]
    files: int
    uses: int
    remarks: Sequence[str]

    @property
    def summary(self) -> str:
        """The numbers of uses and affected lines, a sentence."""
        places = f"{_count(self.uses, 'use')} of the API in {_count(self.files, 'file')}"
        lines = {(entry.path, entry.line) for entry in self.entries}
        if not lines:
            return f"{places}; no line is affected."
        breaking = {(entry.path, entry.line) for entry in self.entries if entry.level is Level.BREAKING}
        are = "line is" if len(lines) == 1 else "lines are"
        return f"{places}; {len(lines)} {are} affected, {len(breaking)} of them {_verb(len(breaking), 'break')}."

    def as_text(self) -> str:
        """Return a line for each entry, `path:line:column: level: text`, the remarks, and the summary."""
        lines = [
            f"{on_one_line(str(entry.path))}:{entry.line}:{entry.column}: {entry.level.word}: {entry.sentence}"
            for entry in self.entries
        ]
        return "\n".join([*lines, *map(on_one_line, self.remarks), self.summary])

    def as_markdown(self) -> str:
        """Return the summary, a list of the entries, and the remarks."""
        entries = [
            f"- {_code(f'{entry.path}:{entry.line}')}: **{entry.level.word}**: {_markdown(entry)}"
            for entry in self.entries
        ]
        lines = [self.summary, "", *entries, *([""] if entries else []), *map(on_one_line, self.remarks)]
        return inert("\n".join(lines).rstrip())

    def as_object(self) -> dict[str, object]:
        """Return a JSON object with `summary`, `lines` and `remarks`."""
        return {"summary": self.summary, "lines": self.lines_as_objects(), "remarks": list(self.remarks)}

    def lines_as_objects(self) -> list[dict[str, object]]:
        """Return a JSON object for each entry: `file`, `line`, `column`, `level`, `python`, `text` and `to_do`."""
        return [
            {
                "file": str(entry.path),
                "line": entry.line,
                "column": entry.column,
                "level": entry.level.word,
                "python": entry.python,
                "text": entry.text,
                "to_do": entry.to_do,
            }
            for entry in self.entries
        ]


def _markdown(entry: Entry) -> str:
    subject = f"{_code(entry.python)}: " if entry.python else ""
    return f"{subject}{on_one_line(entry.text)}; {on_one_line(entry.to_do)}"


def _code(text: str) -> str:
    line = on_one_line(text).replace("`", "'")
    return f"`{line}`"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _verb(number: int, verb: str) -> str:
    return f"{verb}s" if number == 1 else verb
