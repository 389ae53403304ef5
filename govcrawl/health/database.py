"""Findings about MongoDB, from its condition."""

from collections.abc import Iterator
from datetime import timedelta

from govcrawl.health.disk import judge_space
from govcrawl.health.finding import Finding, ok, problem, warning
from govcrawl.store.condition import Condition

OLDEST = (6, 0)
# The first release of each series without the holes of CVE-2025-14847 and CVE-2026-89099.
MENDED = {(7, 0): 43, (8, 0): 32, (8, 3): 11}
MOST_SKEW = timedelta(seconds=2)
SLOWEST_WRITE = timedelta(seconds=1)
LATE = timedelta(hours=1)  # after it was due, when no supervisor has begun a run


def judge_database(condition: Condition, *, embedded: bool) -> Iterator[Finding]:
    """What is to be said of a database that answers."""
    yield judge_version(condition.version, embedded=embedded)
    yield judge_members(condition)
    yield judge_write(condition)
    yield judge_clock(condition.ahead)
    yield judge_indexes(condition)
    if condition.disk is not None:
        yield judge_space("database disk", *condition.disk)
    yield from judge_leftovers(condition)


def judge_version(version: tuple[int, ...], *, embedded: bool) -> Finding:
    said = f"MongoDB {'.'.join(map(str, version))}"
    series, patch = (version[0], version[1]), version[2]
    if series < OLDEST:
        return problem("version", f"{said} is older than govcrawl works with", "upgrade it to 7.0 or 8.0")
    if embedded:
        return ok("version", f"{said}, govcrawl's own, for one machine: it answers nobody else")
    if series > max(MENDED) or patch >= MENDED.get(series, 10**6):
        return ok("version", said)
    return warning("version", f"{said} has holes that are known", "upgrade it to 7.0.43, 8.0.32, 8.3.11 or later")


def judge_members(condition: Condition) -> Finding:
    """Whether it is a replica set, of which enough members live."""
    if condition.replica_set is None:
        return warning(
            "replica set",
            "a server of its own: an export beside a crawl may miss or double an article that moves",
            "make it a replica set, even of one member: docs/operate.md",
        )
    said = f"replica set {condition.replica_set}, {condition.members} member{'s' if condition.members != 1 else ''}"
    if condition.down:
        return warning("replica set", f"{said}, not answering: {', '.join(condition.down)}", "start these members")
    return ok("replica set", said)


def judge_write(condition: Condition) -> Finding:
    """Whether a write is acknowledged by a majority, from its journals, and how soon."""
    if condition.refused is not None:
        remedy = "see the user's rights (readWrite), the members, and the disk"
        return problem("write", f"a write is not acknowledged: {condition.refused}", remedy)
    assert condition.written_in is not None
    said = f"acknowledged by a majority, journaled, in {condition.written_in / timedelta(milliseconds=1):.0f} ms"
    if condition.written_in > SLOWEST_WRITE:
        return warning("write", said, "see the load and the disks of MongoDB")
    return ok("write", said)


def judge_clock(ahead: timedelta) -> Finding:
    seconds = abs(ahead.total_seconds())
    if abs(ahead) <= MOST_SKEW:
        return ok("clock", f"within {seconds:.1f} s of MongoDB's")
    said = f"MongoDB's clock is {seconds:,.0f} s {'ahead of' if ahead > timedelta() else 'behind'} this machine's"
    remedy = "synchronise both (chrony, systemd-timesyncd): leases, cursors and dates of fetches follow them"
    return problem("clock", said, remedy)


def judge_indexes(condition: Condition) -> Finding:
    if condition.lacking:
        remedy = "give the user dbAdmin beside readWrite, and run any verb: they are made when govcrawl connects"
        return problem("indexes", f"missing or other than they must be: {', '.join(condition.lacking)}", remedy)
    return ok("indexes", "all there")


def judge_leftovers(condition: Condition) -> Iterator[Finding]:
    """What runs have left behind that somebody should look at."""
    if condition.dead_letters:
        each = ", ".join(f"{number} {reason}" for reason, number in sorted(condition.dead_letters.items()))
        remedy = "they are in the collection dead_letters, with URL and reason; delete those that are done with"
        yield warning("dead letters", f"MongoDB refused {each}", remedy)
    else:
        yield ok("dead letters", "none")
    if condition.stale:
        said = f"still said to be running, though they are dead: {', '.join(condition.stale)}"
        yield warning("runs", said, "the next run of each of these sites writes them off; start one")
    else:
        yield ok("runs", "none is said to be running that is dead")
    late = [site for site, by in condition.late.items() if by > LATE]
    if late:
        said = f"due for more than an hour, and nobody runs them: {', '.join(late)}"
        yield problem("schedules", said, "start govcrawl schedule run, or pause them")
    else:
        yield ok("schedules", "none is overdue")
