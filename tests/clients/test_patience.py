"""When clients come again: never unless told to, and then after the seconds of `Retry-After`."""

from typing import Any

import pytest
from cinderclient.exceptions import OverLimit
from openstack.exceptions import HttpException

from clients import cinderclient, openstacksdk
from wire import Wire


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the clients wanted to sleep; they do not."""
    slept: list[float] = []
    monkeypatch.setattr("cinderclient.client.sleep", slept.append)
    monkeypatch.setattr("keystoneauth1.session.time.sleep", slept.append)
    return slept


def test_cinderclient_waits_as_long_as_a_413_says(endpoint: str, wire: Wire, slept: list[float]) -> None:
    cinder = cinderclient(endpoint, wire, retries=2)
    with pytest.raises(OverLimit):
        cinder.volumes.get("fault-413")
    assert (len(wire.exchanges), slept) == (3, [7, 7])


def test_cinderclient_does_not_repeat_a_413_that_names_no_time(endpoint: str, wire: Wire, slept: list[float]) -> None:
    cinder = cinderclient(endpoint, wire, retries=2)
    with pytest.raises(OverLimit, match="The request body is too large."):
        cinder.volumes.create(1, description=" " * 3 * 1024 * 1024)
    assert (len(wire.exchanges), slept) == (1, [])


@pytest.mark.parametrize(
    ("status", "options"),
    [(503, {}), (429, {"block_storage_retriable_status_codes": [429]})],
    ids=["a_503", "a_429_if_told_to"],
)
def test_openstacksdk_waits_as_long_as(
    status: int, options: dict[str, Any], endpoint: str, wire: Wire, slept: list[float]
) -> None:
    with openstacksdk(endpoint, wire, block_storage_status_code_retries=2, **options) as connection:
        block_storage = connection.block_storage
        wire.forget()
        with pytest.raises(HttpException):
            block_storage.get_volume(f"fault-{status}")
    assert (len(wire.exchanges), slept) == (3, [7, 7])
