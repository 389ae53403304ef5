"""Quiet or broken? How likely it is that a site publishes nothing for so long, by what it used to do on such days.

For each kind of day the share of days without an article is estimated; a silence is as likely as all its days are
without. Sites publish in bursts, so that days are not independent: a silence counts only where it is also longer, in
that measure, than every one the site has kept before.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import exp, log

from govcrawl.alarms.calendar import DAY, FREE, WORKED, DayKind, days, kind_of
from govcrawl.alarms.history import Finding, History
from govcrawl.chinese.dates import CHINA
from govcrawl.crawl.verdict import GOOD
from govcrawl.store.runs import RunRecord

YEAR = timedelta(days=365)
LEAST_DAYS = 28  # of history; with fewer, nothing is likely or unlikely
LEAST_ARRIVALS = 10  # days with an article
UNLIKELY = log(1000.0)  # one in a thousand
PRIOR = 4.0  # days of its group that a kind of day counts for beside its own
SHOWN = 1_000_000


@dataclass(frozen=True, slots=True)
class Habit:
    """How a site publishes: by kind of day, the share of days without an article, and the articles of a day."""

    empty: Mapping[DayKind, float]
    rate: Mapping[DayKind, float]

    def surprise(self, silent: Iterable[date]) -> float:
        """How unlikely it is that these days are all without: the negative logarithm of the likelihood."""
        return -sum(log(self.empty[kind_of(day)]) for day in silent)

    def expected(self, silent: Iterable[date]) -> float:
        """The articles that such days used to bring."""
        return sum(self.rate[kind_of(day)] for day in silent)


def silence(history: History) -> Finding | None:
    """Whether a site has been silent for longer than is likely; ``None`` where too little is known of it."""
    looked = last_look(history.runs)
    known = sorted(day for day, number in history.arrivals.items() if number and (looked is None or day <= looked))
    if looked is None or not known or (known[-1] - known[0]).days < LEAST_DAYS or len(known) < LEAST_ARRIVALS:
        return None
    habit = habit_of(history.arrivals, since=max(known[0], known[-1] - YEAR), until=known[-1])
    silent = [*days(known[-1] + DAY, looked - DAY)]
    longest = max(gaps(known), key=habit.surprise)
    surprise = habit.surprise(silent)
    is_unlikely = surprise > max(UNLIKELY, habit.surprise(longest))
    return Finding(
        kind="silent",
        level=1 if is_unlikely else 0,
        name="silent" if is_unlikely else "publishes",
        why=said(history, habit, silent, longest) if is_unlikely else f"Its newest article is of {known[-1]}.",
        sample=history.newest,
    )


def last_look(runs: Iterable[RunRecord]) -> date | None:
    """The day, China time, of the last run that has read a list; what was published later nobody can know."""
    return next((run.started_at.astimezone(CHINA).date() for run in runs if run.counts.get("lists")), None)


def habit_of(arrivals: Mapping[date, int], *, since: date, until: date) -> Habit:
    """The habit of a site over a time: each kind of day by itself, helped out by the others of its group."""
    seen, without, articles = Counter[DayKind](), Counter[DayKind](), Counter[DayKind]()
    for day in days(since, until):
        kind = kind_of(day)
        seen[kind] += 1
        without[kind] += not arrivals.get(day)
        articles[kind] += arrivals.get(day, 0)
    empty: dict[DayKind, float] = {}
    rate: dict[DayKind, float] = {}
    for group in (WORKED, FREE):
        number = sum(seen[kind] for kind in group)
        least = 1 / (number + 2)  # what never was in so many days may be on the next
        share = (sum(without[kind] for kind in group) + 1) / (number + 2)
        mean = sum(articles[kind] for kind in group) / max(1, number)
        for kind in group:
            empty[kind] = max(least, (without[kind] + PRIOR * share) / (seen[kind] + PRIOR))
            rate[kind] = (articles[kind] + PRIOR * mean) / (seen[kind] + PRIOR)
    return Habit(empty, rate)


def gaps(known: Iterable[date]) -> Iterator[list[date]]:
    """The silences between days with an article; the first is none at all."""
    yield []
    for earlier, later in pairwise(known):
        if (later - earlier).days > 1:
            yield [*days(earlier + DAY, later - DAY)]


def said(history: History, habit: Habit, silent: list[date], longest: list[date]) -> str:
    """Why a silence is taken for one, in sentences."""
    worked = sum(kind_of(day) in WORKED for day in silent)
    odds = min(SHOWN, exp(min(habit.surprise(silent), 50)))
    latest = history.runs[0]
    reading = (
        "its lists are read as ever, so it may publish elsewhere"
        if latest.verdict in GOOD
        else f"its last run was {latest.verdict}, so it may be us who do not see"
    )
    return (
        f"No article from {silent[0]} to {silent[-1]}: {len(silent)} days, {worked} of them working days, which used "
        f"to bring {habit.expected(silent):.1f} articles. By its own habit that happens once in {odds:,.0f} times; its "
        f"longest silence before was {len(longest)} days{f' from {longest[0]}' if longest else ''}. "
        f"{reading[0].upper()}{reading[1:]}."
    )
