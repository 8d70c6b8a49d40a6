"""Prism and the sandbox agree about which requests are valid, but for a few rules.

Bodies that are no JSON are not among the requests, since Prism never answers them.
"""

import re
from dataclasses import dataclass
from typing import Literal

import pytest

from tests.conformance.allowed_differences import Judged, judged
from tests.conformance.mutations import AT_ONCE, trials
from tests.operations import document

OPERATIONS = [operation["operationId"] for item in document()["paths"].values() for operation in item.values()]


@dataclass(frozen=True)
class Rule:
    """What one judge refuses and the other does not.

    Args:
        stricter: The one that refuses it.
        complaint: Pattern of its message.
        mutations: What makes it refuse.
        why: Why that is as it should be.
    """

    stricter: Literal["Prism", "sandbox"]
    complaint: str
    mutations: tuple[str, ...]
    why: str

    def covers(self, judged: Judged, stricter: str, complaint: str) -> bool:
        """Whether the rule explains a disagreement."""
        is_known = judged.trial.mutation in (*self.mutations, AT_ONCE)
        return is_known and stricter == self.stricter and re.search(self.complaint, complaint) is not None


ANY_TEXT = ("an empty text", "a text", "'é 漢 😀 \\x00 \\u2028'")
ANY_FILE = ("a file", "an empty file")

RULES = [
    Rule(
        "sandbox",
        r"There is no (customer|file|file or directory) with this ID",
        (*ANY_TEXT, "right, and then wrong"),
        "Prism has no objects, so that any text is an ID.",
    ),
    Rule(
        "sandbox",
        r"required without customerId",
        ("with what is required only",),
        "The document has it in words only: an appointment with nobody known needs a name and an address.",
    ),
    Rule(
        "sandbox",
        r"required when forSale is true",
        ("missing", "with what is required only"),
        "The document has it in words only: what is sold needs a price and a rate.",
    ),
    Rule(
        "sandbox",
        r"There must not be more than (5|10)\.",
        ("6 times", "11 times"),
        "The document has it in words only: 5 signers and documents, 10 requested files.",
    ),
    Rule(
        "sandbox",
        r"This must be from (0 to 3660|1 to \d+, as many as are left)\.",
        ("number '-1'", "zero"),
        "The document has no least and no greatest number of days or stamps, and there are none below these.",
    ),
    Rule(
        "sandbox",
        r"valid decimal",
        (
            "an empty text",
            "a text",
            "right, and then wrong",
            "decimal '12,95'",
            "decimal '1.299,50'",
            "decimal '12.'",
            "decimal '.95'",
            "decimal '+12.95'",
            "decimal '1e3'",
            "decimal '0x10'",
            "decimal 'NaN'",
            "decimal 'Infinity'",
            "decimal '€ 12.95'",
            "decimal ' 12.95'",
            "decimal '12.95\\n'",
            "decimal '١٢'",
        ),
        "The format `decimal` is not known to Prism, so that any text is an amount.",
    ),
    Rule(
        "sandbox",
        r"valid local-",
        (
            "local-date-time '2024-04-31 14:00:00'",
            "local-date-time '2024-04-30 24:00:00'",
            "local-date-time '2024-04-30 14:00:60'",
            "local-minute '2024-04-31 14:00'",
            "local-minute '2024-04-30 24:00'",
            "local-minute '2024-04-30 14:60'",
        ),
        "The formats are not known to Prism, which has the pattern only, and does not see that there is no such time.",
    ),
    Rule("sandbox", r"valid date", ("date '0000-01-01'",), "Python knows no year 0."),
    Rule("sandbox", r"too far away", ("date '9999-12-30'",), "The subscription would be renewed in the year 10000."),
    Rule(
        "sandbox",
        r"valid uri",
        ("uri 'https://'", "uri 'https:///path'", "uri 'mailto:jane@example.com'", "uri 'urn:isbn:0451450523'"),
        "These are URIs, and nothing that a webhook can be sent to.",
    ),
    Rule(
        "sandbox",
        r"^'' |valid local-minute",
        ("an empty text",),
        "Prism takes a parameter of the query without a value for none.",
    ),
    Rule(
        "sandbox",
        r"is not of type 'integer'",
        ("number '+1'", f"number '{'9' * 30}'"),
        "Prism reads numbers as JavaScript does, and the sandbox only such as fit into 64 bits.",
    ),
    Rule(
        "sandbox",
        r"This field is required",
        (*ANY_FILE, "an empty text", "a text"),
        "As in PHP, what a form has as a file is no text, and what it has as a text is no file. To Prism all is text.",
    ),
    Rule(
        "sandbox",
        r"is not of type '(string|boolean)'",
        ("null", "a boolean", "a number"),
        "Prism takes what is in forms for whatever type is asked for, even within JSON.",
    ),
    Rule(
        "sandbox",
        r"'wrong' is not of type 'object'",
        ("wrong, and then right",),
        "Of several parts with one name Prism keeps the last.",
    ),
    Rule(
        "Prism",
        r"^Invalid content type$|^No supported content types",
        ("where none is asked for",),
        "A body that nobody asked for is of no concern to Laravel.",
    ),
    Rule(
        "Prism",
        r'must match format "email"',
        (
            "email 'jane.@example.com'",
            "email 'jane..doe@example.com'",
            "email 'jane@-example.com'",
            "email 'jane@exa_mple.com'",
            "email 'jané@example.com'",
            "email 'jane@exämple.com'",
            "email '\"jane\"@example.com'",
            "email 'jane@[192.0.2.1]'",
        ),
        "Prism knows the common addresses only. The sandbox refuses what is none for certain.",
    ),
    Rule(
        "Prism",
        r'must match format "uri"',
        (
            "uri 'https://example.com/é'",
            "uri 'https://exämple.com/'",
            "uri 'https://example.com/%zz'",
            "uri 'https://example.com/{id}'",
        ),
        "URIs have few characters besides the ASCII letters. The sandbox minds blanks only, as browsers take the rest.",
    ),
    Rule(
        "Prism",
        r"must be boolean",
        ("the text '1'", "the text '0'"),
        "Forms have no booleans, and PHP writes them so.",
    ),
    Rule(
        "Prism",
        r"must be boolean|must match pattern",
        ANY_FILE,
        "As above: a file in place of a text that may be left out is left out.",
    ),
    Rule(
        "Prism",
        r"page must be (integer|>= 1)",
        ("number '0'", "number '-1'", "number '1.5'", "number 'two'", "a text", "two values"),
        "Laravel takes whatever is no page for the first one.",
    ),
    Rule("Prism", r"days must be integer", ("two values",), "PHP takes the last of several values."),
    Rule(
        "Prism", r"required property 'documents'", ("an empty file",), "Prism takes an empty file in a list for none."
    ),
]


