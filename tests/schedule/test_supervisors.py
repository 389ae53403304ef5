"""Supervisors as processes: one is killed, one is stopped, one comes after an outage. One story, told once."""

import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest
from command import Command
from web import Web, served

from govcrawl.crawl.owner import is_dead
from govcrawl.store.connection import Store, connect
from govcrawl.store.runs import RunRecord
from tests.schedule.toy import LISTS, article_page, article_url, environment, list_page

SITES = ("east", "west")


@dataclass(frozen=True, slots=True)
class Story:
    """The runs at the end, and which there were ``before`` the outage.

    ``hung`` are the owners of those that hung when the first supervisor was killed, ``alive`` who of them lived on when
    the second had been stopped.
    """

    runs: list[RunRecord]
    before: set[str]
    statuses: list[int]
    hung: list[str]
    alive: list[str]
    said: str

    def of(self, site: str) -> list[RunRecord]:
        return sorted((run for run in self.runs if run.site == site), key=lambda run: run.started_at)


@pytest.fixture(scope="module")
def story(mongodb_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    database = "test_supervisors"
    with served() as web, connect(mongodb_uri, database=database) as store:
        command = Command(environment(web, tmp_path_factory.mktemp("data"), mongodb_uri, database))
        try:
            yield tell(command, web, store)
        finally:
            for process in command.running:
                process.kill()
                process.communicate()
            store.client.drop_database(database)


def tell(command: Command, web: Web, store: Store) -> Story:
    for site, url in LISTS.items():
        web.answers[url] = web.behind_a_gate(list_page(site, [1]))  # not given while the gate is closed
        web.answers[article_url(site, 1)] = article_page(site, 1)
    web.open.set()
    first, second = (
        command.start("schedule", "run", *SITES, "--at-once", "1", GOVCRAWL_WORKERS=workers) for workers in "10"
    )
    web.wait_until(lambda: all(web.times(url) for url in LISTS.values()))
    web.open.clear()
    asked = {url: len(web.times(url)) for url in LISTS.values()}
    web.wait_until(lambda: all(len(web.times(url)) > asked[url] for url in asked))
    hung = [run.owner for run in store.runs.find(state="running")]
    first.send_signal(signal.SIGKILL)
    first.communicate(timeout=120)  # returns when nobody is left who could write to its standard error
    second.send_signal(signal.SIGTERM)
    web.open.set()
    _, said = second.communicate(timeout=120)
    alive = [owner for owner in hung if not is_dead(owner)]
    before = {run.id for run in store.runs.find()}
    for site in SITES:
        store.schedules.override(site, {"every": "1h"})
    third = command.start("schedule", "run", *SITES)
    lines = until_all_ended(third)
    third.send_signal(signal.SIGTERM)
    _, rest = third.communicate(timeout=120)
    runs = list(store.runs.find())
    return Story(runs, before, [second.returncode, third.returncode], hung, alive, said + lines + rest)


def until_all_ended(supervisor: "subprocess.Popen[str]") -> str:
    """What a supervisor says until a run of each site has ended."""
    assert supervisor.stderr is not None
    said = ""
    while not all(f"{site}: ended" in said for site in SITES):
        line = supervisor.stderr.readline()
        assert line, said
        said += line
    return said


@pytest.mark.parametrize("site", SITES)
def test_no_two_runs_of_a_site_overlap(story: Story, site: str) -> None:
    runs = story.of(site)
    assert len(runs) >= 3
    assert all(earlier.finished_at and earlier.finished_at <= later.started_at for earlier, later in pairwise(runs))


def test_no_run_is_left_running(story: Story) -> None:
    assert [run for run in story.runs if run.state == "running"] == []


def test_the_run_of_a_killed_supervisor_dies_with_it_and_no_process_is_left(story: Story) -> None:
    assert len(story.hung) == 2
    assert story.alive == []


def test_the_run_that_was_killed_is_lost_and_no_other(story: Story) -> None:
    assert [run.owner in story.hung for run in story.runs if run.state == "lost"] == [True]


@pytest.mark.parametrize("site", SITES)
def test_an_outage_is_made_up_for_by_one_run_a_site(story: Story, site: str) -> None:
    since = [run for run in story.of(site) if run.id not in story.before]
    assert [run.verdict for run in since] == ["no_news"]


def test_who_is_stopped_ends_well(story: Story) -> None:
    assert story.statuses == [0, 0]
    assert "Traceback" not in story.said
