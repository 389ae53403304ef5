"""``govcrawl backfill``."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from govcrawl import settings
from govcrawl.cli.catalogue import site_named
from govcrawl.cli.crawl import logs_json, options_of, print_reports, status_of
from govcrawl.cli.database import Chosen, database_options
from govcrawl.cli.moments import Day
from govcrawl.cli.outcome import DONE
from govcrawl.cli.table import print_table
from govcrawl.errors import UsageError
from govcrawl.items import Window
from govcrawl.reading.process import start_ahead
from govcrawl.site import Site

if TYPE_CHECKING:
    from govcrawl.crawl.plan import Plan

HEAD = ("column", "list pages", "articles", "requests", "hours", "asked", "known by")
HOUR = 3600.0  # seconds


@click.command()
@click.argument("name", metavar="SITE")
@click.option("--since", type=Day(), required=True, help="The first day of the window, China time.")
@click.option("--until", type=Day(), help="Its last day; default: today.")
@click.option("--plan", "planned", is_flag=True, help="Only say what it will take, from a few dozen requests.")
@click.option("--json-logs", is_flag=True, help="Log one JSON object a line.")
@database_options
def command(name: str, *, since: date, until: date | None, planned: bool, json_logs: bool, chosen: Chosen) -> int:
    """Fetch what a site published in a window of days.

    The same command goes on where it was ended or killed. Several processes may work on one backfill through the one
    database; together they ask the site no faster than one.

    Exit status: 0 all went well; 1 the run has problems, run it again; 2 wrong usage; 75 it could not start.
    """
    site = site_named(name)
    window = window_of(site, since, until)
    start_ahead(settings.GOVCRAWL_WORKERS)
    from govcrawl.runner import Job, crawl, plan  # Scrapy takes half a second to import

    options = options_of(chosen, json_logs=json_logs)
    if planned:
        print_plans(plan(site, window, options=options), seconds=max(site.delay, settings.DOWNLOAD_DELAY))
        return DONE
    given = {"since": since.isoformat(), "until": until.isoformat() if until else ""}
    reports = crawl([Job(site.name, given)], options=options)
    print_reports(reports, json_logs=logs_json(options))
    return status_of(reports)


def window_of(site: Site, since: date, until: date | None) -> Window:
    """The window of a backfill; raises UsageError where it is none, or the site has no lists to go back in."""
    if until is not None and since > until:
        raise UsageError(f"--since {since} is later than --until {until}")
    if not site.columns:
        raise UsageError(f"{site.name} has no lists of its own to go back in")
    return Window(since=since, until=until)


def print_plans(plans: "Sequence[Plan]", *, seconds: float) -> None:
    """Prints a table of plans, a row a column, given the seconds between two requests."""
    print_table(HEAD, [tuple(cells(plan, seconds)) for plan in plans], numbers=HEAD[1:-1])
    asked = sum(plan.asked for plan in plans)
    known = [plan.requests for plan in plans if plan.requests is not None]
    if known:
        hours = sum(known) * seconds / HOUR
        click.echo(f"{sum(known):,} requests, {hours:.1f} hours at one in {seconds:g} s.")
    if walked := [plan.column for plan in plans if plan.requests is None]:
        click.echo(
            f"Not foreseen, as pages state no dates or can only be had one after the other: {', '.join(walked)}."
        )
    click.echo(f"{asked} requests were made to find this out.")


def cells(plan: "Plan", seconds: float) -> Iterator[str]:
    """The row of a plan; what is not known is a question mark."""
    hours = None if plan.requests is None else plan.requests * seconds / HOUR
    yield plan.column
    yield from ("?" if number is None else f"{number:,}" for number in (plan.pages, plan.articles, plan.requests))
    yield "?" if hours is None else f"{hours:.1f}"
    yield str(plan.asked)
    yield plan.basis
