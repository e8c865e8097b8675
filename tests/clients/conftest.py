"""Where the service is, and a client of each kind that talks to it."""

from collections.abc import Iterator

import pytest

# So that a failure there shows what was compared.
pytest.register_assert_rewrite("refusals")

from openstack.block_storage.v3._proxy import Proxy as BlockStorage  # noqa: E402

from clients import Cinder, Connection, cinderclient, openstacksdk  # noqa: E402
from wire import Wire  # noqa: E402


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--service", required=True, metavar="URL", help="where the demo service listens")


@pytest.fixture(scope="session")
def service(request: pytest.FixtureRequest) -> str:
    """The address of the service."""
    return str(request.config.getoption("--service"))


@pytest.fixture(scope="session")
def endpoint(service: str) -> str:
    """The address of one project's volumes."""
    return f"{service}/v3/demo"


@pytest.fixture
def wire() -> Wire:
    """What the client of a test sends."""
    return Wire()


@pytest.fixture
def cinder(endpoint: str, wire: Wire) -> Cinder:
    """python-cinderclient."""
    return cinderclient(endpoint, wire)


@pytest.fixture
def connection(endpoint: str, wire: Wire) -> Iterator[Connection]:
    """openstacksdk, with its cloud layer."""
    with openstacksdk(endpoint, wire) as connection:
        yield connection


@pytest.fixture
def sdk(connection: Connection, wire: Wire) -> BlockStorage:
    """openstacksdk's block storage, that has found its version already."""
    proxy = connection.block_storage
    assert isinstance(proxy, BlockStorage)
    wire.forget()
    return proxy
