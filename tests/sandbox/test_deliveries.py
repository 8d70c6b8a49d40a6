"""The calls of webhooks: what is sent, in which order, and how it is read."""

import asyncio
import gc
import logging
import threading
import traceback
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import httpx
import pytest

from mijnklantportaal import MijnKlantportaal
from mijnklantportaal.sandbox import Deliveries, Sandbox
from mijnklantportaal.sandbox._events import event_types
from tests.sandbox.delivery_receivers import (
    HANG_GUARD,
    ReceivedCall,
    Receiver,
    in_process,
    is_idle,
    receiver,
    register,
    settles,
)

# The call.


def test_call_is_a_post_of_json_with_the_secret_as_its_signature(sandbox: Sandbox, shop: Receiver) -> None:
    secret = register(sandbox, f"{shop.url}?shop=1")
    customer = sandbox.customers.add(company_name="Café")
    (delivery,) = sandbox.deliveries
    (call,) = shop.calls
    assert (call.method, call.path, call.signatures) == ("POST", "/webhook?shop=1", [secret])
    assert call.values("content-type") == ["application/json"]
    assert call.values("content-length") == [str(len(call.body))]
    assert call.json == {
        "note": "invented by the sandbox: MijnKlantportaal does not document the body of its webhooks",
        "type": "customer-created",
        "createdAt": "2026-03-02T12:00:00+01:00",
        "data": customer.to_dict(),
    }
    assert (delivery.body, delivery.json) == (call.body, call.json)


def test_delivery_describes_the_call_without_the_secret(
    sandbox: Sandbox, shop: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "mijnklantportaal.sandbox")
    webhook = sandbox.webhooks.add(url=shop.url, type_="customer-created")
    sandbox.customers.add()
    (delivery,) = sandbox.deliveries
    assert (delivery.type, delivery.url, delivery.webhook_id) == ("customer-created", shop.url, webhook.id)
    assert (delivery.status, delivery.error, delivery.headers) == (204, None, {"Content-Type": "application/json"})
    assert 0 < delivery.seconds < HANG_GUARD
    assert str(delivery) == f"customer-created to {shop.url}: 204 in {delivery.seconds:.3f} s"
    assert caplog.messages == [str(delivery)]
    shown = [repr(delivery), repr(sandbox.deliveries), repr(vars(sandbox.deliveries)), caplog.text]
    shown += [repr(getattr(delivery, name)) for name in dir(delivery)]
    assert [text for text in shown if webhook.secret in text] == []


def test_each_webhook_of_the_type_is_called_with_its_own_secret(sandbox: Sandbox, shop: Receiver) -> None:
    sandbox.customers.add(id="cst_before")
    secrets = [register(sandbox, shop.url) for _ in range(2)]
    register(sandbox, shop.url, "invoice-paid")
    sandbox.customers.add(id="cst_1")
    assert [delivery.status for delivery in sandbox.deliveries] == [204, 204]
    assert [call.signatures for call in shop.calls] == [[secret] for secret in secrets]
    assert shop.ids == ["cst_1", "cst_1"]


def test_body_shows_the_object_as_it_was_at_the_event(sandbox: Sandbox) -> None:
    is_released = threading.Event()

    def hold(call: ReceivedCall) -> int:
        is_released.wait(HANG_GUARD)
        return 200

    with receiver(hold) as shop:
        register(sandbox, shop.url)
        first = sandbox.customers.add(company_name="Before")
        second = sandbox.customers.add(company_name="Before")
        for customer in (first, second):
            sandbox.client().customers.update(customer.id, company_name="After")
        is_released.set()
        assert [delivery.json["data"]["companyName"] for delivery in sandbox.deliveries] == ["Before"] * 2


# The thread.


def test_sandbox_without_webhooks_starts_no_thread(sandbox: Sandbox) -> None:
    # Those of earlier tests may be about to end.
    assert settles(is_idle)
    for _ in range(3):
        sandbox.customers.add()
        assert is_idle()
    register(sandbox, "http://localhost/", "invoice-paid")
    sandbox.customers.add()
    assert (list(sandbox.deliveries), len(sandbox.deliveries), bool(sandbox.deliveries)) == ([], 0, False)
    assert is_idle()


def test_thread_ends_when_no_call_is_due_and_starts_again(sandbox: Sandbox, shop: Receiver) -> None:
    register(sandbox, shop.url)
    for count in (1, 2, 3):
        sandbox.customers.add()
        assert len(sandbox.deliveries) == count
        assert settles(is_idle)


def test_sandbox_that_has_called_a_webhook_leaves_nothing_open(shop: Receiver) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        sandbox = Sandbox()
        register(sandbox, shop.url)
        sandbox.customers.add()
        assert len(sandbox.deliveries) == 1
        del sandbox
        assert settles(is_idle)
        gc.collect()
    assert caught == []


