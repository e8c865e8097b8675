"""The table of the README is what is asserted here."""

from pathlib import Path

from expected import FAULTS


def test_the_readme_has_the_table_of_exceptions() -> None:
    page = Path(__file__).with_name("README.md").read_text(encoding="utf-8").splitlines()
    rows = [
        f"| {fault.status} | `{fault.cinder_class.__name__}` | `{fault.sdk_class.__name__}` | {fault.message} |"
        for fault in FAULTS
    ]
    assert [line for line in page if line[2:5].isdigit()] == rows
