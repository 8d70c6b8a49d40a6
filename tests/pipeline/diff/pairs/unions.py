"""Values of one of several types."""

from functools import partial
from typing import Any

from tests.pipeline.diff.pairs.comparisons import (
    query,
    received,
    received_optionally,
    received_part,
    sent,
    sent_part,
    whole,
)
from tests.pipeline.diff.pairs.fragments import (
    BOOLEAN,
    INTEGER,
    NULL,
    NUMBER,
    PART,
    TEXT,
    Schema,
    Schemas,
    any_of,
    array,
    map_of,
    one_of,
    record,
    ref,
    request,
    response,
    text,
)
from tests.pipeline.diff.pairs.pair import Expected, Pair

_pair = partial(Pair, "unions")

_CAT, _DOG, _FISH = ref("Cat"), ref("Dog"), ref("Fish")


def _animal(*fields: str, **properties: Schema) -> Schema:
    return record({"kind": TEXT, "sort": TEXT, **properties}, ["kind", "sort", *fields])


_ANIMALS: Schemas = {
    "Cat": _animal(lives=INTEGER),
    "Dog": _animal(tricks=INTEGER),
    "Fish": _animal(fins=INTEGER),
}
# The kind of each of these is in its schema.
_MARKED: Schemas = {
    "Cat": record({"kind": {"type": "string", "const": "Cat"}, "lives": INTEGER}, ["kind"]),
    "Dog": record({"kind": {"type": "string", "const": "Dog"}, "tricks": INTEGER}, ["kind"]),
}


def _with_dog(dog: Schema) -> Schemas:
    return {**_ANIMALS, "Dog": dog}


def _chosen_by(name: str, *members: Schema, **mapping: str) -> Schema:
    discriminator: dict[str, Any] = {"propertyName": name}
    if mapping:
        discriminator["mapping"] = {kind: ref(target)["$ref"] for kind, target in mapping.items()}
    return one_of(*(members or (_CAT, _DOG)), discriminator=discriminator)


_PETS = one_of(_CAT, _DOG)
_KNOWN = one_of(TEXT, INTEGER)
_WIDER = one_of(TEXT, INTEGER, BOOLEAN)

