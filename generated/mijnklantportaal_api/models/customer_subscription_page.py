from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model

from .. import models as _models


@_attrs.define(kw_only=True)
class CustomerSubscriptionPage(_model.Model):
    """One page of a list."""

    _fields = (
        _model.Field("current_page", "current_page", _codecs.INTEGER, True),
        _model.Field("data", "data", _codecs.Array(_codecs.Object(lambda: _models.CustomerSubscription)), True),
        _model.Field("first_page_url", "first_page_url", _codecs.STRING, True),
        _model.Field("from_", "from", _codecs.Nullable(_codecs.INTEGER), True),
        _model.Field("next_page_url", "next_page_url", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("path", "path", _codecs.STRING, True),
        _model.Field("per_page", "per_page", _codecs.INTEGER, True),
        _model.Field("prev_page_url", "prev_page_url", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("to", "to", _codecs.Nullable(_codecs.INTEGER), True),
    )

    current_page: int
    """Number of this page. Example: `1`."""
    data: _builtins.list[_models.CustomerSubscription]
    """Customer subscriptions on this page."""
    first_page_url: str
    """URL of the first page. Example: `https://api.mijnklantportaal.nl/v1/customer-subscriptions?page=1`."""
    from_: int | None
    """Offset of the first object on this page. Example: `1`."""
    next_page_url: str | None
    """URL of the next page, when there is one."""
    path: str
    """URL of the endpoint without query. Example: `https://api.mijnklantportaal.nl/v1/customer-subscriptions`."""
    per_page: int
    """Objects per page; 15 by default. Example: `15`."""
    prev_page_url: str | None
    """URL of the previous page, when there is one."""
    to: int | None
    """Offset of the last object on this page. Example: `15`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        current_page = _data["current_page"]
        data = _data["data"]
        first_page_url = _data["first_page_url"]
        from_ = _data["from"]
        next_page_url = _data["next_page_url"]
        path = _data["path"]
        per_page = _data["per_page"]
        prev_page_url = _data["prev_page_url"]
        to = _data["to"]
        if not (
            type(current_page) is int
            and type(first_page_url) is str
            and (from_ is None or type(from_) is int)
            and (next_page_url is None or type(next_page_url) is str)
            and type(path) is str
            and type(per_page) is int
            and (prev_page_url is None or type(prev_page_url) is str)
            and (to is None or type(to) is int)
        ):
            raise _codecs.DifferenceError
        return _cls(
            current_page=current_page,
            data=[_models.CustomerSubscription.exactly(_one) for _one in _codecs.exact_list(data)],
            first_page_url=first_page_url,
            from_=from_,
            next_page_url=next_page_url,
            path=path,
            per_page=per_page,
            prev_page_url=prev_page_url,
            to=to,
            additional_properties={} if len(_data) == 9 else _cls._unknown(_data),
        )
