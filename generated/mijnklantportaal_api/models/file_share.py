from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model

from .. import models as _models


@_attrs.define(kw_only=True)
class FileShare(_model.Model):
    """File Share."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("created_at", "createdAt", _codecs.DATE_TIME, True),
        _model.Field("links", "links", _codecs.Object(lambda: _models.FileShareLinks), True),
        _model.Field(
            "shared_content", "sharedContent", _codecs.Array(_codecs.Object(lambda: _models.FileOrDirectory)), True
        ),
        _model.Field("shared_with_customer_id", "sharedWithCustomerId", _codecs.Nullable(_codecs.STRING), True),
    )

    id: str
    """Share ID, prefix `fss_`. Example: `fss_abc12345678`."""
    created_at: _datetime.datetime
    """When it was created, in ATOM format. Example: `2024-04-29T21:00:00+02:00`."""
    links: _models.FileShareLinks
    """Links to what belongs to it."""
    shared_content: _builtins.list[_models.FileOrDirectory]
    """Shared files and directories."""
    shared_with_customer_id: str | None
    """Customer it is shared with, if any. Example: `cst_abc12345678`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        id = _data["id"]
        created_at = _data["createdAt"]
        links = _data["links"]
        shared_content = _data["sharedContent"]
        shared_with_customer_id = _data["sharedWithCustomerId"]
        if not (type(id) is str and (shared_with_customer_id is None or type(shared_with_customer_id) is str)):
            raise _codecs.DifferenceError
        return _cls(
            id=id,
            created_at=_codecs.exact_moment(created_at),
            links=_models.FileShareLinks.exactly(links),
            shared_content=[_models.FileOrDirectory.exactly(_one) for _one in _codecs.exact_list(shared_content)],
            shared_with_customer_id=shared_with_customer_id,
            additional_properties={} if len(_data) == 5 else _cls._unknown(_data),
        )
