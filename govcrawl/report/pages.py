"""The pages of a report, from what the store says of each site and of the stories told most."""

import base64
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from govcrawl import __version__
from govcrawl.crawl.verdict import GOOD
from govcrawl.report.foreign import page_name, shown, web_address
from govcrawl.report.grids import SIGNS, days_of, days_until, months_until, verdict_of, years_of
from govcrawl.report.plots import Bar, Plot, plot
from govcrawl.store.entries import State
from govcrawl.store.figures import CHINA, Coverage, Month, SiteFigures
from govcrawl.store.retellings import Retelling, Telling
from govcrawl.store.runs import RunRecord

DAYS = 30  # of the grid of verdicts and of arrivals
MONTHS = 36  # of the plots by publication
FRONT_STORIES = 10  # of the biggest, on the first page
INDEX = "index.html"
STORIES = "stories.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that a report is made of; ``titles`` are those of the sites, by their names."""

    made_at: datetime
    sites: tuple[SiteFigures, ...]
    stories: tuple[Retelling, ...]
    titles: Mapping[str, str]

    @property
    def today(self) -> date:
        return self.made_at.astimezone(CHINA).date()

    @property
    def days(self) -> tuple[date, ...]:
        return days_until(self.today, DAYS)

    @property
    def coverage(self) -> Coverage:
        """That of all sites together."""
        names = Coverage.__slots__
        return Coverage(**{name: sum(getattr(site.coverage, name) for site in self.sites) for name in names})


@dataclass(frozen=True, slots=True)
class Page:
    """One page: the name of its file, and what is in it."""

    name: str
    html: str


def first_day(made_at: datetime) -> date:
    """The first day of which a report made at a moment says how runs went."""
    return made_at.astimezone(CHINA).date() - timedelta(days=DAYS - 1)


def pages(report: Report) -> Iterator[Page]:
    """Every page, those that others lead to before these, the first page last."""
    for story in report.stories:
        yield _page(page_name("story", story.id), "story.html", report, story=story)
    for site in report.sites:
        years = years_of(site.held, site.missing)
        yield _page(
            page_name("site", site.site), "site.html", report, site=site, years=years, plot=_of_site(site, report)
        )
    yield _page(STORIES, "stories.html", report)
    yield _page(INDEX, "index.html", report, arrivals=_arrivals(report), published=_published(report), **_front(report))


def last_run(site: SiteFigures) -> RunRecord | None:
    """The latest run of a site."""
    return site.runs[0] if site.runs else None


def last_good_run(site: SiteFigures) -> RunRecord | None:
    """The latest run of a site that went well, of those that the report holds."""
    return next((run for run in site.runs if run.verdict in GOOD), None)


def _front(report: Report) -> dict[str, Any]:
    """What the first page alone shows: sites by verdict, sites to look at, the grid."""
    verdicts = {site.site: verdict_of(run, at=report.made_at) for site in report.sites if (run := last_run(site))}
    return {
        "by_verdict": [(name, number) for name in SIGNS if (number := sum(each == name for each in verdicts.values()))],
        "unwell": [site for site in report.sites if verdicts.get(site.site, "ok") not in (*GOOD, "running")],
        "grid": [(site, days_of(site, report.days, at=report.made_at)) for site in report.sites],
        "coverages": [(None, report.coverage), *((site.site, site.coverage) for site in report.sites)],
        "front_stories": report.stories[:FRONT_STORIES],
    }


def _arrivals(report: Report) -> Plot:
    bars = [Bar(f"{day:%m-%d}", (sum(site.arrived.get(day, 0) for site in report.sites),)) for day in report.days]
    return plot("Articles stored a day, all sites", ["articles"], bars)


def _published(report: Report) -> Plot:
    held: Counter[Month] = Counter()
    for site in report.sites:
        held.update(site.held)
    months = _months(report.today, held)
    return plot(_by_month(months), ["articles"], [Bar(month, (held[month],)) for month in months])


def _of_site(site: SiteFigures, report: Report) -> Plot:
    months = _months(report.today, site.held, site.missing)
    bars = [Bar(month, (site.held.get(month, 0), site.missing.get(month, 0))) for month in months]
    return plot(_by_month(months), ["held", "known, not held"], bars)


def _months(today: date, *counted: Mapping[Month, int]) -> tuple[str, ...]:
    """The months of a plot; the last one is that of the latest publication, and none to come."""
    known = [date.fromisoformat(f"{month}-01") for each in counted for month in each if month]
    return months_until(min(today, max(known, default=today)), MONTHS)


def _by_month(months: Sequence[str]) -> str:
    return f"Articles by month of publication, {months[0]} to {months[-1]}"


def _page(name: str, template: str, report: Report, **given: Any) -> Page:
    made = _environment().get_template(template)
    return Page(name, made.render(report=report, here=name, **given))


@cache
def _environment() -> Environment:
    """The templates; everything that is filled in is escaped."""
    made = Environment(
        loader=PackageLoader("govcrawl.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = files("govcrawl.report").joinpath("templates", "style.css").read_text(encoding="utf-8")
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    made.globals.update(
        style=Markup(style),  # noqa: S704 - a file of ours
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'",
        version=__version__,
        signs=SIGNS,
        good=GOOD,
        page_name=page_name,
        last_run=last_run,
        last_good_run=last_good_run,
        verdict_of=verdict_of,
    )
    made.filters.update(shown=shown, address=web_address, slug=_slug, share=_share, in_states=_in_states)
    made.filters.update(moment=_moment, day=_day, ago=_ago, lag=_lag)
    return made


def _moment(at: datetime) -> str:
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}"


def _day(at: datetime) -> str:
    return f"{at.astimezone(CHINA):%Y-%m-%d}"


def _share(part: int, whole: int) -> str:
    """A percentage that says 100 and 0 only where it is all or nothing."""
    if part in (0, whole):
        return "–" if not whole else "100 %" if part else "0 %"
    percent = min(99.9, max(0.1, 100 * part / whole))
    return f"{percent:.0f} %" if 1 <= percent <= 99 else f"{percent:.1f} %"


def _ago(at: datetime, now: datetime) -> str:
    """How long before another moment, in the largest unit that gives two or more."""
    seconds = max(0, int((now - at).total_seconds()))
    for unit, length in (("days", 86400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * length:
            return f"{seconds // length} {unit}"
    return f"{seconds} s"


def _in_states(state: State, states: Mapping[State, int]) -> int:
    return states.get(state, 0)


def _lag(telling: Telling, original: Telling) -> str:
    """How much later than the original: in days, where one of the two is no more precise."""
    assert telling.published_at is not None
    assert original.published_at is not None
    later, first = (each.published_at.astimezone(CHINA) for each in (telling, original) if each.published_at)
    days = (later.date() - first.date()).days
    if days or not {telling.precision, original.precision} <= {"minute", "second"}:
        return "the same day" if not days else f"{days:,} day{'s' if abs(days) > 1 else ''}"
    return f"{(later - first).total_seconds() / 3600:.1f} h"


def _slug(text: str | None) -> str:
    """A slug as words; it may come from a site's file that is not ours."""
    return shown(text).replace("_", " ") or "–"
