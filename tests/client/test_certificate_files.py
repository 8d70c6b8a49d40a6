"""SSL_CERT_FILE, SSL_CERT_DIR and SSLKEYLOGFILE: they are checked when a client is made, and only where TLS is used."""

import os
import ssl
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import certifi
import httpx
import pytest
import trustme

from mijnklantportaal import ConfigurationError
from mijnklantportaal._certificates import _loaded, trusted_certificates
from tests.client.clients import API_KEY, CLIENT_CLASSES, ClientClass, ClientFactory, both_clients, read
from tests.client.tcp_server import GOOD, TcpServer

VARIABLES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE")
both_classes = pytest.mark.parametrize("client_class", CLIENT_CLASSES)
# Windows has no such permissions.
not_root = pytest.mark.skipif(
    getattr(os, "geteuid", lambda: 0)() == 0, reason="this user may read and write everything"
)


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    _loaded.cache_clear()
    yield
    _loaded.cache_clear()


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def served_by(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    return context


def missing(folder: Path) -> Path:
    return folder / "missing" / "file.pem"


def file_with(content: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / "file.pem"
        path.write_bytes(content)
        return path

    return make


def not_readable(folder: Path) -> Path:
    path = file_with(b"x")(folder)
    path.chmod(0)
    return path


def folder_itself(folder: Path) -> Path:
    return folder


def private_key(folder: Path) -> Path:
    return file_with(trustme.CA().private_key_pem.bytes())(folder)


def der(folder: Path) -> Path:
    return file_with(ssl.PEM_cert_to_DER_cert(trustme.CA().cert_pem.bytes().decode()))(folder)


def truncated(folder: Path) -> Path:
    return file_with(trustme.CA().cert_pem.bytes()[:200])(folder)


def dangling_link(folder: Path) -> Path:
    if sys.platform == "win32":
        pytest.skip("Windows allows links to administrators only")
    path = folder / "link.pem"
    path.symlink_to(folder / "missing.pem")
    return path


def folder_without_access(folder: Path) -> Path:
    path = folder / "locked"
    path.mkdir(mode=0)
    return path


INVALID = [
    pytest.param("SSL_CERT_FILE", missing, "No such file", id="missing file"),
    pytest.param("SSL_CERT_FILE", dangling_link, "No such file", id="dangling link"),
    pytest.param("SSL_CERT_FILE", folder_itself, "use SSL_CERT_DIR for folders", id="folder as a file"),
    pytest.param("SSL_CERT_FILE", not_readable, "Permission denied", id="unreadable file", marks=not_root),
    pytest.param("SSL_CERT_FILE", file_with(b""), "no certificate", id="empty file"),
    pytest.param("SSL_CERT_FILE", file_with(b"\x00garbage\xff" * 100), "no certificate", id="garbage"),
    pytest.param("SSL_CERT_FILE", private_key, "no certificate", id="private key"),
    pytest.param("SSL_CERT_FILE", der, "no certificate", id="DER"),
    pytest.param("SSL_CERT_FILE", truncated, "PEM", id="truncated file"),
    pytest.param("SSL_CERT_DIR", missing, "does not exist", id="missing folder"),
    pytest.param("SSL_CERT_DIR", file_with(b"x"), "it is not a folder", id="file as a folder"),
    pytest.param("SSL_CERT_DIR", folder_without_access, "not readable", id="unreadable folder", marks=not_root),
    pytest.param("SSLKEYLOGFILE", missing, "No such file", id="key log in a missing folder"),
    pytest.param("SSLKEYLOGFILE", folder_itself, "Is a directory|Permission", id="key log is a folder"),
    pytest.param(
        "SSLKEYLOGFILE",
        lambda folder: folder_without_access(folder) / "keys.log",
        "Permission denied",
        id="key log cannot be written",
        marks=not_root,
    ),
]


@both_classes
@pytest.mark.parametrize(("variable", "make", "reason"), INVALID)
def test_invalid_file_raises_when_the_client_is_made(
    variable: str,
    make: Callable[[Path], Path],
    reason: str,
    client_class: ClientClass,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = make(tmp_path)
    monkeypatch.setenv(variable, str(path))
    with pytest.raises(ConfigurationError, match=reason) as caught:
        client_class(api_key=API_KEY)
    assert variable in str(caught.value)
    assert repr(str(path)) in str(caught.value)
    assert caught.value.__cause__ is None


@both_classes
@pytest.mark.parametrize("variable", VARIABLES)
def test_no_file_is_read_for_plain_http(
    variable: str, client_class: ClientClass, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "/nowhere/at/all")
    client_class(api_key=API_KEY, base_url="http://portal.example")


@both_classes
@pytest.mark.parametrize("variable", VARIABLES)
def test_empty_variable_counts_as_unset(
    variable: str, client_class: ClientClass, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    monkeypatch.setenv(variable, "")
    client_class(api_key=API_KEY)


@both_clients
def test_file_that_was_replaced_is_loaded_again(
    client_factory: ClientFactory, authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "authority.pem"
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    path.write_bytes(trustme.CA().cert_pem.bytes())
    trusted_certificates()
    path.write_bytes(authority.cert_pem.bytes())
    os.utime(path, (time.time() + 60, time.time() + 60))
    with TcpServer(GOOD, tls=served_by(authority)) as server:
        with client_factory(base_url=server.url) as perform:
            assert perform(read).id == "id_of_a_good_response"
        assert server.settles(connections=0)


@both_clients
def test_key_log_is_written(
    client_factory: ClientFactory, authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "authority.pem"
    path.write_bytes(authority.cert_pem.bytes())
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys.log"))
    with TcpServer(GOOD, tls=served_by(authority)) as server:
        with client_factory(base_url=server.url) as perform:
            perform(read)
        assert server.settles(connections=0)
    assert "SECRET" in (tmp_path / "keys.log").read_text()


def test_clients_share_the_certificates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, authority: trustme.CA) -> None:
    path = tmp_path / "authority.pem"
    path.write_bytes(authority.cert_pem.bytes())
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    assert trusted_certificates() is trusted_certificates()


@both_classes
def test_certificates_of_the_system_replace_those_of_the_file(
    client_class: ClientClass, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raise_not_implemented(context: ssl.SSLContext) -> NoReturn:
        raise NotImplementedError

    # After `truststore.inject_into_ssl()`.
    monkeypatch.setattr(ssl.SSLContext, "cert_store_stats", raise_not_implemented, raising=False)
    client_class(api_key=API_KEY)


def test_list_of_folders_is_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_DIR", os.pathsep.join(["/nowhere", str(tmp_path)]))
    trusted_certificates()


def test_missing_file_of_certifi_raises_with_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A program that was packed into one file may lack it.
    path = tmp_path / "missing.pem"
    monkeypatch.setattr(certifi, "where", lambda: str(path))
    # Where httpx 0.27 keeps it.
    config = getattr(httpx._config, "SSLConfig", httpx._config)
    monkeypatch.setattr(config, "DEFAULT_CA_BUNDLE_PATH", path, raising=False)
    with pytest.raises(ConfigurationError, match=r"certifi .*: set SSL_CERT_FILE"):
        trusted_certificates()