PAIRS = [
    _pair("member-added-sent", sent(_KNOWN, _WIDER), Expected.FEATURE, "booleans are allowed now", "value"),
    _pair("member-removed-sent", sent(_WIDER, _KNOWN), Expected.BREAKING, "booleans are refused now", "value"),
    _pair("member-added-received", received(_KNOWN, _WIDER), Expected.BREAKING, "code gets booleans now", "value"),
    _pair("member-removed-received", received(_WIDER, _KNOWN), Expected.PATCH, "the type is narrower"),
    _pair("member-added-query", query(_KNOWN, _WIDER), Expected.FEATURE, "booleans are allowed now"),
    _pair("member-removed-items", sent(array(_WIDER), array(_KNOWN)), Expected.BREAKING, "booleans are refused now"),
    _pair(
        "member-added-items-received",
        received(array(_KNOWN), array(_WIDER)),
        Expected.BREAKING,
        "booleans may come now",
    ),
    _pair("member-added-map-sent", sent(map_of(_KNOWN), map_of(_WIDER)), Expected.FEATURE, "booleans are allowed now"),
    _pair(
        "object-member-added-sent",
        sent(_PETS, one_of(_CAT, _DOG, _FISH), _ANIMALS),
        Expected.FEATURE,
        "there is more to pass",
    ),
    _pair(
        "object-member-added-received",
        received(_PETS, one_of(_CAT, _DOG, _FISH), _ANIMALS),
        Expected.BREAKING,
        "code gets objects of another class now",
    ),
    _pair("object-member-removed-sent", sent(_PETS, any_of(_CAT), _ANIMALS), Expected.BREAKING, "dogs are refused now"),
    _pair("order-sent", sent(_KNOWN, one_of(INTEGER, TEXT)), Expected.FORM, "the same values are allowed"),
    _pair("order-received", received(_PETS, one_of(_DOG, _CAT), _MARKED), Expected.FORM, "the kind decides"),
    _pair("one-of-to-any-of-disjoint", sent(_KNOWN, any_of(TEXT, INTEGER)), Expected.FORM, "no value is both"),
    _pair("one-of-to-any-of-received", received(_KNOWN, any_of(TEXT, INTEGER)), Expected.FORM, "no value is both"),
    _pair("type-list-to-one-of", sent({"type": ["string", "integer"]}, _KNOWN), Expected.FORM, "the same values"),
    _pair("single-member-unwrapped", sent(any_of(TEXT), TEXT), Expected.FORM, "the same values"),
    _pair(
        "one-of-to-any-of-overlapping",
        sent(one_of(text(maxLength=5), text(minLength=3)), any_of(text(maxLength=5), text(minLength=3))),
        Expected.FEATURE,
        "a text of 4 characters is allowed now",
    ),
    _pair(
        "any-of-to-one-of-overlapping",
        sent(any_of(text(maxLength=5), text(minLength=3)), one_of(text(maxLength=5), text(minLength=3))),
        Expected.BREAKING,
        "a text of 4 characters is refused now",
    ),
    _pair("scalar-to-union-sent", sent(TEXT, _KNOWN), Expected.FEATURE, "numbers are allowed now"),
    _pair("scalar-to-union-received", received(TEXT, _KNOWN), Expected.BREAKING, "numbers come now"),
    _pair("union-to-scalar-sent", sent(_KNOWN, TEXT), Expected.BREAKING, "numbers are refused now"),
    _pair("union-to-scalar-received", received(_KNOWN, TEXT), Expected.PATCH, "the type is narrower"),
    _pair(
        "type-list-longer-sent",
        sent(TEXT, {"type": ["string", "integer"]}),
        Expected.FEATURE,
        "numbers are allowed now",
    ),
    _pair(
        "type-list-longer-received",
        received(TEXT, {"type": ["string", "integer"]}),
        Expected.BREAKING,
        "numbers come now",
    ),
    _pair("member-retyped-sent", sent(_KNOWN, one_of(TEXT, BOOLEAN)), Expected.BREAKING, "numbers are refused now"),
    _pair("member-widened-sent", sent(_KNOWN, one_of(TEXT, NUMBER)), Expected.FEATURE, "fractions are allowed now"),
    _pair("member-widened-received", received(_KNOWN, one_of(TEXT, NUMBER)), Expected.BREAKING, "fractions come now"),
    _pair(
        "member-component-retyped-received",
        received_part(TEXT, BOOLEAN, one_of(PART, INTEGER)),
        Expected.BREAKING,
        "code that uses texts fails",
    ),
    _pair(
        "member-component-limit-tightened",
        sent_part(text(maxLength=9), text(maxLength=5), one_of(PART, INTEGER)),
        Expected.BREAKING,
        "longer texts are refused now",
    ),
    _pair(
        "member-component-limit-received",
        received_part(text(maxLength=5), text(maxLength=9), one_of(PART, INTEGER)),
        Expected.PATCH,
        "limits are not checked",
    ),
    _pair(
        "member-gets-required-property-sent",
        whole(request(_PETS, _ANIMALS), request(_PETS, _with_dog(_animal("owner", tricks=INTEGER, owner=TEXT)))),
        Expected.BREAKING,
        "the constructor raises TypeError",
        "owner",
    ),
    _pair(
        "member-gets-property-sent",
        whole(request(_PETS, _ANIMALS), request(_PETS, _with_dog(_animal(tricks=INTEGER, owner=TEXT)))),
        Expected.FEATURE,
        "there is more to pass",
        "owner",
    ),
    _pair(
        "member-loses-property-received",
        whole(response(_PETS, _ANIMALS), response(_PETS, _with_dog(_animal()))),
        Expected.BREAKING,
        "code that reads it fails",
        "tricks",
    ),
    _pair(
        "member-gets-property-received",
        whole(response(_PETS, _ANIMALS), response(_PETS, _with_dog(_animal(tricks=INTEGER, owner=TEXT)))),
        Expected.FEATURE,
        "a new field",
        "owner",
    ),
    _pair("null-added-sent", sent(_KNOWN, one_of(TEXT, INTEGER, NULL)), Expected.FEATURE, "None is allowed now"),
    _pair("null-removed-sent", sent(one_of(TEXT, INTEGER, NULL), _KNOWN), Expected.BREAKING, "None is refused now"),
    _pair("null-added-received", received(_KNOWN, one_of(TEXT, INTEGER, NULL)), Expected.BREAKING, "None may come now"),
    _pair(
        "null-removed-received", received(one_of(TEXT, INTEGER, NULL), _KNOWN), Expected.PATCH, "the type is narrower"
    ),
    _pair(
        "null-added-objects-received",
        received_optionally(one_of(_CAT, _DOG), one_of(_CAT, _DOG, NULL), _ANIMALS),
        Expected.PATCH,
        "the field was None where it was left out, so that callers handle it already",
    ),
    _pair(
        "discriminator-added",
        received(_PETS, _chosen_by("kind"), _MARKED),
        Expected.FORM,
        "the kind is in each schema, so that the same objects have the same classes",
    ),
    _pair(
        "discriminator-property-changed",
        received(_chosen_by("kind"), _chosen_by("sort"), _ANIMALS),
        Expected.BREAKING,
        "another property decides which class an object gets",
    ),
    _pair(
        "discriminator-mapping-swapped-received",
        received(_chosen_by("kind", c="Cat", d="Dog"), _chosen_by("kind", c="Dog", d="Cat"), _ANIMALS),
        Expected.BREAKING,
        "objects of kind c are dogs now",
    ),
    _pair(
        "discriminator-mapping-renamed-sent",
        sent(_chosen_by("kind", c="Cat", d="Dog"), _chosen_by("kind", c="Cat", dog="Dog"), _ANIMALS),
        Expected.BREAKING,
        "objects of kind d are refused now",
    ),
    _pair(
        "discriminator-mapping-and-member-added-sent",
        sent(
            _chosen_by("kind", _CAT, _DOG, c="Cat", d="Dog"),
            _chosen_by("kind", _CAT, _DOG, _FISH, c="Cat", d="Dog", f="Fish"),
            _ANIMALS,
        ),
        Expected.FEATURE,
        "fish are allowed now",
    ),
    _pair(
        "members-of-one-json-type-in-another-order-received",
        received(any_of(text(format="date"), TEXT), any_of(TEXT, text(format="date"))),
        Expected.BREAKING,
        "a date is parsed as a text now",
    ),
]
