"""What is said of a condition."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from govcrawl.health.database import judge_database
from govcrawl.health.disk import GB, judge_space
from govcrawl.health.finding import Finding
from govcrawl.health.machine import judge_contact, judge_directory, judge_names, judge_spool
from govcrawl.store.condition import Condition
from govcrawl.store.locks import take

WELL = Condition(
    version=(8, 0, 32),
    replica_set="rs0",
    members=3,
    down=(),
    ahead=timedelta(milliseconds=120),
    written_in=timedelta(milliseconds=9),
    refused=None,
    disk=(400 * GB, 900 * GB),
    lacking=(),
    dead_letters={},
    stale=(),
    late={"xsnet": timedelta(minutes=5)},
)


def judged(*, embedded: bool = False, **given: Any) -> dict[str, Finding]:
    return {each.check: each for each in judge_database(replace(WELL, **given), embedded=embedded)}


def test_of_what_is_well_nothing_is_to_be_done() -> None:
    assert {each.severity for each in judged().values()} == {"ok"}
    assert all(each.remedy is None for each in judged().values())


@pytest.mark.parametrize(
    ("given", "check", "severity", "said"),
    [
        ({"version": (5, 0, 9)}, "version", "problem", "MongoDB 5.0.9 is older"),
        ({"version": (6, 0, 27)}, "version", "warning", "known"),
        ({"version": (7, 0, 42)}, "version", "warning", "known"),
        ({"version": (7, 0, 43)}, "version", "ok", "7.0.43"),
        ({"version": (8, 1, 9)}, "version", "warning", "known"),
        ({"version": (9, 0, 0)}, "version", "ok", "9.0.0"),
        ({"version": (6, 0, 5), "embedded": True}, "version", "ok", "govcrawl's own"),
        ({"replica_set": None}, "replica set", "warning", "miss or double"),
        ({"down": ("db2:27017",)}, "replica set", "warning", "db2:27017"),
        ({"written_in": None, "refused": "not authorized"}, "write", "problem", "not authorized"),
        ({"written_in": timedelta(seconds=4)}, "write", "warning", "4000 ms"),
        ({"ahead": timedelta(hours=1)}, "clock", "problem", "3,600 s ahead of"),
        ({"ahead": timedelta(seconds=-30)}, "clock", "problem", "30 s behind"),
        ({"disk": (GB // 2, 100 * GB)}, "database disk", "problem", "0.5 of 100 GB"),
        ({"lacking": ("ledger.due",)}, "indexes", "problem", "ledger.due"),
        ({"dead_letters": {"too_large": 2}}, "dead letters", "warning", "2 too_large"),
        ({"stale": ("mca",)}, "runs", "warning", "mca"),
        ({"late": {"mca": timedelta(hours=3)}}, "schedules", "problem", "mca"),
    ],
    ids=str,
)
def test_what_is_not_well_is_said_with_its_remedy(given: Any, check: str, severity: str, said: str) -> None:
    found = judged(**given)[check]
    assert found.severity == severity
    assert said in found.said
    assert (found.remedy is None) == (severity == "ok")


@pytest.mark.parametrize(("free", "severity"), [(0, "problem"), (2 * GB, "warning"), (20 * GB, "ok")])
def test_little_space_is_a_warning_and_none_a_problem(free: int, severity: str) -> None:
    assert judge_space("disk", free, 100 * GB).severity == severity


def test_a_directory_that_does_not_exist_yet_is_well_where_it_can_be_made(tmp_path: Path) -> None:
    directory, disk = judge_directory("data directory", tmp_path / "a" / "b")
    assert directory.severity == "ok"
    assert disk.check == "data directory disk"


def test_a_directory_that_others_may_write_is_a_warning(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    directory, _ = judge_directory("data directory", tmp_path)
    assert (directory.severity, directory.remedy) == ("warning", f"chmod go-w {tmp_path}")


def test_a_directory_that_cannot_be_written_is_a_problem() -> None:
    (found,) = judge_directory("data directory", Path("/proc/1/none"))
    assert (found.check, found.severity) == ("data directory", "problem")


def test_a_spool_that_is_not_empty_is_a_warning(tmp_path: Path) -> None:
    assert judge_spool(tmp_path).severity == "ok"
    (tmp_path / "spool").mkdir()
    (tmp_path / "spool" / "run.jsonl").write_text("{}\n")
    found = judge_spool(tmp_path)
    assert (found.severity, found.said.split(" of ")[0]) == ("warning", "1 file")
    alive = take(tmp_path / "spool" / "run.lock")
    assert alive is not None
    assert judge_spool(tmp_path).severity == "ok", "its run will tell MongoDB itself"
    alive.release()


def test_names_are_well_where_one_resolves() -> None:
    assert judge_names(["no-such-host.invalid", "localhost"]).severity == "ok"
    found = judge_names(["no-such-host.invalid"])
    assert found.severity == "problem"
    assert "no-such-host.invalid" in found.said


def test_nobody_to_ask_is_a_warning() -> None:
    assert judge_contact(None).severity == "warning"
    assert judge_contact("https://example.org/crawler").severity == "ok"
