"""How clients find out which version of the API there is."""

import pytest
from cinderclient.api_versions import APIVersion, discover_version
from cinderclient.client import get_highest_client_server_version, get_server_version
from openstack.block_storage.v3._proxy import Proxy as BlockStorage
from openstack.utils import supports_microversion

from clients import Cinder, openstacksdk
from wire import Wire


def test_cinderclient_reads_the_versions(endpoint: str) -> None:
    assert get_server_version(endpoint) == (APIVersion("3.0"), APIVersion("3.0"))
    assert get_highest_client_server_version(endpoint) == "3.0"


def test_cinderclient_settles_for_the_version_there_is(cinder: Cinder, wire: Wire) -> None:
    assert discover_version(cinder, APIVersion("3.71")) == APIVersion("3.0")
    assert wire.lines == ["GET /"]
    (version,) = cinder.services.server_api_version()
    assert (version.id, version.status, version.min_version) == ("v3.0", "CURRENT", "3.0")


def test_cinderclient_reads_the_version_off_the_endpoint(cinder: Cinder) -> None:
    assert cinder.get_volume_api_version_from_endpoint() == "3"


@pytest.mark.parametrize(
    ("path", "found", "asked"),
    [
        ("/v3/demo", "/v3/demo", ["GET /v3"]),
        ("/v3/", "/v3/", ["GET /v3/"]),
        ("/v3", "/v3/", ["GET /v3", "GET /v3/"]),
        ("", "/v3/", ["GET /", "GET /v3/"]),
    ],
    ids=["of-a-project", "of-the-version", "without-its-slash", "of-the-service"],
)
def test_openstacksdk_finds_the_version_from_the_endpoint(
    path: str, found: str, asked: list[str], service: str, wire: Wire
) -> None:
    with openstacksdk(service + path, wire) as connection:
        block_storage = connection.block_storage
        data = block_storage.get_endpoint_data()
        assert wire.lines == asked
        assert data is not None
        assert (data.url, data.api_version) == (service + found, (3, 0))
        assert (data.min_microversion, data.max_microversion) == ((3, 0), (3, 0))
        assert len(list(block_storage.volumes())) == 6


def test_openstacksdk_asks_for_no_microversion_that_there_is_not(sdk: BlockStorage, wire: Wire) -> None:
    assert supports_microversion(sdk, "3.0")
    assert not supports_microversion(sdk, "3.1")
    list(sdk.volumes())
    assert wire.last.request.headers["OpenStack-API-Version"] == "volume 3.0"
