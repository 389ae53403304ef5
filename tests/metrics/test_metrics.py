"""What Prometheus is told, read as Prometheus reads it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner
from prometheus_client.parser import text_string_to_metric_families

from govcrawl.cli import govcrawl
from govcrawl.errors import UsageError
from govcrawl.metrics import Crawl, exposition, serving
from govcrawl.store.connection import Store, connect
from tests.report.corpus import SCRIPT, a_run, refuse, save

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def read(text: str) -> Samples:
    """The values by metric and labels."""
    found = (sample for family in text_string_to_metric_families(text) for sample in family.samples)
    return {(sample.name, tuple(sorted(sample.labels.items()))): sample.value for sample in found}


@pytest.fixture
def samples(store: Store, tmp_path: Path) -> Samples:
    """Those of a site that went well an hour ago, is degraded now, and runs again."""
    now = store.figures.now()
    made = []
    for hours, verdict in ((3, "ok"), (2, "no_news"), (1, "degraded")):
        begun = now - timedelta(hours=hours)
        made.append(a_run(str(hours), "odd", verdict, begun, begun + timedelta(seconds=90)))
    store.database["runs"].insert_many(made)
    store.runs.start("odd", owner=SCRIPT)
    save(store, "odd", 1)
    refuse(store)
    spool = tmp_path / "spool"
    spool.mkdir()
    (spool / "a.jsonl").write_text("{}\n")
    (spool / "empty.jsonl").touch()
    os.utime(spool / "a.jsonl", (0, time.time() - 60))
    return read(exposition(store, spool=spool).decode())


@pytest.mark.parametrize(
    ("name", "labels", "value"),
    [
        ("up", {}, 1),
        ("running", {"site": "odd"}, 1),
        ("last_run_verdict", {"site": "odd", "verdict": "degraded"}, 1),
        ("last_run_duration_seconds", {"site": "odd"}, 90),
        ("last_run_urls", {"site": "odd", "state": "rejected"}, 1),
        ("last_run_articles", {"site": "odd", "what": "new"}, 4),
        ("ledger_urls", {"site": "odd", "state": "rejected"}, 12),
        ("ledger_urls", {"site": "odd", "state": "blocked"}, 6),
        ("newest_article_timestamp_seconds", {"site": "odd"}, 1709601120),
        ("dead_letters", {}, 0),
        ("spool_bytes", {}, 3),
    ],
)
def test_a_value_is_what_the_store_holds(samples: Samples, name: str, labels: dict[str, str], value: float) -> None:
    assert samples[f"govcrawl_{name}", tuple(sorted(labels.items()))] == value


def test_the_age_of_the_last_success_is_that_of_the_last_good_run(samples: Samples) -> None:
    moment = samples["govcrawl_last_success_timestamp_seconds", (("site", "odd"),)]
    assert time.time() - moment == pytest.approx(2 * 3600, abs=60)


def test_the_spool_says_how_long_it_waits(samples: Samples) -> None:
    assert samples["govcrawl_spool_age_seconds", ()] == pytest.approx(60, abs=30)


def test_only_the_last_verdict_is_told(samples: Samples) -> None:
    verdicts = [dict(labels)["verdict"] for name, labels in samples if name == "govcrawl_last_run_verdict"]
    assert verdicts == ["degraded"]


def test_an_answer_is_given_again_for_a_while(store: Store, tmp_path: Path) -> None:
    asked = []

    def revive() -> Store:
        asked.append(1)
        return store

    crawl = Crawl(revive, tmp_path)
    assert [len(list(crawl.collect())) > 3, len(list(crawl.collect())) > 3, len(asked)] == [True, True, 1]


def test_metrics_are_served_to_this_machine(store: Store, tmp_path: Path) -> None:
    with serving(lambda: store, spool=tmp_path, port=0) as port:
        with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=30) as answer:
            assert read(answer.read().decode())["govcrawl_up", ()] == 1
        with socket.socket() as other:
            other.settimeout(5)
            with pytest.raises(OSError, match="refused"):
                other.connect(("127.0.0.2", port))


def test_of_a_store_that_cannot_be_asked_this_is_all_that_is_said(
    mongodb_uri: str, database: str, tmp_path: Path
) -> None:
    with connect(mongodb_uri, database=database) as gone:
        gone.runs.start("odd", owner="a test")
    with serving(lambda: gone, spool=tmp_path, port=0) as port, urlopen(f"http://127.0.0.1:{port}/") as answer:
        told = read(answer.read().decode())
    assert told["govcrawl_up", ()] == 0
    assert [name for name, _ in told if name.startswith("govcrawl_last")] == []


def test_a_port_that_is_taken_is_said(store: Store, tmp_path: Path) -> None:
    with serving(lambda: store, spool=tmp_path, port=0) as port:
        message = f"127.0.0.1:{port} cannot be had"
        with pytest.raises(UsageError, match=message), serving(lambda: store, spool=tmp_path, port=port):
            pass


def test_the_verb_prints_them_once(store: Store, mongodb_uri: str) -> None:
    given = ["metrics", "--mongodb-uri", mongodb_uri, "--database", store.database.name]
    said = CliRunner().invoke(govcrawl, given, catch_exceptions=False)
    assert read(said.stdout)["govcrawl_up", ()] == 1


def test_the_verb_answers_until_it_is_told_to_end(mongodb_uri: str, database: str, tmp_path: Path) -> None:
    command = (sys.executable, "-m", "govcrawl", "metrics", "--serve", "--port", "0")
    given = {"MONGODB_URI": mongodb_uri, "MONGODB_DATABASE": database, "GOVCRAWL_DATA_DIR": str(tmp_path)}
    environment = os.environ | given | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout is not None
        address = re.search(r"http://\S+", served.stdout.readline())
        assert address is not None
        with urlopen(address[0], timeout=30) as answer:
            assert read(answer.read().decode())["govcrawl_up", ()] == 1
        served.send_signal(signal.SIGTERM)
        assert served.wait(timeout=30) == 0
