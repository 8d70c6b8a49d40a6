"""Uploads with both clients."""

import os
from functools import partial
from typing import Any, Protocol

import pytest

from mijnklantportaal import FileInput
from tests.client.clients import ClientFactory, async_client, sync_client
from tests.client.waiting import LONG


class Send(Protocol):
    """Uploads a file, in any of its forms, with a client that has these options."""

    def __call__(self, url: str, file: FileInput, **options: Any) -> Any: ...


def upload(client_factory: ClientFactory, url: str, file: FileInput, timeout: float = LONG, **options: Any) -> Any:
    with client_factory(base_url=url, timeout=timeout, **options) as perform:
        return perform(lambda client: client.files.upload(file=file))


upload_sync, upload_async = partial(upload, sync_client), partial(upload, async_client)
both_clients = pytest.mark.parametrize(
    "send", [pytest.param(upload_sync, id="sync"), pytest.param(upload_async, id="async")]
)
not_on_windows = pytest.mark.skipif(os.name == "nt", reason="files have other names and errors there")
