"""``govcrawl doctor``."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from govcrawl import settings
from govcrawl.cli.catalogue import hosts, sites
from govcrawl.cli.database import Chosen, database_options
from govcrawl.cli.outcome import DONE, PROBLEMS
from govcrawl.cli.table import print_table
from govcrawl.errors import StoreError
from govcrawl.export.records import line
from govcrawl.health.database import judge_database
from govcrawl.health.finding import Finding, ok, problem
from govcrawl.health.machine import judge_contact, judge_directory, judge_names, judge_spool
from govcrawl.store.condition import condition_of

ENOUGH_HOSTS = 2


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a check.")
@database_options
def command(chosen: Chosen, *, as_json: bool) -> int:
    """Check all that a crawl depends on, and say what to do where it is not well.

    Exit status: 0 no problem, perhaps warnings; 1 a problem.
    """
    found = list(findings(chosen))
    if as_json:
        for each in found:
            click.echo(line(asdict(each)), nl=False)
    else:
        print_table(("check", "", "found"), [(each.check, each.severity, each.said) for each in found])
        for each in found:
            if each.remedy is not None:
                click.echo(f"{each.check}: {each.remedy}")
    return PROBLEMS if any(each.severity == "problem" for each in found) else DONE


def findings(chosen: Chosen) -> Iterator[Finding]:
    """What every check finds: of this machine, and of MongoDB where it answers."""
    data_dir = Path(settings.GOVCRAWL_DATA_DIR).expanduser()
    yield from judge_directory("data directory", data_dir)
    if settings.GOVCRAWL_ARCHIVE:
        yield from judge_directory("archive", Path(settings.GOVCRAWL_ARCHIVE_DIR).expanduser())
    yield judge_spool(data_dir)
    yield judge_contact(settings.GOVCRAWL_CONTACT)
    yield ok("DNS", "left to the proxy") if settings.GOVCRAWL_PROXY else judge_names(some_hosts())
    try:
        with chosen.opened() as store:
            yield ok("MongoDB", "answers")
            yield from judge_database(condition_of(store.database), embedded=chosen.uri is None)
    except StoreError as error:
        yield problem("MongoDB", str(error), "nothing is crawled or exported until it answers")


def some_hosts() -> list[str]:
    """A few hosts of the sites that are declared."""
    known = {host for site in sites().values() for host in hosts(site) if host and not host.startswith(".")}
    return sorted(known)[:ENOUGH_HOSTS]
