"""Request ids: clients send one along to tie calls together, and each call still has its own."""

import uuid

from cinderclient.exceptions import ClientException

from clients import Cinder, Connection
from expected import Fault
from refusals import checked_request_id, cinder_refused, sdk_refused
from wire import Wire

NO_VOLUME = Fault(404, "Volume nope could not be found.")


def test_cinderclient_repeats_its_first_request_id_and_is_given_others(cinder: Cinder, wire: Wire) -> None:
    cinder.volumes.list()
    first = checked_request_id(wire.last)

    def refused() -> ClientException:
        error = cinder_refused(lambda: cinder.volumes.get("nope"), wire, NO_VOLUME)
        assert wire.last.request.headers["X-OpenStack-Request-ID"] == first
        return error

    assert len({first, refused().request_id, refused().request_id}) == 3


def test_openstacksdk_sends_a_request_id_and_is_given_another(connection: Connection, wire: Wire) -> None:
    sent = f"req-{uuid.UUID(int=1)}"
    with connection.global_request(sent) as tied:
        block_storage = tied.block_storage
        error = sdk_refused(lambda: block_storage.get_volume("nope"), wire, NO_VOLUME)
    assert wire.last.request.headers["X-OpenStack-Request-ID"] == sent
    assert error.request_id != sent
