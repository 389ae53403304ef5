"""``govcrawl prune``."""

from pathlib import Path

import click

from govcrawl import settings
from govcrawl.cli.cells import size
from govcrawl.cli.database import Chosen, database_options
from govcrawl.cli.table import print_table

HEAD = ("what", "number", "on disk", "kept although due")


@click.command()
@click.option("--dry-run", is_flag=True, help="Say what would go, and leave it.")
@click.option("--referred", is_flag=True, help="Archive files too in which the pages of stored articles are.")
@database_options
def command(chosen: Chosen, *, dry_run: bool, referred: bool) -> None:
    """Remove what need be kept no longer: runs, revisions, dead letters, crash reports, logs, archive files.

    How long that is, the environment says (GOVCRAWL_KEEP_…). Never an article; and unless --referred is given, no
    archive file in which a stored article's page is.
    """
    from govcrawl.retention import Terms, prune

    terms = Terms(
        runs=settings.GOVCRAWL_KEEP_RUNS,
        revisions=settings.GOVCRAWL_KEEP_REVISIONS,
        dead_letters=settings.GOVCRAWL_KEEP_DEAD_LETTERS,
        crashes=settings.GOVCRAWL_KEEP_CRASHES,
        logs=settings.GOVCRAWL_KEEP_LOGS,
        logs_most=settings.GOVCRAWL_LOGS_MOST,
        archive=settings.GOVCRAWL_KEEP_ARCHIVE,
        archive_most=settings.GOVCRAWL_ARCHIVE_MOST,
        referred=referred,
    )
    places = {"data_dir": Path(settings.GOVCRAWL_DATA_DIR), "archive": Path(settings.GOVCRAWL_ARCHIVE_DIR)}
    with chosen.opened() as store:
        gone = list(prune(store, terms, now=store.figures.now(), remove=not dry_run, **places))
    rows = [
        (each.kind, f"{each.number:,}", "" if each.octets is None else size(each.octets), each.kept) for each in gone
    ]
    print_table(HEAD, rows, numbers=("number", "on disk"))
    click.echo("Nothing was removed: this was a dry run." if dry_run else "Removed.")
