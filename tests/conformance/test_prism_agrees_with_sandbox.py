"""Prism and the sandbox agree on which requests are valid, with the exception of a few rules.

Bodies that are not JSON are not among the requests, since Prism does not respond to them.
"""

import re
from dataclasses import dataclass
from typing import Literal

import pytest

from tests.conformance.request_comparison import Comparison, compare
from tests.conformance.request_variants import DOCUMENTED, SEVERAL, variations
from tests.operations import spec

OPERATIONS = [operation["operationId"] for item in spec()["paths"].values() for operation in item.values()]


@dataclass(frozen=True)
class Rule:
    """A difference that is allowed.

    Args:
        stricter: The one that refuses the request.
        message: A pattern of its message.
        mutations: The mutations that it refuses.
        reason: Why the difference is allowed.
    """

    stricter: Literal["Prism", "sandbox"]
    message: str
    mutations: tuple[str, ...]
    reason: str

    def allows(self, comparison: Comparison, stricter: str, message: str) -> bool:
        is_named = comparison.variation.mutation in (*self.mutations, SEVERAL)
        return is_named and stricter == self.stricter and re.search(self.message, message) is not None


ANY_TEXT = ("an empty text", "a text", "'é 漢 😀 \\x00 \\u2028'")
ANY_FILE = ("a file", "an empty file")

RULES = [
    Rule(
        "sandbox",
        r"There is no (customer|file|file or directory) with this ID",
        (*ANY_TEXT, "valid, and then invalid"),
        "Prism has no objects, so that any text is a valid ID.",
    ),
    Rule(
        "sandbox",
        r"required without customerId",
        ("with required properties only",),
        "Only in a description: an appointment without a customer needs a name and an email address.",
    ),
    Rule(
        "sandbox",
        r"required when forSale is true",
        ("missing", "with required properties only"),
        "Only in a description: a punch card for sale needs a price and a VAT rate.",
    ),
    Rule(
        "sandbox",
        r"There must not be more than (5|10)\.",
        ("6 times", "11 times"),
        "Only in a description: at most 5 signers and documents, and 10 requested files.",
    ),
    Rule(
        "sandbox",
        r"This must be from (0 to 3660|1 to \d+, as many as are left)\.",
        ("number '-1'", "zero"),
        "The spec has no bounds for the number of days and of stamps.",
    ),
    Rule(
        "sandbox",
        r"valid decimal",
        (
            "an empty text",
            "a text",
            "valid, and then invalid",
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
        "Prism does not support the format `decimal`, so that any text is an amount.",
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
        "Prism does not support the formats, and the pattern allows times that do not exist.",
    ),
    Rule("sandbox", r"valid date", ("date '0000-01-01'",), "Python has no year 0."),
    Rule("sandbox", r"too far away", ("date '9999-12-30'",), "The subscription would be renewed in the year 10000."),
    Rule(
        "sandbox",
        r"valid uri",
        ("uri 'https://'", "uri 'https:///path'", "uri 'mailto:jane@example.com'", "uri 'urn:isbn:0451450523'"),
        "These are URIs to which a webhook cannot be sent.",
    ),
    Rule(
        "sandbox",
        r"^'' |valid local-minute",
        ("an empty text",),
        "Prism ignores a query parameter without a value.",
    ),
    Rule(
        "sandbox",
        r"is not of type 'integer'",
        ("number '+1'", f"number '{'9' * 30}'"),
        "Prism parses numbers as JavaScript does, and the sandbox accepts those that fit into 64 bits.",
    ),
    Rule(
        "sandbox",
        r"This field is required",
        (*ANY_FILE, "an empty text", "a text"),
        "As in PHP, a file in a form is not a text, and a text is not a file. In Prism both are texts.",
    ),
    Rule(
        "sandbox",
        r"is not of type '(string|boolean)'",
        ("null", "a boolean", "a number"),
        "Prism converts values in forms to the type of the schema, even within JSON.",
    ),
    Rule(
        "sandbox",
        r"'invalid' is not of type 'object'",
        ("invalid, and then valid",),
        "Of several parts with the same name, Prism keeps the last.",
    ),
    Rule(
        "Prism",
        r"^Invalid content type$|^No supported content types",
        ("where none is expected",),
        "Laravel ignores a body that it does not expect.",
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
        "Prism accepts common addresses only. The sandbox refuses texts that are certainly not addresses.",
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
        "URIs consist of ASCII characters. The sandbox refuses spaces only, since browsers accept the rest.",
    ),
    Rule(
        "Prism",
        r"must be boolean",
        ("the text '1'", "the text '0'"),
        "Forms have no booleans, and PHP serializes them in this way.",
    ),
    Rule(
        "Prism",
        r"must be boolean|must match pattern",
        ANY_FILE,
        "As above: a file in place of an optional text is ignored.",
    ),
    Rule(
        "Prism",
        r"page must be (integer|>= 1)",
        ("number '0'", "number '-1'", "number '1.5'", "number 'two'", "a text", "two values"),
        "Laravel treats every value that is not a page number as 1.",
    ),
    Rule("Prism", r"days must be integer", ("two values",), "PHP uses the last of several values."),
    Rule("Prism", r"required property 'documents'", ("an empty file",), "Prism ignores an empty file in a list."),
]


@pytest.fixture(scope="module")
def comparisons(prism: str, request: pytest.FixtureRequest) -> list[Comparison]:
    """All requests with `--long`; otherwise the documented ones and a sample of the others."""
    every = 1 if request.config.getoption("--long") else 10
    sample = [
        variation
        for number, variation in enumerate(variations())
        if number % every == 0 or variation.mutation.startswith(DOCUMENTED)
    ]
    return list(compare(sample, prism))


@pytest.mark.parametrize("operation", OPERATIONS)
def test_disagreements_are_allowed_by_rules(comparisons: list[Comparison], operation: str) -> None:
    not_allowed = [
        f"{comparison.variation}: only {stricter} reports {message!r}"
        for comparison in comparisons
        if comparison.variation.operation == operation
        for stricter, message in comparison.disagreements()
        if not any(rule.allows(comparison, stricter, message) for rule in RULES)
    ]
    assert not_allowed == []


@pytest.mark.long
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.reason)
def test_rule_names_exactly_the_mutations_it_is_needed_for(comparisons: list[Comparison], rule: Rule) -> None:
    mutations = {
        comparison.variation.mutation
        for comparison in comparisons
        for stricter, message in comparison.disagreements()
        if rule.allows(comparison, stricter, message)
    }
    assert mutations - {SEVERAL} == set(rule.mutations)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_documented_requests_are_valid_for_both(comparisons: list[Comparison], operation: str) -> None:
    documented = [
        comparison
        for comparison in comparisons
        if comparison.variation.operation == operation and comparison.variation.mutation.startswith(DOCUMENTED)
    ]
    assert documented
    assert [comparison for comparison in documented if comparison.prism or comparison.sandbox] == []
