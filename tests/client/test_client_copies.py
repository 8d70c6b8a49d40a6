"""Copies of a client: programs copy what they hold, and mean the same client."""

import copy
import dataclasses
import functools
import multiprocessing
import pickle
from collections.abc import Callable, Iterator
from multiprocessing.reduction import ForkingPickler
from types import SimpleNamespace
from typing import Any
from unittest import mock

import attrs
import pydantic
import pytest

from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal
from tests.client.clients import API_KEY, CLIENT_CLASSES, AnyClient, ClientClass
from tests.client.portal_server import PortalServer


@dataclasses.dataclass
class Dataclass:
    client: Any


@attrs.define
class AttrsClass:
    client: Any


class PydanticModel(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(arbitrary_types_allowed=True)

    client: MijnKlantportaal | AsyncMijnKlantportaal


@pytest.fixture(params=CLIENT_CLASSES, ids=lambda client_class: client_class.__name__)
def any_client(request: pytest.FixtureRequest) -> AnyClient:
    client_class: ClientClass = request.param
    return client_class(api_key=API_KEY)


def clients_in_patched_settings(client: AnyClient) -> Iterator[AnyClient]:
    settings = {"client": client}
    with mock.patch.dict(settings, timeout=5):
        yield settings["client"]
    yield settings["client"]


COPIES: list[Any] = [
    pytest.param(copy.copy, id="copy"),
    pytest.param(copy.deepcopy, id="deepcopy"),
    pytest.param(lambda client: copy.deepcopy({"a": [client]})["a"][0], id="deepcopy of a container"),
    pytest.param(lambda client: copy.deepcopy(SimpleNamespace(client=client)).client, id="deepcopy of an object"),
    pytest.param(lambda client: dataclasses.asdict(Dataclass(client))["client"], id="dataclasses.asdict"),
    pytest.param(lambda client: dataclasses.astuple(Dataclass(client))[0], id="dataclasses.astuple"),
    pytest.param(lambda client: dataclasses.replace(Dataclass(client)).client, id="dataclasses.replace"),
    pytest.param(lambda client: attrs.asdict(AttrsClass(client))["client"], id="attrs.asdict"),
    pytest.param(lambda client: attrs.evolve(AttrsClass(client)).client, id="attrs.evolve"),
    pytest.param(lambda client: PydanticModel(client=client).client, id="field of pydantic"),
    pytest.param(
        lambda client: PydanticModel(client=client).model_copy(deep=True).client, id="deep copy of a pydantic model"
    ),
    pytest.param(lambda client: PydanticModel(client=client).model_dump()["client"], id="model_dump of pydantic"),
    pytest.param(lambda client: copy.deepcopy(functools.partial(print, client)).args[0], id="partial"),
    pytest.param(lambda client: list(clients_in_patched_settings(client))[-1], id="mock.patch.dict"),
]


@pytest.mark.parametrize("make_copy", COPIES)
def test_copy_of_a_client_is_the_client(any_client: AnyClient, make_copy: Callable[[AnyClient], object]) -> None:
    assert make_copy(any_client) is any_client


def test_mutable_default_of_pydantic_that_holds_a_client_is_copied(any_client: AnyClient) -> None:
    class WithDefault(pydantic.BaseModel):
        model_config = pydantic.ConfigDict(arbitrary_types_allowed=True)

        clients: list[Any] = [any_client]

    assert WithDefault().clients is not WithDefault().clients
    assert WithDefault().clients == [any_client]


def test_copy_of_a_used_client_makes_calls(portal: PortalServer, client: MijnKlantportaal) -> None:
    portal.add_response({}, status=200)
    client.customers.get("cst_1")
    copy.deepcopy(client).customers.get("cst_2")
    assert len(portal.requests) == 2


def test_copy_of_a_subclass_is_the_client_itself() -> None:
    class TenantClient(MijnKlantportaal):
        tenant = "one"

    client = TenantClient(api_key=API_KEY)
    assert copy.copy(client) is copy.deepcopy(client) is client


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize(
    "wrap",
    [
        pytest.param(lambda client: client, id="client"),
        pytest.param(lambda client: functools.partial(print, client), id="partial"),
        pytest.param(Dataclass, id="dataclass"),
        pytest.param(lambda client: PydanticModel(client=client), id="pydantic model"),
    ],
)
def test_client_is_not_pickled(any_client: AnyClient, wrap: Callable[[AnyClient], object], protocol: int) -> None:
    with pytest.raises(TypeError, match="cannot be pickled, since it holds a secret: create a client in each process"):
        pickle.dumps(wrap(any_client), protocol)
    with pytest.raises(TypeError, match="cannot be pickled"):
        ForkingPickler.dumps(wrap(any_client), protocol)


def test_client_as_argument_of_another_process_raises_a_clear_error(any_client: AnyClient) -> None:
    process = multiprocessing.get_context("spawn").Process(target=print, args=(any_client,))
    with pytest.raises(TypeError, match="create a client in each process"):
        process.start()
