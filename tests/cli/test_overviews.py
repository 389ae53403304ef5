"""``govcrawl runs``, ``govcrawl status`` and ``govcrawl ledger``."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from govcrawl import settings
from govcrawl.cli.cells import duration, size
from govcrawl.errors import UsageError
from govcrawl.items import Article, Link
from govcrawl.store.connection import Store
from govcrawl.store.ledger import Found, Resolution
from tests.cli.conftest import Run

COUNTS = {
    "lists": 2,
    "taken": 4,
    "waiting": 1,
    "outcomes": {"stored": 2, "rejected": 1},
    "new": 2,
    "bytes": 34_567,
    "ended": "finished",
    "problems": ["left_waiting"],
    "seconds": 71.2,
}


def lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


def row(text: str, beginning: str) -> list[str]:
    """The words of the row that begins so."""
    (found,) = [line for line in text.splitlines() if line.startswith(beginning)]
    return found.split()


def a_run(store: Store, *, site: str = "xsnet", verdict: str = "ok", **counts: Any) -> str:
    begun = store.runs.start(site, owner="host:1", about={"version": "0.1"})
    store.runs.finish(begun.id, counts={**COUNTS, **counts}, verdict=verdict)
    return begun.id


def enter(store: Store, *, site: str = "xsnet") -> None:
    """Two URLs into the ledger, of which one is refused."""
    march = datetime(2024, 2, 29, 17, tzinfo=UTC)
    found = [
        Found(id=f"{n:032x}", link=Link(url=f"http://{site}/{n}.html", title="议事"), published_at=march)
        for n in range(2)
    ]
    store.ledger.discover(found, site=site, column="义桥新闻")
    (lease,) = store.ledger.claim(site, owner="host:1", limit=1)
    store.ledger.resolve(Resolution(id=lease.id, state="rejected", reason="no_body"), owner="host:1")


def refused(store: Store) -> str:
    """The URL that was refused."""
    return next(entry.url for entry in store.ledger.find("xsnet", state="rejected"))


def test_a_run_is_a_row_whose_counts_sum(run: Run, store: Store) -> None:
    a_run(store)
    said = run("runs").stdout
    today = datetime.now(UTC) + timedelta(hours=8)
    found = row(said, f"{today:%Y-%m-%d} ")
    assert found[2:6] == ["xsnet", "crawl", "ok", "2"]
    assert found[6:15] == ["4", "2", "1", "0", "0", "0", "0", "1", "yes"]
    assert " ".join(found[15:]) == "2 35 kB 0 s left waiting"


def test_counts_that_do_not_sum_are_shown(run: Run, store: Store) -> None:
    a_run(store, waiting=0)
    assert " NO " in run("runs").stdout
    assert not lines(run("runs", "--json").stdout)[0]["sums"]


def test_runs_are_those_of_a_site_the_latest_first(run: Run, store: Store) -> None:
    ids = [a_run(store, site=site) for site in ("xsnet", "fanwen", "xsnet")]
    assert [each["run"] for each in lines(run("runs", "--json").stdout)] == ids[::-1]
    assert [each["run"] for each in lines(run("runs", "xsnet", "--json").stdout)] == [ids[2], ids[0]]
    assert [each["run"] for each in lines(run("runs", "--limit", "1", "--json").stdout)] == [ids[2]]


def test_a_run_as_json_says_all_that_is_kept_of_it(run: Run, store: Store) -> None:
    a_run(store, verdict="degraded")
    (said,) = lines(run("runs", "--json").stdout)
    assert (said["verdict"], said["problems"], said["ended"], said["seconds"]) == (
        *("degraded", ["left_waiting"]),
        *("finished", 71.2),
    )
    assert said["sums"]
    assert said["about"] == {"version": "0.1"}
    assert said["started_at"].endswith("+08:00")
    assert said["counts"]["outcomes"] == {"stored": 2, "rejected": 1}


def test_status_has_a_row_a_site_and_names_those_never_run(run: Run, store: Store, articles: list[Article]) -> None:
    a_run(store)
    enter(store)
    said = run("status")
    assert said.return_value == 0
    found = row(said.stdout, "xsnet ")
    assert "ok" in found
    assert found[-6:] == ["1", "0", "0", "0", "0", "0"]
    assert row(said.stdout, "shequ ")[1:3] == ["2024-04-01", "08:00"]
    never = row(said.stdout, "never run: ")
    assert "mca," in never
    assert "xsnet," not in never


def test_status_is_bad_while_the_last_run_of_a_site_is(run: Run, store: Store) -> None:
    a_run(store, verdict="empty")
    a_run(store, site="fanwen")
    said = run("status", "--json")
    assert said.return_value == 1
    assert {each["site"]: each["bad"] for each in lines(said.stdout)} == {"xsnet": True, "fanwen": False}
    assert run("status", "fanwen").return_value == 0
    a_run(store, verdict="no_news")
    assert run("status").return_value == 0


def test_status_names_a_spool_that_was_left_behind(
    run: Run, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "GOVCRAWL_DATA_DIR", str(tmp_path))
    assert "spool" not in run("status").stdout
    (tmp_path / "spool").mkdir()
    (tmp_path / "spool" / "0f.jsonl").write_text("{}\n")
    assert "spool: 1 file of what MongoDB was not there to be told" in run("status").stdout
    assert "start a run of any site" in run("status", "--json").stderr


def test_status_says_what_is_running_now(run: Run, store: Store) -> None:
    begun = store.runs.start("xsnet", owner="host:1")
    said = run("status")
    assert said.return_value == 0
    assert " crawl since 20" in said.stdout
    (found,) = lines(run("status", "--json").stdout)
    assert found["running"][0]["run"] == begun.id
    assert found["last_run"] is None


def test_the_ledger_lists_urls_and_totals(run: Run, store: Store) -> None:
    enter(store)
    said = run("ledger", "xsnet").stdout
    entry = next(each for each in said.splitlines() if each.startswith("rejected"))
    assert entry.split() == ["rejected", "no_body", "1", "2024-03-01", "义桥新闻", refused(store)]
    assert "discovered" in said.splitlines()[1]
    assert said.splitlines()[-1] == "2 in all"


@pytest.mark.parametrize(
    ("options", "states"),
    [
        ([], ["discovered", "rejected"]),
        (["--state", "rejected"], ["rejected"]),
        (["--reason", "no_body"], ["rejected"]),
        (["--lane", "backfill"], []),
        (["--kind", "list"], []),
        (["--column", "义桥新闻"], ["discovered", "rejected"]),
        (["--limit", "1"], ["discovered"]),
        (["--limit", "0"], []),
    ],
    ids=str,
)
def test_options_choose_urls(options: list[str], states: list[str], run: Run, store: Store) -> None:
    enter(store)
    assert [each["state"] for each in lines(run("ledger", "xsnet", "--json", *options).stdout)] == states


def test_a_url_as_json_says_when_and_why(run: Run, store: Store) -> None:
    enter(store)
    (said,) = lines(run("ledger", "xsnet", "--state", "rejected", "--json").stdout)
    assert (said["reason"], said["attempts"], said["title"], said["next_attempt_at"]) == ("no_body", 1, "议事", None)
    assert said["published_at"] == "2024-03-01T01:00:00+08:00"
    assert said["resolved_at"].endswith("+08:00")


def test_totals_alone_are_json_too(run: Run, store: Store) -> None:
    enter(store)
    assert lines(run("ledger", "xsnet", "--totals", "--json").stdout) == [
        {"state": "discovered", "reason": None, "kind": "article", "lane": "crawl", "urls": 1},
        {"state": "rejected", "reason": "no_body", "kind": "article", "lane": "crawl", "urls": 1},
    ]
    assert "http://" not in run("ledger", "xsnet", "--totals").stdout


@pytest.mark.parametrize("verb", ["runs", "status", "ledger"])
def test_a_site_that_nobody_knows_is_wrong_usage(verb: str, run: Run) -> None:
    with pytest.raises(UsageError, match="did you mean 'xsnet'"):
        run(verb, "xsnett")
    run(verb, "xsnet")


@pytest.mark.parametrize(
    ("octets", "said"), [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (34_567, "35 kB"), (2.5e9, "2.5 GB")]
)
def test_a_size_is_short(octets: float, said: str) -> None:
    assert size(octets) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.4, "0 s"), (59.6, "1 min 0 s"), (3599, "59 min 59 s"), (7260, "2 h 1 min"), (1e6, "11 d 13 h")],
)
def test_a_duration_is_short(seconds: float, said: str) -> None:
    assert duration(seconds) == said
