"""``govcrawl crawl``."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from govcrawl import settings
from govcrawl.cli.catalogue import site_named, sites
from govcrawl.cli.database import Chosen, database_options
from govcrawl.cli.outcome import DONE, NOT_STARTED, PROBLEMS, complain
from govcrawl.cli.table import print_table
from govcrawl.crawl.verdict import GOOD
from govcrawl.errors import UsageError
from govcrawl.reading.process import start_ahead
from govcrawl.site import Site

if TYPE_CHECKING:
    from govcrawl.runner import Report

COUNTED = ("lists", "new", "known", "revised", "reprints")
STATES = ("rejected", "blocked", "failed", "gone", "skipped")


@click.command()
@click.argument("names", metavar="[SITE]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Every site that needs no address from the command line.")
@click.option("-a", "pairs", metavar="NAME=VALUE", multiple=True, help="start_urls='URL …': pages or lists to take.")
@click.option("--json-logs", is_flag=True, help="Log one JSON object a line.")
@database_options
def command(
    names: tuple[str, ...], *, everything: bool, pairs: tuple[str, ...], json_logs: bool, chosen: Chosen
) -> int:
    """Crawl sites: fetch what is new on their lists, and store it.

    Exit status: 0 all went well; 1 a run has problems; 2 wrong usage; 75 a run could not start.
    """
    given = dict(map(pair, pairs))
    wanted = wanted_sites(names, everything=everything, addressed="start_urls" in given)
    start_ahead(settings.GOVCRAWL_WORKERS)
    from govcrawl.runner import Job, crawl  # Scrapy takes half a second to import

    options = options_of(chosen, json_logs=json_logs)
    reports = crawl([Job(site.name, given) for site in wanted], options=options)
    print_reports(reports, json_logs=logs_json(options))
    return status_of(reports)


def options_of(chosen: Chosen, *, json_logs: bool) -> dict[str, str | None]:
    """The settings that count above the environment's."""
    options = {"MONGODB_URI": chosen.uri, "MONGODB_DATABASE": chosen.database}
    return options | ({"GOVCRAWL_LOG_FORMAT": "json"} if json_logs else {})


def logs_json(options: Mapping[str, str | None]) -> bool:
    """Whether standard error holds JSON only."""
    return options.get("GOVCRAWL_LOG_FORMAT", settings.GOVCRAWL_LOG_FORMAT) == "json"


def pair(text: str) -> tuple[str, str]:
    """A spider argument ``name=value``; raises UsageError for any that no spider takes."""
    name, sign, value = text.partition("=")
    if name != "start_urls" or not sign or not value.strip():
        raise UsageError(f"-a {text}: the one argument of a spider is start_urls='URL URL …'")
    return name, value


def wanted_sites(names: Sequence[str], *, everything: bool, addressed: bool) -> list[Site]:
    """The sites that are asked for; raises UsageError where these are none, unknown, or lack an address."""
    if everything == bool(names):
        raise UsageError("name one site or several, or --all; see govcrawl sites")
    if everything:
        return [site for site in sites().values() if site.columns]
    wanted = [site_named(name) for name in dict.fromkeys(names)]
    for site in wanted:
        if not site.columns and not addressed:
            raise UsageError(f"{site.name} has no lists of its own: give it addresses with -a start_urls='URL …'")
    return wanted


def print_reports(reports: "Sequence[Report]", *, json_logs: bool = False) -> None:
    """Prints a table of the runs, a row a site; what could not start is said beside it where the log is for people."""
    for report in reports:
        if report.problem is not None and not json_logs:
            complain(f"{report.site}: {report.problem}")
    rows = [tuple(cells(report)) for report in reports if report.record is not None]
    if rows:
        head = ("site", "verdict", "list pages", *COUNTED[1:], *STATES, "waiting", "seconds")
        print_table(head, rows, numbers=head[2:])


def cells(report: "Report") -> Iterator[str]:
    """The row of a run in the table."""
    assert report.record is not None
    counts = report.record.counts
    outcomes = counts.get("outcomes", {})
    yield report.site
    yield report.record.verdict or "unknown"
    yield from (str(counts.get(name, 0)) for name in COUNTED)
    yield from (str(outcomes.get(state, 0)) for state in STATES)
    yield str(counts.get("waiting", 0))
    yield f"{counts.get('seconds', 0):.1f}"


def status_of(reports: "Sequence[Report]") -> int:
    """The exit status that says how the runs went."""
    if any(report.record is not None and report.record.verdict not in GOOD for report in reports):
        return PROBLEMS
    return NOT_STARTED if any(report.record is None for report in reports) else DONE
