"""Pages, filters and orders of lists, in both clients."""

from openstack.block_storage.v3._proxy import Proxy as BlockStorage

from clients import Cinder
from expected import Fault
from refusals import sdk_refused
from wire import Wire

ALL = ["vol-1", "vol-2", "vol-3", "vol-4", "vol-5", "vol-busy"]
PAGES = "GET /v3/demo/volumes/detail"


def test_cinderclient_follows_the_links_to_the_last_page(cinder: Cinder, wire: Wire) -> None:
    assert [volume.id for volume in cinder.volumes.list(search_opts={"limit": 4})] == ALL
    assert wire.lines == [f"{PAGES}?limit=4", f"{PAGES}?limit=4&marker=vol-4"]


def test_cinderclient_stops_at_its_own_limit(cinder: Cinder, wire: Wire) -> None:
    assert [volume.id for volume in cinder.volumes.list(limit=4)] == ALL[:4]
    assert wire.lines == [f"{PAGES}?limit=4"]


def test_cinderclient_starts_after_a_marker(cinder: Cinder, wire: Wire) -> None:
    assert [volume.id for volume in cinder.volumes.list(marker="vol-4", limit=9)] == ALL[4:]
    assert len(wire.exchanges) == 1


def test_cinderclient_keeps_filter_and_order_on_every_page(cinder: Cinder, wire: Wire) -> None:
    found = cinder.volumes.list(search_opts={"status": "available", "limit": 2}, sort="size:desc")
    assert [volume.size for volume in found] == [80, 40, 20, 10, 1]
    assert len(wire.exchanges) == 3


def test_cinderclient_filters_by_metadata(cinder: Cinder) -> None:
    found = cinder.volumes.list(search_opts={"metadata": {"tier": "gold"}})
    assert [volume.id for volume in found] == ["vol-2", "vol-5"]


def test_cinderclient_counts_all_pages(cinder: Cinder) -> None:
    volumes, count = cinder.volumes.list(search_opts={"with_count": True, "name": "web"})
    assert ([volume.id for volume in volumes], count) == (["vol-1"], 1)


def test_openstacksdk_follows_the_links_to_the_last_page(sdk: BlockStorage, wire: Wire) -> None:
    assert [volume.id for volume in sdk.volumes(limit=4)] == ALL
    asked = [f"{PAGES}?limit=4", f"{PAGES}?limit=4&marker=vol-4"]
    # Given a limit, it asks once more when there is no link, and takes an empty page for the end.
    assert wire.lines == [*asked, f"{PAGES}?marker=vol-busy&limit=4"]
    assert wire.last.answer.json() == {"volumes": []}


def test_openstacksdk_asks_for_one_page_only(sdk: BlockStorage, wire: Wire) -> None:
    assert [volume.id for volume in sdk.volumes(limit=4, paginated=False)] == ALL[:4]
    assert wire.lines == [f"{PAGES}?limit=4"]


def test_openstacksdk_starts_after_a_marker(sdk: BlockStorage) -> None:
    assert [volume.id for volume in sdk.volumes(marker="vol-4")] == ALL[4:]


def test_openstacksdk_filters_by_name_and_status(sdk: BlockStorage) -> None:
    assert [volume.id for volume in sdk.volumes(name="web")] == ["vol-1"]
    assert [volume.id for volume in sdk.volumes(status="in-use")] == ["vol-busy"]


def test_openstacksdk_filters_by_metadata_given_as_text(sdk: BlockStorage) -> None:
    assert [volume.id for volume in sdk.volumes(properties="{'tier': 'gold'}")] == ["vol-2", "vol-5"]


def test_openstacksdk_drops_the_values_of_metadata_and_is_told(sdk: BlockStorage, wire: Wire) -> None:
    message = (
        "The query parameter 'metadata' must be a JSON object whose members are text, 'tier' cannot be accepted."
    )
    sdk_refused(lambda: list(sdk.volumes(properties={"tier": "gold"})), wire, Fault(400, message))
    assert wire.lines == [f"{PAGES}?metadata=tier"]
