"""``govcrawl export``."""

import sys
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path

import click

from govcrawl.cli.catalogue import site_named
from govcrawl.cli.database import Chosen, database_options
from govcrawl.cli.moments import Moment
from govcrawl.cli.outcome import silence_stdout
from govcrawl.cli.progress import tracked
from govcrawl.cli.selecting import selection_options
from govcrawl.errors import GovcrawlError, UsageError
from govcrawl.export.corpus import Entries, write_corpus, write_file
from govcrawl.export.records import NAMES
from govcrawl.export.selection import Selection
from govcrawl.export.shape import FORMATS, USUAL, Format, Shape, shape_of
from govcrawl.store.connection import Store
from govcrawl.store.view import View

STDOUT = "-"


@click.command()
@selection_options
@click.option("--fields", metavar="A,B,…", help="These fields, in this order.")
@click.option("--with-claims", is_flag=True, help="With every claim behind the fields.")
@click.option("--limit", type=click.IntRange(min=0), help="The first so many.")
@click.option("--changed-since", "cursor", type=Moment(), metavar="CURSOR", help="What changed, and tombstones.")
@click.option("--mask", is_flag=True, help="Mask mobile numbers, ID numbers and personal e-mail addresses.")
@click.option("--format", "given", type=click.Choice(FORMATS), help="Default: by the suffix of FILE, or jsonl.")
@click.option(
    "-o", "--output", "target", default=STDOUT, metavar="FILE", help="Compressed if .gz or .zst; - is stdout."
)
@database_options
def command(
    chosen: Chosen,
    *,
    selection: Selection,
    fields: str | None,
    with_claims: bool,
    limit: int | None,
    cursor: datetime | None,
    mask: bool,
    given: Format | None,
    target: str,
) -> None:
    """Export articles as JSON Lines, CSV or Parquet; a file gets a manifest beside it."""
    selection = replace(selection, limit=limit)
    shape = shape_of(target, given=given, names=_names(fields, with_claims), masked=mask)
    if cursor is not None:
        _check_delta(selection, shape)
    with chosen.opened() as store:
        _check_sites(selection, store)
        with store.corpus.view() as view:
            if cursor is None:
                entries: Entries = view.documents(selection, names=shape.names)
            else:
                entries = view.changes(selection, since=cursor, names=shape.names)
            entries = tracked(islice(entries, limit), total=lambda: None if cursor else view.count(selection))
            _write(entries, target, shape=shape, selection=selection, view=view, since=cursor)


def _write(
    entries: Entries, target: str, *, shape: Shape, selection: Selection, view: View, since: datetime | None
) -> None:
    """Writes to a file with its manifest, or as it comes to standard output or a pipe."""
    path = Path(target)
    try:
        if target == STDOUT:
            write_corpus(entries, sys.stdout.buffer, shape=shape)
            sys.stdout.flush()
        elif path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as pipe:
                write_corpus(entries, pipe, shape=shape)
        else:
            tally = write_file(
                entries, path, shape=shape, selection=selection, state=view.state(selection), since=since
            )
            click.echo(f"{path}: {tally}", err=True)
    except OSError as error:
        if target == STDOUT:
            silence_stdout()  # the interpreter would try once more, and complain
        if isinstance(error, BrokenPipeError):
            raise GovcrawlError("who read the export has gone: it is not complete") from error
        raise GovcrawlError(f"{target}: cannot be written ({error.strerror}); what stood there before stays") from error


def _names(fields: str | None, with_claims: bool) -> tuple[str, ...]:
    """The fields of a record; raises UsageError for one that there is not."""
    if fields is None:
        return tuple(name for name in NAMES if name in USUAL or (with_claims and name == "claims"))
    names = tuple(dict.fromkeys(name.strip() for name in fields.split(",")))
    if unknown := [name for name in names if name not in NAMES]:
        raise UsageError(f"no field is called {unknown[0]!r}; there are {', '.join(NAMES)}")
    return (*names, "claims") if with_claims and "claims" not in names else names


def _check_delta(selection: Selection, shape: Shape) -> None:
    if shape.format != "jsonl":
        raise UsageError("a delta holds tombstones, which only JSON Lines can: leave --changed-since or --format out")
    if "_id" not in shape.names:
        raise UsageError("a delta without _id cannot be applied: add it to --fields")
    if selection.limit is not None:
        raise UsageError("a part of a delta is no delta: leave --changed-since or --limit out")
    if selection.as_of is not None:
        raise UsageError("a delta leads to the present state: leave --changed-since or --as-of out")


def _check_sites(selection: Selection, store: Store) -> None:
    """Raises UsageError for a site that is neither declared nor has an article."""
    for name in selection.sites:
        if not store.corpus.knows(name):
            site_named(name)
