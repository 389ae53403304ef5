"""Crawls and backfills that are killed at random moments and started again: ``python -m benchmarks.kills``.

Each of ``--moments`` kills of a crawl and of a backfill takes the main process, a worker that reads pages, or mongod,
in turn. Printed is what then is other than after a run that nobody disturbed: nothing should be lost or doubled, and no
more pages fetched twice than the killed process held. The web is a village of the tests', on loopback.
"""

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).parents[1]
VILLAGES = ROOT / "tests" / "edge"
if str(VILLAGES) not in sys.path:
    sys.path.append(str(VILLAGES))

import village  # noqa: E402
from warm import Warm  # noqa: E402
from web import Web, served  # noqa: E402

from govcrawl.archive.reading import Archive  # noqa: E402
from govcrawl.crawl.verdict import Counts  # noqa: E402
from govcrawl.items import PageRef  # noqa: E402
from govcrawl.store.connection import Store, connect  # noqa: E402
from govcrawl.store.embedded import embedded, ensure, status  # noqa: E402

ARTICLES = 60
FIRST, LAST = 11, 50  # of the backfill's window
PACE = "0.03"  # seconds between two requests
IN_FLIGHT = 8  # URLs that a run holds
MOST_STARTS = 4  # until a run has to be well
VICTIMS = ("main", "worker", "mongod")
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "crawl": ("crawl", "village"),
    "backfill": (
        "backfill", "village", "--since", str(village.day(FIRST)), "--until", str(village.day(LAST))
    ),
}  # fmt: skip
REQUESTS = {"crawl": ARTICLES + 7, "backfill": LAST - FIRST + 12}  # of a run that nobody disturbs, at least


