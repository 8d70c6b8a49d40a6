"""Reading a URL without trusting what answers."""

import asyncio
from urllib.parse import urlsplit

import httpx

from pipeline.documents import MAX_BYTES
from pipeline.errors import PipelineError

# The document has 200 kB: a server that needs longer than this is not going to deliver it.
TIME_LIMIT = 60.0
MAX_REDIRECTS = 5


def public_name(url: str) -> str:
    """The URL without what may be secret in it: user, password, query and fragment."""
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def download(url: str, time_limit: float = TIME_LIMIT) -> bytes:
    """The body that the URL answers with.

    Args:
        url: an http or https URL.
        time_limit: seconds for everything together, redirects included.

    Raises:
        PipelineError: no answer in time, a status other than 2xx, a redirect that is not followed, or too large a body.
    """
    name = public_name(url)
    try:
        return asyncio.run(_download(url, name, time_limit))
    except TimeoutError:
        raise PipelineError(
            f"{name} took more than {time_limit:g} seconds; try again later or save it to a file."
        ) from None
    except httpx.InvalidURL:
        raise PipelineError(f"{name} is not a valid URL.") from None
    except httpx.HTTPError as error:
        reason = str(error) or type(error).__name__
        raise PipelineError(f"{name} can't be read: {reason}; check the URL and the network.") from None


async def _download(url: str, name: str, time_limit: float) -> bytes:
    # One limit around everything: the timeouts of httpx start anew with every byte a slow server sends.
    async with asyncio.timeout(time_limit), httpx.AsyncClient(timeout=time_limit) as client:
        current = httpx.URL(url)
        for _ in range(MAX_REDIRECTS + 1):
            async with client.stream("GET", current, headers={"Accept-Encoding": "gzip"}) as response:
                if not response.has_redirect_location:
                    return await _body(response, name)
                current = _redirect_target(current, response, name)
    raise PipelineError(f"{name} redirects more than {MAX_REDIRECTS} times; give the URL it ends at.")


def _redirect_target(current: httpx.URL, response: httpx.Response, name: str) -> httpx.URL:
    target = current.join(response.headers["Location"])
    shown = public_name(str(target))
    if current.scheme == "https" and target.scheme != "https":
        raise PipelineError(f"{name} redirects to {shown}, which is not https; give that URL if you trust it.")
    upgraded = current.scheme == "http" and target.scheme == "https"
    if target.host != current.host or (target.port != current.port and not upgraded):
        raise PipelineError(f"{name} redirects to another host, {shown}; give that URL if you trust it.")
    return target


async def _body(response: httpx.Response, name: str) -> bytes:
    if not response.is_success:
        raise PipelineError(f"{name} answers with status {response.status_code}; check the URL.")
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > MAX_BYTES:
            raise PipelineError(f"{name} sends more than {MAX_BYTES:,} bytes; that can't be an API document.")
    return bytes(body)