@pytest.fixture(scope="module")
def verdicts(prism: str) -> list[Judged]:
    """All requests with both verdicts."""
    return list(judged(trials(), prism))


@pytest.mark.parametrize("operation", OPERATIONS)
def test_they_agree_but_for_the_rules(verdicts: list[Judged], operation: str) -> None:
    unexplained = [
        f"{found.trial}: only {stricter} says {complaint!r}"
        for found in verdicts
        if found.trial.operation == operation
        for stricter, complaint in found.disagreements()
        if not any(rule.covers(found, stricter, complaint) for rule in RULES)
    ]
    assert unexplained == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.why)
def test_each_rule_is_needed_for_all_that_it_names(verdicts: list[Judged], rule: Rule) -> None:
    covered = {
        found.trial.mutation
        for found in verdicts
        for stricter, complaint in found.disagreements()
        if rule.covers(found, stricter, complaint)
    }
    assert covered - {AT_ONCE} == set(rule.mutations)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_is_as_documented_is_valid_to_both(verdicts: list[Judged], operation: str) -> None:
    found = [
        found
        for found in verdicts
        if found.trial.operation == operation and found.trial.mutation.startswith("as documented")
    ]
    assert found
    assert [(str(right.trial), right.prism, right.sandbox) for right in found if right.prism or right.sandbox] == []
