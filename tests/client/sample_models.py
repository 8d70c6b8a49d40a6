"""Models with what the spec of the portal does not have yet: recursion, kinds of objects, fields of one direction."""

from decimal import Decimal
from typing import Any

from attrs import define, field

from mijnklantportaal import UNSET, Unset
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model


@define(kw_only=True)
class Cat(Model):
    """Has a required field that no other model has, and an optional one."""

    meow: str
    lives: int | Unset = UNSET
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)

    _field_table = (Field("meow", "meow", codecs.STRING, True), Field("lives", "lives", codecs.INTEGER, False))


@define(kw_only=True)
class Dog(Model):
    """Has a required field that no other model has, and an amount."""

    bark: str
    price_per_day: Decimal | None
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)

    _field_table = (
        Field("bark", "bark", codecs.STRING, True),
        Field("price_per_day", "pricePerDay", codecs.Nullable(codecs.MONEY), True),
    )


@define(kw_only=True)
class Email(Model):
    """Accepts every object, since it has optional fields only."""

    kind: str | Unset = UNSET
    address: str | Unset = UNSET
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)

    _field_table = (Field("kind", "kind", codecs.STRING, False), Field("address", "address", codecs.STRING, False))


@define(kw_only=True)
class Letter(Model):
    """Accepts every object, and has a list of further ones."""

    kind: str | Unset = UNSET
    street: str | Unset = UNSET
    copies: list["Email | Letter"] | Unset = UNSET
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)

    _field_table = (
        Field("kind", "kind", codecs.STRING, False),
        Field("street", "street", codecs.STRING, False),
        Field(
            "copies",
            "copies",
            codecs.Array(codecs.Union((codecs.Object(lambda: Email), codecs.Object(lambda: Letter)))),
            False,
        ),
    )


@define(kw_only=True)
class Node(Model):
    """Holds another one."""

    inner: "Node | int"
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)

    _field_table = (Field("inner", "inner", codecs.Union((codecs.Object(lambda: Node), codecs.INTEGER)), True),)


@define(kw_only=True)
class Account(Model):
    """Has a field that only responses have, and one that only requests have."""

    name: str
    secret: str | Unset
    id: str | Unset = UNSET
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)

    _field_table = (
        Field("name", "name", codecs.STRING, True),
        Field("secret", "secret", codecs.STRING, True, write_only=True),
        Field("id", "id", codecs.STRING, True, read_only=True),
    )


CAT, DOG = codecs.Object(lambda: Cat), codecs.Object(lambda: Dog)
EMAIL, LETTER = codecs.Object(lambda: Email), codecs.Object(lambda: Letter)