@dataclass(frozen=True, slots=True)
class Picture:
    """What a database holds in the end, of what may not differ."""

    articles: Mapping[str, tuple[Any, ...]]
    states: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a run ended that was killed and started again, beside one that nobody disturbed."""

    kind: str
    victim: str
    moment: int
    starts: int
    lost: int
    differing: int
    fetched_twice: int
    unreadable: int
    sums: bool

    @property
    def is_well(self) -> bool:
        return self.sums and not (self.lost or self.differing or self.unreadable) and self.fetched_twice <= IN_FLIGHT


@dataclass(slots=True)
class Bench:
    """A web, a MongoDB, and a database a trial; ``environment`` is what a command gets beside the usual."""

    web: Web
    home: Path
    uri: str
    environment: Mapping[str, str] = field(default_factory=dict)
    trials: int = 0
    undisturbed: dict[str, Picture] = field(default_factory=dict)

    def start(self, kind: str, database: str) -> Warm:
        environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ} | {
            "PYTHONPATH": f"{ROOT}:{VILLAGES}",
            "GOVCRAWL_SPIDER_MODULES": "villages",
            "GOVCRAWL_DATA_DIR": str(self.home),
            "MONGODB_DATABASE": database,
            "GOVCRAWL_PROXY": self.web.proxy,
            "GOVCRAWL_LOOPBACK_DELAY": PACE,
            "GOVCRAWL_WORKERS": "1",
            **self.environment,
        }
        quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        return Warm(*COMMANDS[kind], cwd=VILLAGES, env=environment, **quiet)

    @contextlib.contextmanager
    def trial(self) -> Iterator[Store]:
        """A store of its own, and a web that nobody has asked for anything."""
        self.trials += 1
        self.web.asked.clear()
        with connect(self.uri, database=f"trial_{self.trials}") as store:
            yield store
            store.client.drop_database(store.database.name)

    def picture(self, kind: str) -> Picture:
        """What a run leaves that nobody disturbs."""
        if kind not in self.undisturbed:
            with self.trial() as store:
                self.finish(kind, store)
                self.undisturbed[kind] = picture(store)
        return self.undisturbed[kind]

    def finish(self, kind: str, store: Store) -> int:
        """How many starts it took until a run was well; between two an hour passes in the ledger."""
        for number in range(1, MOST_STARTS + 1):
            process = self.start(kind, store.database.name)
            said, _ = process.communicate(timeout=300)
            if process.returncode == 0:
                return number
            let_an_hour_pass(store)
        raise AssertionError(said)

    def kill(self, kind: str, victim: str, random: Random) -> Outcome:
        """What comes of a run that is killed at a random moment and then started again until it is well."""
        expected = self.picture(kind)
        moment = random.randint(2, REQUESTS[kind] - 3)
        with self.trial() as store:
            process = self.start(kind, store.database.name)
            self.web.wait_for(moment)
            with self.web.turn:
                self.web.turn.wait(random.uniform(0, float(PACE)))
            self._strike(victim, process, random)
            process.communicate(timeout=300)
            ensure(self.home)
            let_an_hour_pass(store)
            starts = self.finish(kind, store)
            return self.compared(expected, store, kind=kind, victim=victim, moment=moment, starts=starts)

    def _strike(self, victim: str, process: Warm, random: Random) -> None:
        pids = {"main": [process.number], "mongod": [status(self.home).pid], "worker": children(process.number)}[victim]
        if pids and pids[0] is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(random.choice(pids), signal.SIGKILL)

    def compared(self, expected: Picture, store: Store, *, kind: str, victim: str, moment: int, starts: int) -> Outcome:
        found = picture(store)
        fetched = Counter(url for url in self.web.urls() if url in expected.articles)
        runs = [Counts.of(run.counts) for run in store.runs.find() if run.state == "finished"]
        shared = expected.articles.keys() & found.articles.keys()
        return Outcome(
            kind=kind,
            victim=victim,
            moment=moment,
            starts=starts + 1,
            lost=len(expected.articles.keys() - found.articles.keys()),
            differing=len(found.articles.keys() - expected.articles.keys())
            + sum(expected.articles[each] != found.articles[each] for each in shared)
            + (expected.states != found.states),
            fetched_twice=sum(fetched.values()) - len(fetched),
            unreadable=unreadable(store, self.home),
            sums=all(counts.sums for counts in runs),
        )


def picture(store: Store) -> Picture:
    """What a store holds."""
    names = ("title", "body", "published_at", "source", "revision", "story")
    held = {each["url"]: tuple(str(each[name]) for name in names) for each in store.articles.find()}
    return Picture(held, store.ledger.counts("village"))


def unreadable(store: Store, home: Path) -> int:
    """How many articles have no page in the archive that says what they say."""
    archive = Archive(home / "archive")
    bodies = [(archive.read(PageRef(**each["page"])).body.decode(), each["title"]) for each in store.articles.find()]
    return sum(title not in body for body, title in bodies)


def children(pid: int) -> list[int]:
    """The processes that a process has started, without those that are no more its own."""
    said = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(each) for each in said.read_text().split()] if said.exists() else []


def let_an_hour_pass(store: Store) -> None:
    """Has all that failed be due."""
    failed = {"state": {"$in": ["failed", "discovered"]}, "next_attempt_at": {"$ne": None}}
    store.database["ledger"].update_many(failed, [{"$set": {"next_attempt_at": "$$NOW"}}])


@contextlib.contextmanager
def bench(home: Path) -> Iterator[Bench]:
    """A bench in a directory that is its own."""
    with served() as web, embedded(home) as uri:
        village.build(web, ARTICLES)
        yield Bench(web, home, uri)


def trials(kinds: Sequence[str], moments: int) -> Iterator[tuple[str, str]]:
    """What is run and who is killed, in turn."""
    return ((kind, VICTIMS[number % len(VICTIMS)]) for kind in kinds for number in range(moments))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moments", type=int, default=30, help="kills of each command (30)")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    random = Random(given.seed)
    seen: list[Outcome] = []
    with tempfile.TemporaryDirectory(prefix="govcrawl-kills-") as home, bench(Path(home)) as made:
        print("command   killed   at request  starts  lost  differing  fetched twice  unreadable  counts", flush=True)
        for kind, victim in trials(tuple(COMMANDS), given.moments):
            each = made.kill(kind, victim, random)
            seen.append(each)
            print(
                f"{each.kind:<10}{each.victim:<9}{each.moment:>10}{each.starts:>8}{each.lost:>6}{each.differing:>11}"
                f"{each.fetched_twice:>15}{each.unreadable:>12}  {'sum' if each.sums else 'DO NOT SUM'}",
                flush=True,
            )
    bad = sum(not each.is_well for each in seen)
    twice = sum(each.fetched_twice for each in seen)
    print(
        f"{len(seen)} kills: {sum(each.lost for each in seen)} articles lost, "
        f"{sum(each.differing for each in seen)} differ, {twice} pages fetched twice "
        f"(at most {max(each.fetched_twice for each in seen)} after one kill), "
        f"{sum(each.unreadable for each in seen)} archived pages unreadable, {bad} trials not as they should be"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
