"""What takes an error to another process or makes it anew: pools, exception groups, logs, programs that rename it."""

import concurrent.futures
import io
import json
import logging
import logging.handlers
import multiprocessing
import pickle
import queue
import traceback
from collections.abc import Callable, Iterator

import pytest

from mijnklantportaal import APIStatusError, MijnKlantportaal, MijnKlantportaalError, NotFoundError
from mijnklantportaal.sandbox import Sandbox


def missing_customer(url: str) -> str:
    with MijnKlantportaal(api_key="sandbox-key", base_url=url) as portal:
        return portal.customers.get("cst_missing").id


def customer_of_sandbox() -> str:
    return Sandbox().client().customers.get("cst_missing").id


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with Sandbox().serve() as url:
        yield url


@pytest.fixture
def error() -> NotFoundError:
    with pytest.raises(NotFoundError) as caught:
        customer_of_sandbox()
    return caught.value


def is_whole(error: BaseException, url: str) -> bool:
    """Return whether an error has all that the call knew of it."""
    assert isinstance(error, NotFoundError)
    return (
        str(error) == f"404 for GET {url}/customers/cst_missing: There is no customer with the ID cst_missing."
        and error.body == {"message": "There is no customer with the ID cst_missing."}
        and error.headers["Content-Type"] == "application/json"
        and "sandbox-key" not in repr(vars(error))
    )


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_error_leaves_a_pool_of_processes_whole(url: str, method: str) -> None:
    context = multiprocessing.get_context(method)
    with concurrent.futures.ProcessPoolExecutor(1, mp_context=context) as executor:
        error = executor.submit(missing_customer, url).exception(60)
    assert error is not None
    assert is_whole(error, url)
    # The traceback of the process is kept.
    assert "missing_customer" in str(error.__cause__)


def test_error_leaves_a_multiprocessing_pool_whole(url: str) -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        with pytest.raises(NotFoundError) as caught:
            pool.apply(missing_customer, (url,))
        pool.close()
        pool.join()
    assert is_whole(caught.value, url)


def test_error_leaves_a_pool_of_threads_whole(url: str) -> None:
    with concurrent.futures.ThreadPoolExecutor(1) as executor:
        error = executor.submit(missing_customer, url).exception(60)
    assert error is not None
    assert is_whole(error, url)


def renamed(error: NotFoundError) -> BaseException:
    try:
        raise type(error)(f"while importing row 7: {error}") from error
    except NotFoundError as other:
        return other


REBUILDERS: list[tuple[str, Callable[[NotFoundError], BaseException]]] = [
    ("JSON, as Celery", lambda error: type(error)(*json.loads(json.dumps(error.args)))),
    ("message, as tblib and RPC libraries", lambda error: type(error)(str(error))),
    ("renamed", renamed),
    ("with_traceback", lambda error: error.with_traceback(None)),
]


@pytest.mark.parametrize("rebuild", [pytest.param(rebuild, id=name) for name, rebuild in REBUILDERS])
def test_rebuilt_error_is_caught_by_its_class_and_can_be_shown(
    error: NotFoundError, rebuild: Callable[[NotFoundError], BaseException]
) -> None:
    rebuilt = rebuild(error)
    assert type(rebuilt) is NotFoundError
    for show in (str, repr, lambda error: "".join(traceback.format_exception(error))):
        assert "There is no customer with the ID cst_missing." in show(rebuilt)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert type(pickle.loads(pickle.dumps(rebuilt, protocol))) is NotFoundError


def test_error_with_notes_keeps_them_in_a_pickle(error: NotFoundError) -> None:
    error.add_note("row 7")
    assert pickle.loads(pickle.dumps(error)).__notes__ == ["row 7"]


def test_exception_group_is_split_and_derived_by_class(error: NotFoundError) -> None:
    group = ExceptionGroup("import", [error, ValueError("x"), type(error)("row 7")])
    matched, rest = group.split(MijnKlantportaalError)
    assert matched is not None
    assert rest is not None
    assert [type(inner) for inner in matched.derive(matched.exceptions).exceptions] == [NotFoundError] * 2
    assert pickle.loads(pickle.dumps(matched)).exceptions[0].status_code == 404
    caught: list[BaseException] = []
    try:
        raise group
    except* APIStatusError as statuses:
        caught += statuses.exceptions
    except* ValueError:
        pass
    assert len(caught) == 2


def test_error_is_logged_with_its_traceback_in_another_thread(error: NotFoundError) -> None:
    records: queue.SimpleQueue[logging.LogRecord] = queue.SimpleQueue()
    logger = logging.Logger("program")
    logger.addHandler(logging.handlers.QueueHandler(records))
    logger.error("failed: %s", error, exc_info=error)
    text = io.StringIO()
    # The record was made ready to be pickled.
    logging.StreamHandler(text).handle(pickle.loads(pickle.dumps(records.get())))
    assert "failed: 404 for GET" in text.getvalue()
    assert "customer_of_sandbox" in text.getvalue()


def test_traceback_of_an_error_shows_its_message_and_no_token(error: NotFoundError) -> None:
    shown = traceback.TracebackException.from_exception(error, capture_locals=True)
    text = "".join(shown.format())
    assert "There is no customer with the ID cst_missing." in text
    assert "sandbox-key" not in text


def test_subclass_of_an_error_is_rebuilt() -> None:
    class CustomerMissingError(NotFoundError):
        """A program's own class."""

    rebuilt = CustomerMissingError(*CustomerMissingError("gone").args)
    assert (rebuilt.status_code, str(rebuilt)) == (404, "gone")
