"""The checks themselves: whatever a service does wrongly, they notice in both clients."""

import json
from dataclasses import replace

import pytest

from clients import cinderclient, openstacksdk
from expected import Fault
from refusals import cinder_refused, sdk_refused
from wire import Wire
from wrong_server import Answer, serving

FAULT = Fault(413, "The request is over a limit.", retry_after=7)
REQUEST_ID = "req-5d2f8a76-1b0f-4b57-9a7e-8f3c0f6f0c11"
RIGHT = Answer(
    413,
    json.dumps({"overLimit": {"code": 413, "message": FAULT.message, "retryAfter": "7"}}),
    {
        "Content-Type": "application/json; charset=UTF-8",
        "Retry-After": "7",
        "x-openstack-request-id": REQUEST_ID,
        "x-compute-request-id": REQUEST_ID,
    },
)


def but(**headers: str | None) -> Answer:
    """The right answer, with other headers."""
    return replace(RIGHT, headers=RIGHT.headers | {name.replace("_", "-"): value for name, value in headers.items()})


WRONG = {
    "another_status": replace(RIGHT, status=400),
    "a_success": replace(RIGHT, status=200, body='{"volume": {"id": "vol-1"}}'),
    "plain_text": replace(but(Content_Type="text/plain"), body=FAULT.message),
    "markup": replace(but(Content_Type="text/html"), body=f"<p>{FAULT.message}, or so</p>"),
    "no_body": replace(RIGHT, body=""),
    "broken_json": replace(RIGHT, body=RIGHT.body[:-1]),
    "a_problem": replace(RIGHT, body=json.dumps({"type": "about:blank", "status": 413, "detail": FAULT.message})),
    "a_list_of_errors": replace(RIGHT, body=json.dumps({"errors": [FAULT.message]})),
    "another_message": replace(RIGHT, body=RIGHT.body.replace("over a limit", "OVER A LIMIT")),
    "a_date_to_come_again": but(Retry_After="Thu, 01 Jan 2026 00:00:00 GMT"),
    "a_word_to_come_again": but(Retry_After="soon"),
    "no_time_to_come_again": but(Retry_After=None),
    "no_request_id": but(x_openstack_request_id=None, x_compute_request_id=None),
    "one_request_id_only": but(x_compute_request_id=None),
    "two_request_ids": but(x_compute_request_id="req-0a1b2c3d-1b0f-4b57-9a7e-8f3c0f6f0c11"),
    "a_request_id_of_another_form": but(x_openstack_request_id="req-1", x_compute_request_id="req-1"),
    "a_redirection_to_itself": replace(but(Location="/v3/demo/volumes/any"), status=302),
}

every_mistake = pytest.mark.parametrize("answer", WRONG.values(), ids=WRONG.keys())


def check_cinderclient(answer: Answer) -> None:
    wire = Wire()
    with serving(answer) as endpoint:
        cinder = cinderclient(endpoint, wire)
        cinder_refused(lambda: cinder.volumes.get("any"), wire, FAULT)


def check_openstacksdk(answer: Answer) -> None:
    wire = Wire()
    with serving(answer) as endpoint, openstacksdk(endpoint, wire) as connection:
        block_storage = connection.block_storage
        sdk_refused(lambda: block_storage.get_volume("any"), wire, FAULT)


def test_the_right_answer_passes() -> None:
    check_cinderclient(RIGHT)
    check_openstacksdk(RIGHT)


@every_mistake
def test_the_check_of_cinderclient_notices(answer: Answer) -> None:
    with pytest.raises(AssertionError):
        check_cinderclient(answer)


@every_mistake
def test_the_check_of_openstacksdk_notices(answer: Answer) -> None:
    with pytest.raises(AssertionError):
        check_openstacksdk(answer)
