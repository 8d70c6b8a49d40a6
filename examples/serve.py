"""Serves the document's own examples on this machine, and runs a program against them: `serve.py PROGRAM`."""

import json
import os
import re
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from mijnklantportaal_api import document

DOCUMENT = json.loads(document())
LAST_PAGE = 2


def resolved(node: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        target = DOCUMENT
        for key in node["$ref"].removeprefix("#/").split("/"):
            target = target[key]
        node = target
    return node


def example(schema: dict[str, Any]) -> Any:
    """A value as the document shows it."""
    schema = resolved(schema)
    if "example" in schema:
        return schema["example"]
    if "properties" in schema:
        return {name: example(property_) for name, property_ in schema["properties"].items()}
    if schema.get("type") == "array":
        return [example(schema["items"])]
    return "text"


def answer(method: str, target: str) -> tuple[int, Any]:
    """Status and body for a request; 404 for a path that the document does not know, and for IDs that say so."""
    address = urlsplit(target)
    for template, item in DOCUMENT["paths"].items():
        pattern = re.sub(r"\\\{.*?\\\}", "[^/]+", re.escape(template))
        if re.fullmatch(pattern, address.path) and method.lower() in item and "unknown" not in address.path:
            responses = item[method.lower()]["responses"]
            status = next(status for status in responses if status.startswith("2"))
            body = example(resolved(responses[status])["content"]["application/json"]["schema"])
            if "next_page_url" in body:
                page = int(parse_qs(address.query).get("page", ["1"])[0])
                following = body["path"] + f"?page={page + 1}" if page < LAST_PAGE else None
                body |= {"current_page": page, "next_page_url": following}
            return int(status), body
    return 404, {"message": "No Customer Offer can be found for the given ID"}


class Portal(BaseHTTPRequestHandler):
    """Answers each request with the example of its operation."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        authorized = self.headers.get("Authorization", "").startswith("Bearer ")
        status, body = answer(self.command, self.path) if authorized else (401, {"message": "Unauthenticated."})
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_POST = do_PATCH = do_DELETE = do_GET

    def log_message(self, format: str, *arguments: object) -> None:
        """The program tells what happens."""


def main() -> int:
    with ThreadingHTTPServer(("127.0.0.1", 0), Portal) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        environment = os.environ | {
            "MIJNKLANTPORTAAL_BASE_URL": address,
            "MIJNKLANTPORTAAL_API_KEY": "any-key-will-do-here",
        }
        print(f"Serving the document's examples at {address}\n", flush=True)
        status = subprocess.run([sys.executable, *sys.argv[1:]], env=environment, check=False).returncode
        server.shutdown()
    return status


if __name__ == "__main__":
    raise SystemExit(main())
