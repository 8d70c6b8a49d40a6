"""Download URLs from untrusted servers."""

import asyncio
from urllib.parse import urlsplit

import httpx

from pipeline.documents import MAX_BYTES
from pipeline.errors import PipelineError

# In seconds. The spec has 200 kB, for which a working server needs far less.
TIME_LIMIT = 60.0
MAX_REDIRECTS = 5


def public_name(url: str) -> str:
    """Return the URL without the parts that may be secret: user, password, query and fragment."""
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def download(url: str, time_limit: float = TIME_LIMIT) -> bytes:
    """Return the body of the response to a GET request.

    Args:
        url: An http or https URL.
        time_limit: Seconds for the whole download, redirects included.

    Raises:
        PipelineError: The request fails or times out, the status is not 2xx, a redirect is not followed, or the body is
            too large.
    """
    name = public_name(url)
    try:
        return asyncio.run(_download(url, name, time_limit))
    except TimeoutError:
        raise PipelineError(
            f"{name} timed out after {time_limit:g} seconds; try again later, or download it to a file."
        ) from None
    except httpx.InvalidURL:
        raise PipelineError(f"{name} is not a valid URL.") from None
    except httpx.HTTPError as error:
        reason = str(error) or type(error).__name__
        raise PipelineError(f"{name} cannot be read: {reason}; check the URL and the network.") from None


async def _download(url: str, name: str, time_limit: float) -> bytes:
    # The timeouts of httpx start again with each chunk, so another one limits the whole download.
    async with asyncio.timeout(time_limit), httpx.AsyncClient(timeout=time_limit) as client:
        current = httpx.URL(url)
        for _ in range(MAX_REDIRECTS + 1):
            async with client.stream("GET", current, headers={"Accept-Encoding": "gzip"}) as response:
                if not response.has_redirect_location:
                    return await _body(response, name)
                current = _redirect_target(current, response, name)
    raise PipelineError(f"{name} redirects more than {MAX_REDIRECTS} times; give the final URL.")


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
        raise PipelineError(f"{name} responds with status {response.status_code}; check the URL.")
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > MAX_BYTES:
            raise PipelineError(f"{name} sends more than {MAX_BYTES:,} bytes, which is the limit for an API spec.")
    return bytes(body)
