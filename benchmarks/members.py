"""Crawls into a replica set of three whose members fail: ``python -m benchmarks.members``.

In each trial something happens at a random moment of a crawl or of a backfill: the primary is killed, frozen for a
while, told to step down; two of the three are killed, so that nobody is primary until they are back. Printed is what
is then other than after a run that nobody disturbed. The members elect as MongoDB's do, after ten seconds without a
sign of the primary.
"""

import argparse
import contextlib
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random
from time import monotonic

from benchmarks.kills import ARTICLES, COMMANDS, REQUESTS, Bench, Outcome, let_an_hour_pass, served, village
from benchmarks.replicas import Members, replica_set

AWAY = 25.0  # seconds for which a member is frozen, or a majority gone

Mishap = Callable[[Members, Random], Callable[[], None]]  # what happens, and how it is mended later


def killed(members: Members, _: Random) -> Callable[[], None]:
    members.kill(members.primary())
    return members.until_whole


def frozen(members: Members, _: Random) -> Callable[[], None]:
    primary = members.primary()
    members.freeze(primary)
    return later(members, lambda: members.thaw(primary))


def stepped_down(members: Members, _: Random) -> Callable[[], None]:
    members.step_down(members.primary())
    return members.until_whole


def without_majority(members: Members, random: Random) -> Callable[[], None]:
    for port in random.sample(members.ports, 2):
        members.kill(port)
    return later(members, members.bring_back)


def later(members: Members, mend: Callable[[], None]) -> Callable[[], None]:
    """Mends in a while; what is given waits for that, and until all members are in order."""
    timer = threading.Timer(AWAY, mend)
    timer.start()

    def wait() -> None:
        timer.join()
        members.until_whole()

    return wait


MISHAPS: Mapping[str, Mishap] = {
    "killed": killed,
    "stepped down": stepped_down,
    "frozen": frozen,
    "no majority": without_majority,
}


def trial(bench: Bench, members: Members, kind: str, mishap: str, random: Random) -> tuple[Outcome, float]:
    """What comes of a run that meets a mishap, and how long it took."""
    expected = bench.picture(kind)
    moment = random.randint(2, REQUESTS[kind] - 3)
    with bench.trial() as store:
        began = monotonic()
        process = bench.start(kind, store.database.name)
        bench.web.wait_for(moment)
        mend = MISHAPS[mishap](members, random)
        said, _ = process.communicate(timeout=300)
        took = monotonic() - began
        mend()
        starts = 0
        if process.returncode:
            print(said, file=sys.stderr)
            let_an_hour_pass(store)
            starts = bench.finish(kind, store)
        return bench.compared(expected, store, kind=kind, victim=mishap, moment=moment, starts=starts), took


@contextlib.contextmanager
def bench(home: Path) -> Iterator[tuple[Bench, Members]]:
    """A bench in a directory that is its own, over three members."""
    with served() as web, replica_set(home) as members:
        village.build(web, ARTICLES)
        yield Bench(web, home, members.uri, {"MONGODB_URI": members.uri}), members


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=3, help="how often each mishap befalls each command (3)")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    random = Random(given.seed)
    bad = 0
    with tempfile.TemporaryDirectory(prefix="govcrawl-members-") as home, bench(Path(home)) as (made, members):
        print("command   primary       at request  starts  lost  differing  fetched twice  seconds  counts", flush=True)
        for kind, mishap in [(kind, mishap) for kind in COMMANDS for mishap in MISHAPS] * given.each:
            each, took = trial(made, members, kind, mishap, random)
            bad += not each.is_well
            print(
                f"{each.kind:<10}{each.victim:<14}{each.moment:>10}{each.starts:>8}{each.lost:>6}{each.differing:>11}"
                f"{each.fetched_twice:>15}{took:>9.0f}  {'sum' if each.sums else 'DO NOT SUM'}",
                flush=True,
            )
    print(f"{bad} trials not as they should be")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
