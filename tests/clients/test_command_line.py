"""The program `cinder`, as a person uses it."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cinderclient.v3.volumes import Volume

from clients import Cinder

PROGRAM = Path(sys.executable).with_name("cinder")
REQUEST_ID = "req-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def cinder_program(endpoint: str) -> Run:
    """Runs the program, in the version of the API that the service has."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        options = ["--os-auth-type", "none", "--os-endpoint", endpoint, "--os-project-id", "demo"]
        return program(*options, "--os-volume-api-version", "3.0", *arguments)

    return run


def program(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the program; `PATH` and the like are those of the tests."""
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)


def rows(table: str) -> list[list[str]]:
    """The rows of a printed table, without its head."""
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


@pytest.fixture
def volume(cinder: Cinder) -> Volume:
    """A volume with a name to use in a command, for one test that deletes it."""
    return cinder.volumes.create(1, name="for-commands")


def test_lists(cinder_program: Run) -> None:
    done = cinder_program("list")
    assert (done.returncode, done.stderr) == (0, "")
    assert [row[:4] for row in rows(done.stdout)] == [
        ["vol-1", "available", "web", "1"],
        ["vol-2", "available", "database", "10"],
        ["vol-3", "available", "logs", "20"],
        ["vol-4", "available", "backup", "40"],
        ["vol-5", "available", "media", "80"],
        ["vol-busy", "in-use", "busy", "5"],
    ]


def test_lists_with_filter_order_and_limit(cinder_program: Run) -> None:
    done = cinder_program("list", "--metadata", "tier=gold", "--sort", "size:desc", "--limit", "1")
    assert [row[0] for row in rows(done.stdout)] == ["vol-5"]


def test_shows_by_name(cinder_program: Run) -> None:
    done = cinder_program("show", "database")
    assert (done.returncode, done.stderr) == (0, "")
    shown = {row[0]: row[1] for row in rows(done.stdout)}
    assert (shown["id"], shown["size"], shown["status"]) == ("vol-2", "10", "available")
    assert shown["created_at"] == "2026-01-02T03:04:05.000000"


def test_creates_extends_and_deletes(cinder_program: Run) -> None:
    created = cinder_program("create", "2", "--name", "by-hand", "--metadata", "k=v")
    assert (created.returncode, created.stderr) == (0, "")
    assert ["size", "2"] in rows(created.stdout)
    extended = cinder_program("extend", "by-hand", "4")
    assert (extended.returncode, extended.stdout, extended.stderr) == (0, "", "")
    assert ["size", "4"] in rows(cinder_program("show", "by-hand").stdout)
    deleted = cinder_program("delete", "by-hand")
    assert (deleted.returncode, deleted.stderr) == (0, "")
    assert deleted.stdout == "Request to delete volume by-hand has been accepted.\n"
    assert cinder_program("show", "by-hand").returncode == 1


def test_renames(cinder_program: Run, volume: Volume, cinder: Cinder) -> None:
    renamed = cinder_program("rename", "for-commands", "by-hand", "--description", "d")
    shown = cinder.volumes.get(volume.id)
    cinder.volumes.delete(volume)
    assert (renamed.returncode, renamed.stderr) == (0, "")
    assert (shown.name, shown.description) == ("by-hand", "d")


@pytest.mark.parametrize(
    "wanted", ["nope", "0e7c8d9a-6d0b-4f9e-9a51-0d8f3b1c2e4f", "404"], ids=["name", "uuid", "number"]
)
def test_says_that_there_is_no_volume_of_this(wanted: str, cinder_program: Run) -> None:
    done = cinder_program("show", wanted)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"ERROR: No volume with a name or ID of '{wanted}' exists.\n"


def test_looks_for_a_name_where_an_id_is_neither_a_number_nor_a_uuid(cinder_program: Run) -> None:
    done = cinder_program("show", "vol-1")
    assert done.stderr == "ERROR: No volume with a name or ID of 'vol-1' exists.\n"


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["create", "1001"], 413, "A volume of 1001 GiB is above the quota of 1000 GiB."),
        (["create", "1", "--name", "web"], 409, "A volume named web exists already."),
        (["create", "0"], 400, "Volume 'size' needs to be a positive integer value, 0 cannot be accepted."),
        (["extend", "busy", "9"], 409, "Volume vol-busy must be available to be extended, it is in-use."),
        (
            ["extend", "database", "1"],
            400,
            "The new size must not be smaller than the current 10 GiB, 1 cannot be accepted.",
        ),
        (["list", "--marker", "nope"], 400, "The marker nope could not be found."),
        (["type-list"], 404, "The resource could not be found."),
    ],
    ids=["quota", "name-in-use", "size", "volume-in-use", "smaller-size", "marker", "route"],
)
def test_shows_the_refusal(arguments: list[str], status: int, message: str, cinder_program: Run) -> None:
    done = cinder_program(*arguments)
    assert (done.returncode, done.stdout) == (1, "")
    text = rf"ERROR: {re.escape(message)} \(HTTP {status}\) \(Request-ID: {REQUEST_ID}\)\n"
    assert re.fullmatch(text, done.stderr), done.stderr


def test_shows_why_a_deletion_is_refused(cinder_program: Run) -> None:
    done = cinder_program("delete", "busy")
    assert done.returncode == 1
    refusal = "Delete for volume busy failed: Volume vol-busy is in use and cannot be deleted. (HTTP 400)"
    assert done.stdout.startswith(refusal)
    assert done.stderr == "ERROR: Unable to delete any of the specified volumes.\n"


def test_asks_once_where_a_quota_is_exceeded(cinder_program: Run) -> None:
    done = cinder_program("--debug", "create", "1001")
    # It logs each answer more than once; the request id tells them apart.
    refusals = [line for line in done.stderr.splitlines() if "RESP: [413]" in line]
    assert len({request_id for line in refusals for request_id in re.findall(REQUEST_ID, line)}) == 1


def test_lists_the_versions(cinder_program: Run) -> None:
    done = cinder_program("version-list")
    assert rows(done.stdout) == [["v3.0", "CURRENT", "2026-01-02T03:04:05Z", "3.0", "3.0"]]


def test_settles_for_an_older_version_and_says_so(endpoint: str) -> None:
    done = program("--os-auth-type", "none", "--os-endpoint", endpoint, "--os-project-id", "demo", "list")
    assert (done.returncode, len(rows(done.stdout))) == (0, 6)
    assert "downgrading to 3.0 based on server support" in done.stderr


def test_takes_the_plugin_of_cinder_for_no_authentication(service: str) -> None:
    who = ["--os-auth-type", "noauth", "--os-user-id", "me", "--os-project-id", "demo"]
    done = program(*who, "--os-endpoint", f"{service}/v3", "--os-volume-api-version", "3.0", "list")
    assert (done.returncode, len(rows(done.stdout))) == (0, 6)
