"""``govcrawl reextract``."""

from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path

import click

from govcrawl import settings
from govcrawl.archive import Archive
from govcrawl.cli.catalogue import rules_of, site_named
from govcrawl.cli.database import Chosen, database_options
from govcrawl.cli.moments import Day
from govcrawl.cli.outcome import DONE, PROBLEMS, complain
from govcrawl.cli.progress import tracked
from govcrawl.cli.table import print_table
from govcrawl.errors import UsageError
from govcrawl.items import Window
from govcrawl.offline.changes import Tally
from govcrawl.offline.readers import Readers
from govcrawl.offline.reextract import Reextraction
from govcrawl.store.connection import Store

SHOWN = 60  # characters of a value
BEFORE = 15  # characters shown before the first that differs


@click.command()
@click.option("--site", "names", multiple=True, metavar="SITE", help="Only of this site; repeatable.")
@click.option("--since", type=Day(), help="Only articles published on this day or later, China time.")
@click.option("--until", type=Day(), help="Only articles published on this day or earlier.")
@click.option("--dry-run", "dry", is_flag=True, help="Only say what would change.")
@database_options
def command(chosen: Chosen, *, names: tuple[str, ...], since: date | None, until: date | None, dry: bool) -> int:
    """Read the archived pages again by today's rules, and bring what is stored up to date. No request is made.

    What changes is said field by field, with samples. A changed text becomes a revision; the one before is kept. A page
    that was refused and is an article now is stored; a stored article whose page is refused today stays, and is named.
    Pages that were refused have no date: --since and --until leave them out. The same command again does what is left.

    Exit status: 0 done; 1 pages were not to be had, or an article could not be stored; 2 wrong usage; 75 not started.
    """
    if since and until and since > until:
        raise UsageError(f"--since {since} is later than --until {until}")
    window = Window(since=since, until=until)
    with chosen.opened() as store:
        wanted = known_sites(store, names)
        with Readers(settings.GOVCRAWL_WORKERS, limit=settings.GOVCRAWL_READ_LIMIT) as readers:
            work = Reextraction(store, Archive(Path(settings.GOVCRAWL_ARCHIVE_DIR)), readers, rules_of, dry=dry)
            steps: Iterator[None] = work.articles(wanted, window)
            if window == Window():
                steps = chain(steps, work.refused(wanted))
            for _ in tracked(steps, total=lambda: store.rereads.count(wanted, window)):
                pass
    print_tally(work.tally, dry=dry)
    return DONE if work.tally.is_clean else PROBLEMS


def known_sites(store: Store, names: tuple[str, ...]) -> list[str]:
    """The sites asked for, or all that anything is known of; raises UsageError for one that nobody knows."""
    known = store.overviews.sites()
    for name in names:
        if name not in known:
            site_named(name)
    return list(dict.fromkeys(names)) or list(known)


def print_tally(tally: Tally, *, dry: bool) -> None:
    """Says what reading the archive again came to."""
    if tally.fields:
        rows = [(name, f"{number:,}", *sample_of(tally, name)) for name, number in tally.fields.most_common()]
        print_table(("field", "articles", "was", "is", "for example"), rows, numbers=("articles",))
    would = "would change" if dry else "changed"
    click.echo(f"{tally.read:,} articles read again, {tally.changed:,} {would}")
    for line in lines(tally, dry=dry):
        click.echo(line)
    for file, number in sorted(tally.unreadable.items()):
        complain(f"{file}: {number:,} pages cannot be had")


def lines(tally: Tally, *, dry: bool) -> Iterator[str]:
    """What else there is to say."""
    if tally.refused_read:
        found = sum(tally.found.values())
        yield f"{tally.refused_read:,} refused pages read again, {found:,} {'would be' if dry else 'are'} articles now"
        yield from (f"  {reason}: {number:,}" for reason, number in tally.found.most_common())
    if tally.refusals:
        yield f"{sum(tally.refusals.values()):,} stored articles would be refused today; they stay (see withdraw)"
        yield from (f"  {reason}: {number:,}" for reason, number in tally.refusals.most_common())
        yield from (f"  for example {url}" for url in tally.refused)
    if tally.moved:
        yield f"{tally.moved:,} articles would have another canonical URL today; they keep theirs"
    if tally.overtaken:
        yield f"{tally.overtaken:,} were changed by a crawl meanwhile: the same command again reads them"
    if tally.lost:
        yield f"{tally.lost:,} could not be read to the end"
    if tally.unstorable:
        yield f"{tally.unstorable:,} cannot be stored: see dead_letters"


def sample_of(tally: Tally, name: str) -> tuple[str, str, str]:
    """One change of a field: what it was, what it is, and where."""
    sample = tally.samples[name][0]
    old, new = (" ".join(str(value).split()) for value in (sample.old, sample.new))
    pairs = enumerate(zip(old, new, strict=False))
    same = next((at for at, (was, now) in pairs if was != now), min(len(old), len(new)))
    start = max(0, same - BEFORE) if max(len(old), len(new)) > SHOWN else 0
    return short(old, start), short(new, start), sample.url


def short(text: str, start: int) -> str:
    """A piece of a text from a place on, dots where something is left out."""
    return ("…" if start else "") + text[start : start + SHOWN] + ("…" if len(text) > start + SHOWN else "")
