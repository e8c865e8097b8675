"""The life of a volume, in both clients. Every test leaves the start-up data as it was."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

import pytest
from cinderclient.exceptions import NotFound
from cinderclient.v3.volumes import Volume
from openstack.block_storage.v3._proxy import Proxy as BlockStorage
from openstack.exceptions import NotFoundException

from clients import Cinder, Connection
from refusals import checked_request_id
from wire import Wire

SEEDS = {"vol-1": "web", "vol-2": "database", "vol-3": "logs", "vol-4": "backup", "vol-5": "media", "vol-busy": "busy"}


@pytest.fixture
def volume(cinder: Cinder, wire: Wire) -> Iterator[Volume]:
    """A volume for one test."""
    volume = cinder.volumes.create(3, name="new")
    wire.forget()
    yield volume
    with suppress(NotFound):
        cinder.volumes.delete(volume)


def test_cinderclient_lists(cinder: Cinder, wire: Wire) -> None:
    volumes = cinder.volumes.list()
    assert {volume.id: volume.name for volume in volumes} == SEEDS
    assert wire.lines == ["GET /v3/demo/volumes/detail"]
    assert volumes.request_ids == [checked_request_id(wire.last)]


def test_cinderclient_lists_without_details(cinder: Cinder, wire: Wire) -> None:
    assert [volume.id for volume in cinder.volumes.list(detailed=False)] == list(SEEDS)
    assert wire.lines == ["GET /v3/demo/volumes"]


def test_cinderclient_creates(cinder: Cinder, wire: Wire) -> None:
    volume = cinder.volumes.create(
        2, name="data", description="d", metadata={"k": "v"}, availability_zone="az1", scheduler_hints={"a": "b"}
    )
    cinder.volumes.delete(volume)
    created, deleted = wire.exchanges
    assert (created.line, created.answer.status_code) == ("POST /v3/demo/volumes", 202)
    assert created.header("Location") == f"{created.request.url}/{volume.id}"
    assert (deleted.answer.status_code, deleted.answer.content) == (202, b"")
    assert (volume.name, volume.size, volume.status, volume.description) == ("data", 2, "available", "d")
    assert (volume.metadata, volume.availability_zone) == ({"k": "v"}, "az1")
    assert (volume.bootable, volume.multiattach, volume.attachments) == ("false", False, [])
    assert datetime.fromisoformat(volume.created_at).tzinfo is None
    assert volume.request_ids == [checked_request_id(created)]


def test_cinderclient_gets(cinder: Cinder) -> None:
    volume = cinder.volumes.get("vol-busy")
    assert (volume.id, volume.name, volume.status, volume.size) == ("vol-busy", "busy", "in-use", 5)
    assert volume.created_at == "2026-01-02T03:04:05.000000"


def test_cinderclient_finds_by_name(cinder: Cinder) -> None:
    assert cinder.volumes.find(name="logs").id == "vol-3"
    with pytest.raises(NotFound, match="No Volume matching"):
        cinder.volumes.find(name="nope")


def test_cinderclient_updates(cinder: Cinder, volume: Volume) -> None:
    cinder.volumes.update(volume, name="newer", description="d")
    changed = cinder.volumes.get(volume.id)
    assert (changed.name, changed.description) == ("newer", "d")
    assert changed.updated_at is not None


def test_cinderclient_extends(cinder: Cinder, volume: Volume) -> None:
    answer, body = cinder.volumes.extend(volume, 5)
    assert (answer.status_code, body) == (202, None)
    assert cinder.volumes.get(volume.id).size == 5


def test_cinderclient_deletes(cinder: Cinder, volume: Volume) -> None:
    answer, body = cinder.volumes.delete(volume)
    assert (answer.status_code, body) == (202, None)
    with pytest.raises(NotFound, match=f"Volume {volume.id} could not be found."):
        cinder.volumes.get(volume.id)


def test_openstacksdk_lists(sdk: BlockStorage, wire: Wire) -> None:
    assert {volume.id: volume.name for volume in sdk.volumes()} == SEEDS
    assert wire.lines == ["GET /v3/demo/volumes/detail"]


def test_openstacksdk_lists_without_details(sdk: BlockStorage, wire: Wire) -> None:
    assert [volume.id for volume in sdk.volumes(details=False)] == list(SEEDS)
    assert wire.lines == ["GET /v3/demo/volumes"]


def test_openstacksdk_creates(sdk: BlockStorage, wire: Wire) -> None:
    volume = sdk.create_volume(size=2, name="data", description="d", metadata={"k": "v"}, availability_zone="az1")
    sdk.delete_volume(volume, ignore_missing=False)
    created, deleted = wire.exchanges
    assert (created.line, created.answer.status_code) == ("POST /v3/demo/volumes", 202)
    assert created.header("Location") == f"{created.request.url}/{volume.id}"
    assert (deleted.answer.status_code, deleted.answer.content) == (202, b"")
    assert (volume.name, volume.size, volume.status, volume.description) == ("data", 2, "available", "d")
    assert (volume.metadata, volume.availability_zone) == ({"k": "v"}, "az1")
    assert (volume.is_bootable, volume.is_encrypted, volume.is_multiattach) == (False, False, False)
    assert datetime.fromisoformat(volume.created_at).tzinfo is None


def test_openstacksdk_gets(sdk: BlockStorage) -> None:
    volume = sdk.get_volume("vol-busy")
    assert (volume.id, volume.name, volume.status, volume.size) == ("vol-busy", "busy", "in-use", 5)
    assert volume.created_at == "2026-01-02T03:04:05.000000"


def test_openstacksdk_finds_by_id_and_by_name(sdk: BlockStorage, wire: Wire) -> None:
    found = [sdk.find_volume("vol-3"), sdk.find_volume("logs")]
    assert [volume and volume.id for volume in found] == ["vol-3", "vol-3"]
    assert sdk.find_volume("nope") is None
    assert [exchange.answer.status_code for exchange in wire.exchanges] == [200, 404, 200, 404, 200]
    with pytest.raises(NotFoundException, match="No Volume found for nope"):
        sdk.find_volume("nope", ignore_missing=False)


def test_openstacksdk_updates(sdk: BlockStorage, volume: Volume) -> None:
    changed = sdk.update_volume(volume.id, name="newer", metadata={"k": "v"})
    assert (changed.name, changed.metadata) == ("newer", {"k": "v"})
    assert sdk.get_volume(volume.id).updated_at is not None


def test_openstacksdk_extends(sdk: BlockStorage, volume: Volume, wire: Wire) -> None:
    sdk.extend_volume(volume.id, 5)
    assert wire.last.answer.status_code == 202
    assert sdk.get_volume(volume.id).size == 5


def test_openstacksdk_waits_for_what_it_started(sdk: BlockStorage, volume: Volume, wire: Wire) -> None:
    resource = sdk.wait_for_status(sdk.get_volume(volume.id), "available", interval=1, wait=5)
    sdk.delete_volume(resource, ignore_missing=False)
    sdk.wait_for_delete(resource, interval=1, wait=5)
    assert wire.last.line == f"GET /v3/demo/volumes/{volume.id}"
    assert wire.last.answer.status_code == 404


def test_openstacksdk_takes_a_missing_volume_for_deleted(sdk: BlockStorage, wire: Wire) -> None:
    sdk.delete_volume("nope")
    assert [exchange.answer.status_code for exchange in wire.exchanges] == [404]


def test_the_cloud_layer_goes_from_creation_to_deletion(connection: Connection) -> None:
    volume = connection.create_volume(1, name="cloud", wait=True, timeout=5)
    found = connection.get_volume("cloud")
    assert found is not None
    assert found.id == volume.id
    assert connection.delete_volume("cloud", wait=True, timeout=5)
    assert connection.get_volume("cloud") is None
    assert not connection.delete_volume("cloud", timeout=5)
