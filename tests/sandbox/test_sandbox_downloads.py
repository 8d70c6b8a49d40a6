"""The links to files that the sandbox gives: ranges, and the five minutes that they work."""

from datetime import timedelta

import httpx
import pytest

from mijnklantportaal.sandbox import Sandbox

CONTENT = bytes(range(200))


def link_to(sandbox: Sandbox, http: httpx.Client) -> str:
    file = sandbox.files.add(name="a.pdf", mime="application/pdf", content=CONTENT)
    headers = {"authorization": f"Bearer {sandbox.api_key}"}
    link: str = http.get(f"{sandbox.base_url}/files/{file.id}/download", headers=headers).json()["link"]
    return link


@pytest.mark.parametrize(
    ("requested", "part", "content_range"),
    [
        ("bytes=150-", CONTENT[150:], "bytes 150-199/200"),
        ("bytes=0-0", CONTENT[:1], "bytes 0-0/200"),
        ("bytes=150-9999", CONTENT[150:], "bytes 150-199/200"),
        ("bytes=-20", CONTENT[180:], "bytes 180-199/200"),
        ("bytes=-9999", CONTENT, "bytes 0-199/200"),
        ("bytes=200-", b"", "bytes */200"),
        ("bytes=-0", b"", "bytes */200"),
        # What is not understood is ignored (RFC 9110, section 14.2).
        ("bytes=0-1,5-6", CONTENT, None),
        ("bytes=-", CONTENT, None),
        ("lines=1-2", CONTENT, None),
    ],
)
def test_range_of_a_file_is_served(requested: str, part: bytes, content_range: str | None) -> None:
    sandbox = Sandbox()
    with httpx.Client(transport=sandbox.transport) as http:
        response = http.get(link_to(sandbox, http), headers={"range": requested})
    assert response.content == part
    assert response.headers.get("content-range") == content_range
    assert response.status_code == (200 if content_range is None else 206 if part else 416)


def test_range_is_ignored_when_the_file_is_another_version() -> None:
    sandbox = Sandbox()
    with httpx.Client(transport=sandbox.transport) as http:
        link = link_to(sandbox, http)
        whole = http.get(link)
        same = http.get(link, headers={"range": "bytes=100-", "if-range": whole.headers["etag"]})
        other = http.get(link, headers={"range": "bytes=100-", "if-range": '"other"'})
        # Another link to the same content.
        again = http.get(link_to(sandbox, http))
    assert whole.headers["content-disposition"] == "attachment; filename*=UTF-8''a.pdf"
    assert (same.status_code, same.content) == (206, CONTENT[100:])
    assert (other.status_code, other.content) == (200, CONTENT)
    assert again.headers["etag"] == whole.headers["etag"]


def test_link_works_for_five_minutes() -> None:
    sandbox = Sandbox()
    with httpx.Client(transport=sandbox.transport) as http:
        link = link_to(sandbox, http)
        sandbox.clock.advance(timedelta(seconds=299))
        assert http.get(link).status_code == 200
        sandbox.clock.advance(timedelta(seconds=1))
        assert http.get(link).status_code == 403


def test_content_of_a_file_must_be_bytes() -> None:
    with pytest.raises(TypeError, match="content must be bytes, not str"):
        Sandbox().files.add(content="text")
