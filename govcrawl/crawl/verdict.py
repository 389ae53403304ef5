"""The verdict on a run: a pure function of what was counted, of how the run ended, and of the site's own history."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from statistics import median
from typing import Any, Literal, Self

Verdict = Literal["ok", "no_news", "empty", "degraded", "throttled", "blocked", "failed", "lost"]

GOOD: frozenset[Verdict] = frozenset({"ok", "no_news"})

MOST_FAILURES = 0.05  # of what a run tried; more, and it is degraded
ENOUGH = 5  # articles or runs from which a share says something
HALF = 0.5  # of what the site's history leads one to expect
MOSTLY_REFUSED = 0.8  # of the pages read, where there is no history to compare with

# How a run ended, where that alone decides.
BY_ENDING: Mapping[str, Verdict] = {
    "blocked": "blocked",
    "throttled": "throttled",
    "start_error": "failed",
    "disk_full": "failed",
    "archive_lost": "failed",
}

QUIET = "quiet"  # the ending of a run whose quiet hours began: what is waiting is for the next, as it should be


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What one run did, counted.

    ``taken`` are the article URLs that the run was answerable for: those it discovered and those it found due. Each is
    in one of ``outcomes`` (by state) or still waiting, so that ``taken == sum(outcomes.values()) + waiting``.
    ``reasons`` counts the outcomes other than ``stored`` by ``state/reason``. ``dated`` and ``sourced`` count the new
    articles with a date and a source, ``rechecked`` the stored articles that were looked at again, ``walks_cut`` the
    walks that did not come to their end, ``spooled`` the outcomes that MongoDB was not there to be told, ``in_spool``
    what it has not been told yet, the end of the run itself among it.
    """

    lists: int = 0
    lists_failed: int = 0
    walks_cut: int = 0
    links: int = 0
    known: int = 0
    taken: int = 0
    waiting: int = 0
    outcomes: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, int] = field(default_factory=dict)
    new: int = 0
    same: int = 0
    revised: int = 0
    reprints: int = 0
    dated: int = 0
    sourced: int = 0
    rechecked: int = 0
    requests: int = 0
    bytes: int = 0
    errors: int = 0
    spooled: int = 0
    in_spool: int = 0

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """The counts that a run left in the store."""
        names = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in kept.items() if name in names})

    def in_state(self, state: str) -> int:
        return self.outcomes.get(state, 0)

    @property
    def sums(self) -> bool:
        return self.taken == sum(self.outcomes.values()) + self.waiting


def links_a_page(counts: Counts) -> float | None:
    """The links of a list page, on average."""
    return counts.links / counts.lists if counts.lists else None


def refused_share(counts: Counts) -> float | None:
    """The share of pages that yielded no article, where enough were read."""
    read = counts.in_state("stored") + counts.in_state("rejected")
    return counts.in_state("rejected") / read if read >= ENOUGH else None


def dated_share(counts: Counts) -> float | None:
    """The share of new articles that state their date."""
    return counts.dated / counts.new if counts.new >= ENOUGH else None


def sourced_share(counts: Counts) -> float | None:
    """The share of new articles that state their source."""
    return counts.sourced / counts.new if counts.new >= ENOUGH else None


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on a run, and what somebody should look at, as stable slugs."""

    verdict: Verdict
    problems: tuple[str, ...] = ()

    def __str__(self) -> str:
        problems = ", ".join(self.problems).replace("_", " ")
        return f"{self.verdict} ({problems})" if problems else self.verdict


def judge(
    counts: Counts, ended: str, *, history: Sequence[Counts] = (), expected: tuple[int, int] | None = None
) -> Judgement:
    """What is to be said of a run that ended so; ``finished`` is how Scrapy calls an ending in its own time.

    ``history`` are the counts of earlier runs of the site that went well, ``expected`` the least and the most links
    that one of its list pages is declared to give.
    """
    problems = tuple(problems_of(counts, ended, history, expected))
    if ended in BY_ENDING:
        return Judgement(BY_ENDING[ended], problems)
    if is_failed(counts):
        return Judgement("failed", problems)
    if ended == "finished" and counts.lists and not counts.links and not counts.lists_failed:
        return Judgement("empty", problems)
    if problems:
        return Judgement("degraded", problems)
    return Judgement("ok" if counts.taken or counts.revised else "no_news")


def is_failed(counts: Counts) -> bool:
    """Whether nothing that was tried succeeded, or MongoDB has not been told all of it."""
    nothing_read = counts.lists_failed > 0 and counts.lists == 0 and not counts.in_state("stored")
    nothing_had = counts.taken > 0 and counts.in_state("failed") == counts.taken
    return nothing_read or nothing_had or counts.in_spool > 0


def problems_of(
    counts: Counts, ended: str, history: Sequence[Counts], expected: tuple[int, int] | None
) -> Iterable[str]:
    """What is not as it should be, first what this run alone shows, then what its history does."""
    tried = counts.taken + counts.lists + counts.lists_failed
    if ended not in ("finished", QUIET):
        yield f"ended_{ended}"
    if not counts.sums:
        yield "counts_do_not_sum"
    if counts.waiting and ended != QUIET:
        yield "left_waiting"
    if counts.walks_cut:
        yield "walk_cut_off"
    if counts.errors:
        yield "errors"
    if counts.spooled:
        yield "spooled"
    if counts.in_state("failed") + counts.lists_failed > MOST_FAILURES * tried:
        yield "failures"
    if ended == "finished":
        yield from _unlike(counts, history, expected)


def _unlike(counts: Counts, history: Sequence[Counts], expected: tuple[int, int] | None) -> Iterable[str]:
    """In what a run is unlike the site as it was, or as it is declared to be."""
    links = links_a_page(counts)
    if expected is not None and links is not None and not expected[0] <= links <= expected[1]:
        yield "unexpected_number_of_links"
    refused, usual = refused_share(counts), _usual(history, refused_share)
    if refused is not None and refused > (MOSTLY_REFUSED if usual is None else HALF + HALF * usual):
        yield "mostly_refused"
    for name, share in (("fewer_links", links_a_page), ("undated", dated_share), ("unsourced", sourced_share)):
        now, usual = share(counts), _usual(history, share)
        if now is not None and usual is not None and now < HALF * usual:
            yield name


def _usual(history: Sequence[Counts], share: Callable[[Counts], float | None]) -> float | None:
    """The median of a share over the runs that have one, ``None`` where these are few."""
    shares = [value for each in history if (value := share(each)) is not None]
    return median(shares) if len(shares) >= ENOUGH else None


def exit_status(verdicts: Iterable[Verdict]) -> int:
    """0 where every run ended well, else 1."""
    return 0 if GOOD.issuperset(verdicts) else 1
