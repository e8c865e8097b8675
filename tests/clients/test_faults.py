"""Every fault that can be asked for, in both clients."""

from urllib.parse import quote

import pytest
from openstack.block_storage.v3._proxy import Proxy as BlockStorage
from openstack.exceptions import raise_from_response

from clients import Cinder
from expected import FAULTS, PANIC, Fault
from refusals import cinder_refused, sdk_refused
from wire import Wire

every_fault = pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"fault-{fault.status}")
every_text = pytest.mark.parametrize(
    "message",
    ["plain", "Größe: 3 GiB, 名前", '<b>"it\'s" &amp; {braces} \\ %s</b>', "two\nlines", "x" * 4000],
    ids=["plain", "beyond-ascii", "markup", "two-lines", "long"],
)


@every_fault
def test_cinderclient_shows(fault: Fault, cinder: Cinder, wire: Wire) -> None:
    cinder_refused(lambda: cinder.volumes.get(f"fault-{fault.status}"), wire, fault)


@every_fault
def test_openstacksdk_shows(fault: Fault, sdk: BlockStorage, wire: Wire) -> None:
    sdk_refused(lambda: sdk.get_volume(f"fault-{fault.status}"), wire, fault)


@every_text
def test_cinderclient_shows_the_text_as_it_was_written(message: str, cinder: Cinder, wire: Wire) -> None:
    cinder_refused(lambda: cinder.volumes.get(f"fault-echo?message={quote(message)}"), wire, Fault(400, message))


@every_text
def test_openstacksdk_shows_the_text_as_it_was_written(message: str, sdk: BlockStorage, wire: Wire) -> None:
    sdk_refused(lambda: sdk.get_volume(f"fault-echo?message={quote(message)}"), wire, Fault(400, message))


def test_cinderclient_sees_nothing_of_a_panic_and_goes_on(cinder: Cinder, wire: Wire) -> None:
    cinder_refused(lambda: cinder.volumes.get("fault-panic"), wire, PANIC)
    assert cinder.volumes.get("vol-1").name == "web"


def test_openstacksdk_sees_nothing_of_a_panic_and_goes_on(sdk: BlockStorage, wire: Wire) -> None:
    sdk_refused(lambda: sdk.get_volume("fault-panic"), wire, PANIC)
    assert sdk.get_volume("vol-1").name == "web"


def test_a_panic_leaves_nothing_in_the_answer(cinder: Cinder, wire: Wire) -> None:
    cinder_refused(lambda: cinder.volumes.get("fault-panic"), wire, PANIC)
    assert wire.last.answer.json() == {"instanceFault": {"code": 500, "message": PANIC.message}}


# Neither client reads XML: asked for it, they show the reason phrase in place of the message, and no more than that.
XML = {"Accept": "application/xml"}
NO_VOLUME = Fault(404, "Not Found")


def test_cinderclient_is_not_confused_by_xml(cinder: Cinder, wire: Wire) -> None:
    cinder_refused(lambda: cinder.client.get("/volumes/nope", headers=XML), wire, NO_VOLUME)
    assert wire.last.header("Content-Type") == "application/xml; charset=UTF-8"


def test_openstacksdk_is_not_confused_by_xml(sdk: BlockStorage, wire: Wire) -> None:
    sdk_refused(lambda: raise_from_response(sdk.get("/volumes/nope", headers=XML)), wire, NO_VOLUME)
    assert wire.last.header("Content-Type") == "application/xml; charset=UTF-8"
