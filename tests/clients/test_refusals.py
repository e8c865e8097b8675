"""Every way that a call can be refused, by what a program does with the clients."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from openstack.block_storage.v3._proxy import Proxy as BlockStorage
from openstack.exceptions import raise_from_response

from clients import Cinder
from expected import ROUTE_NOT_FOUND, Fault
from refusals import cinder_refused, sdk_refused
from wire import Wire


@dataclass(frozen=True)
class Refusal:
    """What is refused, how the service says so, and the call of each client."""

    name: str
    fault: Fault
    cinder: Callable[[Cinder], object]
    sdk: Callable[[BlockStorage], object]


THREE_MIB = 3 * 1024 * 1024

REFUSALS = [
    Refusal(
        "an_unknown_volume",
        Fault(404, "Volume nope could not be found."),
        lambda cinder: cinder.volumes.get("nope"),
        lambda sdk: sdk.get_volume("nope"),
    ),
    Refusal(
        "an_unknown_volume_beyond_ascii",
        Fault(404, "Volume größe 名 could not be found."),
        lambda cinder: cinder.volumes.get("größe 名"),
        lambda sdk: sdk.get_volume("größe 名"),
    ),
    Refusal(
        "deleting_an_unknown_volume",
        Fault(404, "Volume nope could not be found."),
        lambda cinder: cinder.volumes.delete("nope"),
        lambda sdk: sdk.delete_volume("nope", ignore_missing=False),
    ),
    Refusal(
        "a_name_in_use",
        Fault(409, "A volume named web exists already."),
        lambda cinder: cinder.volumes.create(1, name="web"),
        lambda sdk: sdk.create_volume(size=1, name="web"),
    ),
    Refusal(
        "a_size_below_zero",
        Fault(400, "Volume 'size' needs to be a positive integer value, -1 cannot be accepted."),
        lambda cinder: cinder.volumes.create(-1),
        lambda sdk: sdk.create_volume(size=-1),
    ),
    Refusal(
        "a_size_above_the_quota",
        Fault(413, "A volume of 1001 GiB is above the quota of 1000 GiB.", retry_after=7),
        lambda cinder: cinder.volumes.create(1001),
        lambda sdk: sdk.create_volume(size=1001),
    ),
    Refusal(
        "extending_above_the_quota",
        Fault(413, "A volume of 1001 GiB is above the quota of 1000 GiB.", retry_after=7),
        lambda cinder: cinder.volumes.extend("vol-1", 1001),
        lambda sdk: sdk.extend_volume("vol-1", 1001),
    ),
    Refusal(
        "extending_to_less",
        Fault(400, "The new size must not be smaller than the current 10 GiB, 1 cannot be accepted."),
        lambda cinder: cinder.volumes.extend("vol-2", 1),
        lambda sdk: sdk.extend_volume("vol-2", 1),
    ),
    Refusal(
        "extending_a_volume_in_use",
        Fault(409, "Volume vol-busy must be available to be extended, it is in-use."),
        lambda cinder: cinder.volumes.extend("vol-busy", 9),
        lambda sdk: sdk.extend_volume("vol-busy", 9),
    ),
    Refusal(
        "deleting_a_volume_in_use",
        Fault(400, "Volume vol-busy is in use and cannot be deleted."),
        lambda cinder: cinder.volumes.delete("vol-busy"),
        lambda sdk: sdk.delete_volume("vol-busy"),
    ),
    Refusal(
        "an_unknown_attribute",
        Fault(400, "The attribute 'size' is not known here."),
        lambda cinder: cinder.volumes.update("vol-1", size=9),
        lambda sdk: sdk.update_volume("vol-1", size=9),
    ),
    Refusal(
        "an_attribute_of_a_wrong_type",
        Fault(400, "The attribute '/volume/metadata/k' must be of type text, not number."),
        lambda cinder: cinder.volumes.create(1, metadata={"k": 1}),
        lambda sdk: sdk.create_volume(size=1, metadata={"k": 1}),
    ),
    Refusal(
        "a_body_that_is_too_large",
        Fault(413, "The request body is too large."),
        lambda cinder: cinder.volumes.create(1, description=" " * THREE_MIB),
        lambda sdk: sdk.create_volume(size=1, description=" " * THREE_MIB),
    ),
    Refusal(
        "an_unknown_parameter",
        Fault(400, "The query parameter 'user_id' is not known here."),
        lambda cinder: cinder.volumes.list(search_opts={"user_id": "demo"}),
        lambda sdk: list(sdk.volumes(user_id="demo")),
    ),
    Refusal(
        "an_unknown_marker",
        Fault(400, "The marker nope could not be found."),
        lambda cinder: cinder.volumes.list(marker="nope"),
        lambda sdk: list(sdk.volumes(marker="nope")),
    ),
    Refusal(
        "a_limit_below_zero",
        Fault(400, "The query parameter 'limit' must be an integer from 0 to 1000000000, '-1' cannot be accepted."),
        lambda cinder: cinder.volumes.list(limit=-1),
        lambda sdk: list(sdk.volumes(limit=-1)),
    ),
    Refusal(
        "an_unknown_action",
        Fault(400, "There is no action 'os-update_readonly_flag'."),
        lambda cinder: cinder.volumes.update_readonly_flag("vol-1", True),
        lambda sdk: sdk.set_volume_readonly("vol-1", True),
    ),
    Refusal(
        "an_unknown_route",
        ROUTE_NOT_FOUND,
        lambda cinder: cinder.volume_types.list(),
        lambda sdk: list(sdk.types()),
    ),
    Refusal(
        "a_wrong_method",
        Fault(405, "The method is not allowed for this resource."),
        lambda cinder: cinder.client.put("/volumes", body={}),
        lambda sdk: raise_from_response(sdk.put("/volumes", json={})),
    ),
]

every_refusal = pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.name)


@every_refusal
def test_cinderclient_shows_the_refusal_of(refusal: Refusal, cinder: Cinder, wire: Wire) -> None:
    cinder_refused(lambda: refusal.cinder(cinder), wire, refusal.fault)


@every_refusal
def test_openstacksdk_shows_the_refusal_of(refusal: Refusal, sdk: BlockStorage, wire: Wire) -> None:
    sdk_refused(lambda: refusal.sdk(sdk), wire, refusal.fault)
