"""The certificates that clients trust, and the environment variables that name their files."""

import os
import ssl
import sys
from functools import lru_cache

import httpx

from mijnklantportaal.errors import ConfigurationError


def ssl_context_for(base_url: str) -> ssl.SSLContext:
    """Return the SSL context for connections to a server.

    For an `http:` URL, such as that of a sandbox, no certificate is loaded and no variable is checked: loading them
    takes 30 % of the instructions of a program that makes one call. A TLS connection with this context would fail.

    Raises:
        ConfigurationError: As for `trusted_certificates`.
    """
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if base_url.startswith("http:") else trusted_certificates()


def trusted_certificates() -> ssl.SSLContext:
    """Return an SSL context with the certificates of `SSL_CERT_FILE`, else `SSL_CERT_DIR`, else certifi.

    Clients share the context, since loading the certificates takes longer than a call. They are loaded again if a
    variable or the file has changed.

    Raises:
        ConfigurationError: A file or folder that `SSL_CERT_FILE`, `SSL_CERT_DIR` or `SSLKEYLOGFILE` names cannot be
            used.
    """
    file, folder, key_log = map(os.environ.get, ("SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE"))
    return _loaded(file, _version(file) if file else None, folder, key_log)


def _version(file: str) -> tuple[int, int] | None:
    """Return the time of modification and the size of the file, which change if it is replaced."""
    try:
        status = os.stat(file)
    except OSError:
        # Loading the file raises a more precise error.
        return None
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=8)
def _loaded(
    file: str | None, version: tuple[int, int] | None, folder: str | None, key_log: str | None
) -> ssl.SSLContext:
    if sys.flags.ignore_environment:
        key_log = None
    if key_log:
        _check_key_log(key_log)
    try:
        if folder and not file:
            return _context_of_folder(folder)
        # httpx 0.27 ignores files that do not exist, so it only loads certifi here.
        context = _context_of_file(file) if file else httpx.create_ssl_context(trust_env=False)
        if key_log:
            context.keylog_filename = key_log
        if _count_certificates(context) == 0:
            raise OSError("it contains no certificate")
        return context
    except OSError as error:
        source, advice = "certifi", "set SSL_CERT_FILE to a PEM file of certificates"
        if file or folder:
            source = f"SSL_CERT_FILE={file!r}" if file else f"SSL_CERT_DIR={folder!r}"
            advice = "correct the variable, or unset it to use those of certifi"
        raise ConfigurationError(
            f"the certificates of {source} cannot be loaded ({_reason(error)}): {advice}"
        ) from None


def _context_of_file(file: str) -> ssl.SSLContext:
    if os.path.isdir(file):
        raise IsADirectoryError("it is a folder: use SSL_CERT_DIR for folders")
    return ssl.create_default_context(cafile=file)


def _count_certificates(context: ssl.SSLContext) -> int | None:
    """Return the number of certificates in a context, or `None` if truststore uses the certificates of the system."""
    try:
        return context.cert_store_stats()["x509"]
    except NotImplementedError:
        return None


def _context_of_folder(folder: str) -> ssl.SSLContext:
    # OpenSSL accepts a list of folders, skips those that do not exist, and reads them only when a server is verified.
    folders = folder.split(os.pathsep)
    if not any(map(os.path.isdir, folders)):
        raise NotADirectoryError(
            "it is not a folder" if any(map(os.path.exists, folders)) else "the folder does not exist"
        )
    if not any(os.access(path, os.R_OK | os.X_OK) for path in folders):
        raise PermissionError("the folder is not readable")
    return ssl.create_default_context(capath=folder)


def _check_key_log(path: str) -> None:
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).keylog_filename = path
    except OSError as error:
        raise ConfigurationError(
            f"SSLKEYLOGFILE must be a file that can be written, not {path!r} ({_reason(error)}): correct or unset it"
        ) from None


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
