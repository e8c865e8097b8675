"""What goes over the wire between a client and the service, seen from the client's side."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter

SECONDS = 20
"""No request takes longer."""


@dataclass(frozen=True)
class Exchange:
    """One request and its answer."""

    request: PreparedRequest
    answer: Response

    @property
    def line(self) -> str:
        """The method and the target."""
        target = urlsplit(str(self.request.url))
        return f"{self.request.method} {target.path}" + (f"?{target.query}" if target.query else "")

    def header(self, name: str) -> str | None:
        """A header of the answer."""
        return self.answer.headers.get(name)


class Wire(HTTPAdapter):
    """Carries a client's requests and keeps them: whether a client tried again is counted here, not timed."""

    def __init__(self) -> None:
        super().__init__(max_retries=0)
        self.exchanges: list[Exchange] = []

    def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
        answer = super().send(request, *args, **kwargs)
        self.exchanges.append(Exchange(request, answer))
        return answer

    @property
    def lines(self) -> list[str]:
        """The requests so far."""
        return [exchange.line for exchange in self.exchanges]

    @property
    def last(self) -> Exchange:
        """The last request."""
        return self.exchanges[-1]

    def forget(self) -> None:
        """Counts from here."""
        self.exchanges.clear()
