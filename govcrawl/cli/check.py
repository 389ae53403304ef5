"""``govcrawl check``: whether sites are still what their declarations say. Live, without a database."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import orjson

from govcrawl import settings
from govcrawl.cli.catalogue import site_named
from govcrawl.cli.outcome import DONE, PROBLEMS
from govcrawl.cli.table import print_table
from govcrawl.errors import UsageError
from govcrawl.export.atomic import atomic
from govcrawl.look.checking import FIELDS, ColumnFinding, Finding, changes, check

HEAD = ("site", "column", "rows", "dated", "new on page 2", "articles", *FIELDS)


@click.command()
@click.argument("names", metavar="SITE…", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a site.")
def command(names: tuple[str, ...], *, as_json: bool) -> int:
    """Look at live sites: are lists, articles and fields still what they were?

    Two list pages of every column and three articles of each are fetched, with the guards of a crawl. Says how many
    rows, dates and articles were found, how many of the articles have each field, and what is otherwise than at the
    last look. Exit status: 0 all is well; 1 something is not, and is said; 2 wrong usage.
    """
    sites = [site_named(name) for name in dict.fromkeys(names)]
    for site in sites:
        if not site.columns:
            raise UsageError(f"{site.name} has no lists of its own, so there is nothing to look at")
    from govcrawl.look.live import look  # Scrapy takes half a second to import

    found = look([(site, check(site)) for site in sites])
    changed = {finding.site: [*_changes(finding)] for finding in found}
    for finding in found:
        _remember(finding)
    if as_json:
        for finding in found:
            click.echo(orjson.dumps(asdict(finding) | {"changes": changed[finding.site]}))
    else:
        print_findings(found, changed)
    return PROBLEMS if any(finding.problems for finding in found) else DONE


def print_findings(found: Sequence[Finding], changed: dict[str, list[str]]) -> None:
    """Prints a table, a row a column, and under it what is wrong and what has changed."""
    rows = [cells(finding.site, column) for finding in found for column in finding.columns]
    print_table(HEAD, rows, numbers=HEAD[2:])
    for finding in found:
        for problem in finding.problems:
            click.echo(f"{finding.site}: {problem}")
        for change in changed[finding.site]:
            click.echo(f"{finding.site}: changed: {change}")


def cells(site: str, column: ColumnFinding) -> tuple[str, ...]:
    """The row of a column."""
    following = "–" if column.following is None else str(column.following)
    counts = (str(column.rows), str(column.dated), following, str(column.articles))
    return (site, column.name, *counts, *(str(column.filled.get(name, 0)) for name in FIELDS))


def _changes(finding: Finding) -> Iterator[str]:
    file = _memory(finding.site)
    if file.exists():
        yield from changes(_finding(orjson.loads(file.read_bytes())), finding)


def _remember(finding: Finding) -> None:
    file = _memory(finding.site)
    file.parent.mkdir(parents=True, exist_ok=True)
    said = asdict(finding) | {"at": datetime.now(UTC).isoformat(timespec="seconds")}
    with atomic(file) as written:
        written.write(orjson.dumps(said))


def _memory(site: str) -> Path:
    return Path(settings.GOVCRAWL_DATA_DIR, "checks", f"{site}.json")


def _finding(said: dict[str, Any]) -> Finding:
    columns = (ColumnFinding(**column | {"problems": tuple(column["problems"])}) for column in said["columns"])
    return Finding(said["site"], tuple(columns))
