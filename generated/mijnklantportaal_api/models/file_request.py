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
class FileRequest(_model.Model):
    """File Request."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("completed_at", "completedAt", _codecs.Nullable(_codecs.DATE_TIME), True),
        _model.Field("created_at", "createdAt", _codecs.DATE_TIME, True),
        _model.Field("customer_id", "customerId", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("description", "description", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("directory_id", "directoryId", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("links", "links", _codecs.Object(lambda: _models.FileRequestLinks), True),
        _model.Field("name", "name", _codecs.STRING, True),
        _model.Field(
            "requested_files", "requestedFiles", _codecs.Array(_codecs.Object(lambda: _models.RequestedFile)), True
        ),
    )

    id: str
    """Request ID, prefix `frq_`. Example: `frq_abc12345678`."""
    completed_at: _datetime.datetime | None
    """When it was completed, in ATOM format. Example: `2024-04-29T21:00:00+02:00`."""
    created_at: _datetime.datetime
    """When it was created, in ATOM format. Example: `2024-04-29T21:00:00+02:00`."""
    customer_id: str | None
    """Customer asked; `null` for a public link. Example: `cst_abc123456789`."""
    description: str | None
    """Reason, shown to the uploader. Example: `We need these files to complete your contract renewal`."""
    directory_id: str | None
    """Directory the uploads go to, if set. Example: `fsd_abc123456789`."""
    links: _models.FileRequestLinks
    """Links to what belongs to it."""
    name: str
    """Name shown in the managing portal. Example: `Contract renewal`."""
    requested_files: _builtins.list[_models.RequestedFile]
    """Files asked for."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        id = _data["id"]
        completed_at = _data["completedAt"]
        created_at = _data["createdAt"]
        customer_id = _data["customerId"]
        description = _data["description"]
        directory_id = _data["directoryId"]
        links = _data["links"]
        name = _data["name"]
        requested_files = _data["requestedFiles"]
        if not (
            type(id) is str
            and (customer_id is None or type(customer_id) is str)
            and (description is None or type(description) is str)
            and (directory_id is None or type(directory_id) is str)
            and type(name) is str
        ):
            raise _codecs.DifferenceError
        return _cls(
            id=id,
            completed_at=None if completed_at is None else _codecs.exact_moment(completed_at),
            created_at=_codecs.exact_moment(created_at),
            customer_id=customer_id,
            description=description,
            directory_id=directory_id,
            links=_models.FileRequestLinks.exactly(links),
            name=name,
            requested_files=[_models.RequestedFile.exactly(_one) for _one in _codecs.exact_list(requested_files)],
            additional_properties={} if len(_data) == 9 else _cls._unknown(_data),
        )