def test_calls_keep_the_order_of_the_events_of_many_threads(shop: Receiver) -> None:
    sandbox = Sandbox(rate_limit=None)
    register(sandbox, shop.url)
    start = threading.Barrier(20)

    def create(number: int) -> None:
        portal = sandbox.client()
        start.wait(HANG_GUARD)
        for index in range(5):
            portal.customers.create(
                company_name=f"{number}.{index}", address="a", zip_code="z", city="c", primary_email="a@b.nl"
            )

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(create, range(20)))
    created = [customer.id for customer in sandbox.customers]
    assert len(created) == 100
    assert [delivery.json["data"]["id"] for delivery in sandbox.deliveries] == created
    assert shop.ids == created


def test_slow_receiver_delays_no_call_of_the_api(sandbox: Sandbox) -> None:
    is_released = threading.Event()

    def hold(call: ReceivedCall) -> int:
        return 200 if is_released.wait(HANG_GUARD) else 500

    with receiver(hold) as shop:
        register(sandbox, shop.url)
        for _ in range(3):
            sandbox.customers.add()
        assert settles(lambda: shop.calls)
        assert len(sandbox.client().customers.list().data) == 3
        assert repr(sandbox.deliveries) == "<Deliveries: 0, and 3 due>"
        assert len(shop.calls) == 1, "one after another"
        is_released.set()
        assert [delivery.status for delivery in sandbox.deliveries] == [200] * 3


@pytest.mark.parametrize("is_served", [False, True], ids=["in process", "served"])
def test_receiver_can_call_the_sandbox(sandbox: Sandbox, is_served: bool) -> None:
    def invoice(call: ReceivedCall) -> int:
        if call.json["type"] == "customer-created":
            customer = portal.customers.get(call.json["data"]["id"])
            portal.customer_invoices.create_manual(
                customer_id=customer.id, invoice_number="1", issued_at=datetime(2026, 3, 2).date(), lines=[]
            )
        return 200

    with sandbox.serve() as url, receiver(invoice) as shop:
        served = MijnKlantportaal(api_key=sandbox.api_key, base_url=url)
        with served if is_served else sandbox.client() as portal:
            for type_ in ("customer-created", "invoice-created"):
                register(sandbox, shop.url, type_)
            sandbox.customers.add()
            # Reading waits for the events of the receiver too.
            assert [(delivery.type, delivery.status) for delivery in sandbox.deliveries] == [
                ("customer-created", 200),
                ("invoice-created", 200),
            ]


# The log.


def test_deliveries_are_a_sequence(sandbox: Sandbox, shop: Receiver) -> None:
    register(sandbox, shop.url)
    for number in (1, 2, 3):
        sandbox.customers.add(id=f"cst_{number}")
    deliveries = sandbox.deliveries
    first, second, third = deliveries
    assert (deliveries[0], deliveries[-1], deliveries[1:]) == (first, third, [second, third])
    assert (second in deliveries, deliveries.index(third), next(reversed(deliveries))) == (True, 2, third)
    with pytest.raises(IndexError):
        _ = deliveries[3]


def locals_of_the_sandbox(error: BaseException) -> str:
    """Return the local variables of the sandbox's functions, as error reports show them."""
    recorded = traceback.TracebackException.from_exception(error, capture_locals=True)
    frames = [str(frame.locals) for frame in recorded.stack if "mijnklantportaal" in frame.filename]
    assert frames
    return "".join(frames)


