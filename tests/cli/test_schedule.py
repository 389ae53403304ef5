"""``govcrawl schedule``."""

from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner

from govcrawl.cli.schedule import command
from govcrawl.errors import UsageError
from govcrawl.store.connection import Store
from tests.cli.conftest import Run


def test_sites_are_listed_whether_a_supervisor_has_seen_them_or_not(run: Run, store: Store) -> None:
    store.schedules.enter("xsnet", timetable="6h")
    rows = {row["site"]: row for row in map(orjson.loads, run("schedule", "list", "--json").stdout.splitlines())}
    assert (rows["xsnet"]["state"], rows["xsnet"]["every"]) == ("waiting", "6h")
    assert rows["beijing_mzj"]["state"] == "new"
    assert "mirror" not in rows, "it has no lists"
    assert "xsnet" in run("schedule", "list").stdout


def test_a_site_is_paused_and_resumed(run: Run, store: Store) -> None:
    run("schedule", "pause", "xsnet")
    assert [each.paused for each in store.schedules.all()] == [True]
    assert "every 6h" in run("schedule", "resume", "xsnet").stdout
    assert [each.paused for each in store.schedules.all()] == [False]


def test_a_run_is_asked_for(run: Run, store: Store) -> None:
    run("schedule", "now", "xsnet")
    assert [each.asked_at is not None for each in store.schedules.all()] == [True]


def test_the_operator_overrides_the_file_and_takes_it_back(run: Run, store: Store) -> None:
    said = run("schedule", "set", "xsnet", "--every", "30 6 * * *", "--longest", "2h").stdout
    assert said == "xsnet is run every 30 6 * * *, up to 300 s later, for 7200 s at most\n"
    said = run("schedule", "set", "xsnet", "--as-declared").stdout
    assert said == "xsnet is run every 6h, up to 300 s later, for 43200 s at most\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["set", "xsnet"], "say --every"),
        (["set", "xsnet", "--every", "1h", "--as-declared"], "say --every"),
        (["set", "xsnet", "--every", "sometimes"], "says no times"),
        (["set", "xsnet", "--longest", "2"], "no length of time"),
        (["pause", "xsnett"], "did you mean 'xsnet'"),
        (["now", "mirror"], "no lists of its own"),
        (["run", "mirror"], "no lists of its own"),
    ],
)
def test_wrong_usage_changes_nothing(arguments: list[str], said: str, run: Run, store: Store) -> None:
    with pytest.raises(UsageError, match=said):
        run("schedule", *arguments)
    assert store.schedules.all() == []


def test_units_are_printed_or_written(tmp_path: Path) -> None:
    printed = CliRunner().invoke(command, ["systemd"], catch_exceptions=False).stdout
    assert printed.startswith("# govcrawl.service\n[Unit]")
    assert "schedule run" in printed
    CliRunner().invoke(command, ["systemd", "--timers", "-o", str(tmp_path / "units")], catch_exceptions=False)
    names = {file.name for file in (tmp_path / "units").iterdir()}
    assert {"govcrawl@.service", "govcrawl-xsnet.timer"} <= names
