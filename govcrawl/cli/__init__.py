"""The command line: one module a verb, loaded when it is called for; exit statuses in ``outcome``."""

import gc
import sys
from importlib import import_module
from typing import Any, NoReturn, cast

import click

from govcrawl import __version__
from govcrawl.cli.crash import report_crash
from govcrawl.cli.outcome import leave, mend_streams, settle

MANY_OBJECTS = 10_000  # imports and pages make thousands that are no garbage: looking for some at each 700 is dear

# A verb and the line of help that stands beside it; `govcrawl.cli.<verb>` holds its `command`, read only when called.
VERBS = {
    "demo": "Crawl a small web of our own on this machine, and compare what comes out with what must.",
    "crawl": "Crawl sites: fetch what is new on their lists, and store it.",
    "backfill": "Fetch what a site published in a window of days.",
    "runs": "List the latest runs: when, how they ended, what they counted.",
    "status": "Say how each site is doing: last runs, newest article, what waits, articles a week.",
    "doctor": "Check all that a crawl depends on, and say what to do where it is not well.",
    "ledger": "List the URLs of a site that were ever discovered, and what became of each.",
    "reextract": "Read the archived pages again by today's rules, and bring what is stored up to date.",
    "ingest": "Take in WARC files, whoever made them, as a site of their own.",
    "sites": "List the sites: name, platform, columns, and how far the declaration was checked.",
    "extract": "Read saved pages; print one JSON object a page: the article, or why there is none.",
    "why": "Say how a page came to read as it does.",
    "check": "Look at live sites: are lists, articles and fields still what they were?",
    "snapshot": "Keep a live page as a fixture, with a draft of what it must give.",
    "score": "Say how right extraction is over a folder of labelled pages.",
    "story": "Show a story: its articles by date, what differs between each and the original, and why.",
    "restory": "Decide anew which articles are of one story, after a change of the rules.",
    "export": "Export articles as JSON Lines, CSV or Parquet; a file gets a manifest beside it.",
    "verify": "Check an exported file against the manifest beside it.",
    "withdraw": "Take an article out of every export for good, however often it is crawled again.",
    "schedule": "Run sites when they are due, on one machine or several; say and change when that is.",
    "report": "Write a report as pages that open from disk: sites, runs, what is missing, the biggest stories.",
    "metrics": "Print what Prometheus is told of the crawl, once or whenever it asks.",
    "prune": "Remove what need be kept no longer: runs, revisions, dead letters, crash reports, logs, archive files.",
    "db": "Start, stop and find the MongoDB that govcrawl runs for itself; dump and restore what any holds.",
    "alarms": "Tell people when a site is worse than it was, and when it has recovered.",
    "schema": "Print the JSON Schema of a record of an export.",
}


class Verbs(click.Group):
    """The verbs of ``VERBS``; help reads the table, so that it imports none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        return cast("click.Command", import_module(f"govcrawl.cli.{cmd_name}").command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="govcrawl %(version)s")
def govcrawl(**_: Any) -> None:
    """Crawls Chinese community-governance news into MongoDB and hands analysts JSON Lines.

    Exit status: 0 done; 1 the run has problems; 2 wrong usage; 75 nothing was started, because MongoDB is not to be
    had or the site is being crawled already; 130 interrupted.
    """


def main() -> NoReturn:
    """Runs the command line and ends the process with its exit status."""
    gc.set_threshold(MANY_OBJECTS)
    sys.excepthook = report_crash
    mend_streams()
    leave(settle(govcrawl))
