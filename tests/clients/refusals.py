"""Checks that a client shows a refusal as it is: the class, the texts, the request id, when to come again."""

import uuid
from collections.abc import Callable
from typing import Any

from cinderclient.exceptions import ClientException, OverLimit
from openstack.exceptions import HttpException

from expected import Fault
from wire import Exchange, Wire

Call = Callable[[], object]


def cinder_refused(call: Call, wire: Wire, fault: Fault) -> ClientException:
    """Checks what python-cinderclient shows, and that it asked once."""
    error, exchange = refused(call, wire)
    assert type(error) is fault.cinder_class, f"{error!r} is no {fault.cinder_class.__name__}"
    request_id = checked_request_id(exchange)
    assert (error.code, error.message, error.request_id) == (fault.status, fault.message, request_id)
    assert str(error) == f"{fault.message} (HTTP {fault.status}) (Request-ID: {request_id})"
    # It reads the header of a 413 only, and takes none for 0.
    assert getattr(error, "retry_after", None) == (fault.retry_after or 0 if type(error) is OverLimit else None)
    assert exchange.header("Retry-After") == as_text(fault.retry_after)
    return error


def sdk_refused(call: Call, wire: Wire, fault: Fault) -> HttpException:
    """Checks what openstacksdk shows, and that it asked once."""
    error, exchange = refused(call, wire)
    assert type(error) is fault.sdk_class, f"{error!r} is no {fault.sdk_class.__name__}"
    request_id = checked_request_id(exchange)
    assert (error.status_code, error.details, error.request_id) == (fault.status, fault.message, request_id)
    side = "Client" if fault.status < 500 else "Server"
    assert str(error) == f"{error.message}: {side} Error for url: {exchange.request.url}, {fault.message}"
    assert error.response is not None
    assert error.response.headers.get("Retry-After") == as_text(fault.retry_after)
    return error


def refused(call: Call, wire: Wire) -> tuple[Any, Exchange]:
    """What a call raises, whatever it is, and the one exchange that it took."""
    wire.forget()
    try:
        call()
    except Exception as error:
        assert len(wire.exchanges) == 1, f"{len(wire.exchanges)} requests: {wire.lines}"
        return error, wire.last
    raise AssertionError("the client shows no error")


def checked_request_id(exchange: Exchange) -> str:
    """The request id of an answer: one in both headers, `req-` and a UUID."""
    request_id = exchange.header("x-openstack-request-id")
    assert request_id is not None, "no request id"
    assert exchange.header("x-compute-request-id") == request_id
    prefix, identifier = request_id[:4], request_id[4:]
    assert prefix == "req-"
    try:
        assert str(uuid.UUID(identifier)) == identifier
    except ValueError as error:
        raise AssertionError(f"{identifier} is no UUID") from error
    return request_id


def as_text(seconds: int | None) -> str | None:
    """A number of seconds as a header has it."""
    return None if seconds is None else str(seconds)