def test_error_reports_do_not_show_secrets(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail_to_start(thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    secret = register(sandbox, "https://shop.example/")
    sandbox.deliveries.delay(0.1)
    errors: list[BaseException] = []
    with monkeypatch.context() as patch:
        patch.setattr("mijnklantportaal.sandbox._delivery_queue.READ_TIMEOUT", -1.0)
        not_json: Any = {"a": {1}}
        calls: list[Callable[[], object]] = [
            lambda: list(sandbox.deliveries),
            lambda: sandbox.deliveries.send("customer-created", not_json),
            lambda: sandbox.deliveries.send("customer-deleted", {}),
        ]
        sandbox.customers.add()
        for call in calls:
            with pytest.raises((TimeoutError, TypeError, ValueError)) as caught:
                call()
            errors.append(caught.value)
    assert len(sandbox.deliveries) == 1
    assert settles(is_idle)
    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", fail_to_start)
        with pytest.raises(RuntimeError) as failed:
            sandbox.deliveries.send("customer-created", {})
    errors.append(failed.value)
    assert [error for error in errors if secret in locals_of_the_sandbox(error)] == []
    assert len(sandbox.deliveries) == 2, "it is made once there is a thread"


def test_clear_waits_and_forgets_the_deliveries_so_far(sandbox: Sandbox, shop: Receiver) -> None:
    register(sandbox, shop.url)
    sandbox.customers.add()
    sandbox.deliveries.clear()
    assert len(shop.calls) == 1
    sandbox.customers.add()
    assert len(sandbox.deliveries) == 1


def test_reading_raises_when_a_receiver_does_not_respond(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    is_released = threading.Event()

    def hold(call: ReceivedCall) -> int:
        is_released.wait(HANG_GUARD)
        return 200

    with receiver(hold) as shop:
        secret = register(sandbox, shop.url)
        for _ in range(2):
            sandbox.customers.add()
        with monkeypatch.context() as patch:
            patch.setattr("mijnklantportaal.sandbox._delivery_queue.READ_TIMEOUT", 0.05)
            for read in (list, len, Deliveries.clear, lambda deliveries: deliveries[0]):
                with pytest.raises(
                    TimeoutError, match=rf"webhook calls are still due \(2, the first one to {shop.url}\)"
                ) as caught:
                    read(sandbox.deliveries)
                assert secret not in str(caught.value)
        is_released.set()
        assert len(sandbox.deliveries) == 2, "nothing is lost"


def test_receiver_that_causes_events_for_ever_does_not_hang_the_reader(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cause_another(request: httpx.Request) -> httpx.Response:
        if not is_over.is_set():
            sandbox.customers.add()
        return httpx.Response(200)

    is_over = threading.Event()
    register(sandbox, "https://shop.example/")
    with in_process(cause_another) as sandbox.deliveries.client:
        sandbox.customers.add()
        with monkeypatch.context() as patch:
            patch.setattr("mijnklantportaal.sandbox._delivery_queue.READ_TIMEOUT", 0.1)
            with pytest.raises(TimeoutError, match="still due"):
                list(sandbox.deliveries)
        is_over.set()
        assert len(sandbox.deliveries) == len(sandbox.customers)


def test_receiver_in_the_event_loop_of_the_test_needs_a_reader_in_a_thread(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def respond(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"}}")
        writer.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    async def test() -> None:
        server = await asyncio.start_server(respond, "127.0.0.1", 0)
        async with server, sandbox.async_client() as portal:
            port = server.sockets[0].getsockname()[1]
            await portal.webhooks.create(url=f"http://localhost:{port}/", type_="customer-created")
            sandbox.customers.add()
            with monkeypatch.context() as patch:
                patch.setattr("mijnklantportaal.sandbox._delivery_queue.READ_TIMEOUT", 0.05)
                with pytest.raises(TimeoutError, match=r"asyncio.to_thread\(list, sandbox.deliveries\)"):
                    list(sandbox.deliveries)
            (delivery,) = await asyncio.to_thread(list, sandbox.deliveries)
            assert delivery.status == 204

    asyncio.run(test())


# By hand.


def test_send_calls_the_webhooks_of_any_type(sandbox: Sandbox, shop: Receiver) -> None:
    types = event_types(sandbox._state)
    assert len(types) == 23
    for type_ in types:
        register(sandbox, shop.url, type_)
        sandbox.deliveries.send(type_, {"id": "x", "nested": [{"a": None}]})
    assert [delivery.type for delivery in sandbox.deliveries] == types
    assert shop.types == types
    assert shop.calls[-1].json["data"] == {"id": "x", "nested": [{"a": None}]}


def test_send_without_a_webhook_or_with_an_unknown_type_is_a_value_error(sandbox: Sandbox, shop: Receiver) -> None:
    register(sandbox, shop.url)
    with pytest.raises(ValueError, match=r"no webhook is registered for customer-deleted: add one with sandbox\.web"):
        sandbox.deliveries.send("customer-deleted", {})
    with pytest.raises(ValueError, match=r"type_ must be one of appointment-created, .*, not 'customer-removed'"):
        sandbox.deliveries.send("customer-removed", {})
    assert list(sandbox.deliveries) == []


@pytest.mark.parametrize(
    "data", [["a"], "a", None, {"a": datetime(2026, 1, 1)}, {"a": {1}}, {("a",): 1}, {"a": float("nan")}]
)
def test_send_of_what_is_not_json_is_a_type_error(sandbox: Sandbox, shop: Receiver, data: Any) -> None:
    secret = register(sandbox, shop.url)
    with pytest.raises(TypeError, match="data must be a mapping of JSON values") as caught:
        sandbox.deliveries.send("customer-created", data)
    assert secret not in str(caught.value)
    assert list(sandbox.deliveries) == []


def test_filter_of_the_log_that_raises_does_not_stop_the_calls(sandbox: Sandbox, shop: Receiver) -> None:
    def fail(record: logging.LogRecord) -> bool:
        raise RuntimeError("not today")

    register(sandbox, shop.url)
    logger = logging.getLogger("mijnklantportaal.sandbox")
    logger.addFilter(fail)
    logger.setLevel(logging.INFO)
    try:
        sandbox.customers.add()
        sandbox.customers.add()
        assert [delivery.status for delivery in sandbox.deliveries] == [204, 204]
    finally:
        logger.setLevel(logging.NOTSET)
        logger.removeFilter(fail)
