"""The codecs by the names that generated code uses."""

from mijnklantportaal._wire.codec import Codec
from mijnklantportaal._wire.containers import Array, Items, Map, Nullable, Object, PageData, PageOf
from mijnklantportaal._wire.media import BYTES, FILE, TEXT, File
from mijnklantportaal._wire.scalars import (
    ANY,
    BOOLEAN,
    DATE,
    DATE_TIME,
    INTEGER,
    LOCAL_DATE_TIME,
    LOCAL_MINUTE,
    MONEY,
    NUMBER,
    STRING,
    Integer,
    parse_time,
    serialize_leniently,
    strict_amount,
    strict_amount_text,
    strict_date,
    strict_list,
)
from mijnklantportaal._wire.unions import Union

__all__ = (
    "ANY",
    "BOOLEAN",
    "BYTES",
    "DATE",
    "DATE_TIME",
    "FILE",
    "INTEGER",
    "LOCAL_DATE_TIME",
    "LOCAL_MINUTE",
    "MONEY",
    "NUMBER",
    "STRING",
    "TEXT",
    "Array",
    "Codec",
    "File",
    "Integer",
    "Items",
    "Map",
    "Nullable",
    "Object",
    "PageData",
    "PageOf",
    "Union",
    "parse_time",
    "serialize_leniently",
    "strict_amount",
    "strict_amount_text",
    "strict_date",
    "strict_list",
)
