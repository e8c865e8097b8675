"""A tiny server that answers every request for a volume alike, rightly or wrongly."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from typing import Any


@dataclass
class Answer:
    """A status, headers and a body; a header that is `None` is not sent."""

    status: int
    body: str
    headers: dict[str, str | None] = field(default_factory=dict)


def versions(port: int) -> Answer:
    """The document that clients look for first."""
    links = [{"rel": "self", "href": f"http://127.0.0.1:{port}/v3/"}]
    version: dict[str, Any] = {
        "id": "v3.0",
        "status": "CURRENT",
        "version": "3.0",
        "min_version": "3.0",
        "links": links,
    }
    return Answer(200, json.dumps({"versions": [version]}), {"Content-Type": "application/json"})


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """Serves on a free loopback port, which is given as the address of a project's volumes."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            sent = answer if "/volumes/" in self.path else versions(port)
            body = sent.body.encode()
            self.send_response(sent.status)
            for name, value in sent.headers.items():
                if value is not None:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{port}/v3/demo"
        finally:
            server.shutdown()
            thread.join()
