"""``govcrawl ingest``."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

import click

from govcrawl import __version__, settings
from govcrawl.cli.catalogue import rules_of, sites
from govcrawl.cli.database import Chosen, database_options
from govcrawl.cli.outcome import DONE, PROBLEMS, complain
from govcrawl.cli.progress import advancing
from govcrawl.cli.table import print_table
from govcrawl.crawl.owner import new_owner, write_off_dead
from govcrawl.crawl.verdict import GOOD, Counts, Verdict
from govcrawl.errors import Unreadable, UsageError
from govcrawl.offline.captures import DAMAGE, Tally
from govcrawl.offline.ingest import Ingestion
from govcrawl.offline.readers import Readers
from govcrawl.store.connection import Store

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
KIND = "ingest"


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE.warc.gz…")
@click.option("--site", "name", default="ingest", show_default=True, help="The name of a site under which to store.")
@database_options
def command(chosen: Chosen, *, files: tuple[str, ...], name: str) -> int:
    """Take in WARC files, whoever made them, as a site of their own.

    Common Crawl, Heritrix, wget: their pages are read by the rules of the site whose host they are of, or else by none,
    without a request, and stored under a name that no crawled site has. What is known already is passed over: the same
    files again change nothing, and an ingest that was killed goes on where it stood. The files stay where they are;
    articles refer to them.

    Exit status: 0 done; 1 a file is damaged, or an article could not be stored; 2 wrong usage; 75 not started.
    """
    paths = checked(files)
    check_name(name)
    with chosen.opened() as store:
        check_is_no_crawl(store, name)
        tally, problems = run(store, paths, name)
    print_tally(tally)
    for problem in problems:
        complain(problem)
    return PROBLEMS if verdict_of(tally, problems) not in GOOD else DONE


def run(store: Store, paths: Sequence[Path], name: str) -> tuple[Tally, list[str]]:
    """What the files held, and what was wrong with them; the run is in the store."""
    write_off_dead(store, name)
    about = {"version": __version__, "files": [str(path) for path in paths]}
    record = store.runs.start(name, owner=new_owner(), kind=KIND, about=about)
    problems: list[str] = []
    ended = "interrupted"
    with Readers(settings.GOVCRAWL_WORKERS, limit=settings.GOVCRAWL_READ_LIMIT) as readers:
        work = Ingestion(store, readers, name, partial(rules_of, name), run=record.id)
        try:
            for _ in advancing(taking_in(work, paths, problems), total=sum(path.stat().st_size for path in paths)):
                store.runs.heartbeat(record.id)
            work.finish()
            ended = "finished"
        finally:
            verdict = verdict_of(work.tally, problems) if ended == "finished" else "failed"
            store.runs.finish(record.id, counts=counts_of(work.tally, ended, problems), verdict=verdict)
    return work.tally, problems


def taking_in(work: Ingestion, paths: Sequence[Path], problems: list[str]) -> Iterator[int]:
    """Takes the files in, and says again and again how many bytes of them are done."""
    done = 0
    for path in paths:
        before = sum(work.tally.passed[reason] for reason in DAMAGE)
        try:
            for at in work.take_in(path, named=reference_name(path)):
                yield done + at
        except Unreadable as error:
            problems.append(str(error))
        damaged = sum(work.tally.passed[reason] for reason in DAMAGE) - before
        if damaged:
            problems.append(f"{path}: {damaged} damaged records were passed over")
        done += path.stat().st_size
        yield done


def checked(files: Sequence[str]) -> list[Path]:
    """The files, each once; raises UsageError for one that cannot be read, before anything is started."""
    for file in files:
        if Path(file).is_dir():
            raise UsageError(f"{file}: is a directory, not a WARC file")
        try:
            Path(file).open("rb").close()
        except OSError as error:
            raise UsageError(f"{file}: {error.strerror}") from error
    return list(dict.fromkeys(Path(file).resolve() for file in files))


def check_name(name: str) -> None:
    """Raises UsageError for a name that no site may have, or that one has which is crawled."""
    if not NAME.fullmatch(name):
        raise UsageError(f"--site {name}: choose small letters, digits, - and _")
    if name in sites():
        raise UsageError(f"--site {name}: this site is crawled; choose a name of its own for what others have fetched")


def check_is_no_crawl(store: Store, name: str) -> None:
    """Raises UsageError where a site of that name was crawled, declared here or not."""
    if any(record.kind != KIND for record in store.runs.find(site=name)):
        raise UsageError(f"--site {name}: this site was crawled; choose a name of its own for what others have fetched")


def reference_name(path: Path) -> str:
    """The name of a file in references: relative where it lies in the archive, else its whole path."""
    archive = Path(settings.GOVCRAWL_ARCHIVE_DIR).resolve()
    return path.relative_to(archive).as_posix() if path.is_relative_to(archive) else path.as_posix()


def counts_of(tally: Tally, ended: str, problems: Sequence[str]) -> dict[str, object]:
    """The counts of the run, by the names that those of a crawl have."""
    counts = Counts(
        taken=tally.taken,
        waiting=tally.taken - tally.outcomes.total(),
        outcomes=dict(tally.outcomes),
        reasons=dict(tally.reasons),
        known=tally.known + tally.elsewhere,
        rechecked=tally.again,
        new=tally.saved["new"],
        same=tally.saved["same"],
        revised=tally.saved["revised"],
        reprints=tally.reprints,
        dated=tally.dated,
        sourced=tally.sourced,
    )
    return asdict(counts) | {"ended": ended, "problems": list(problems), "passed_over": dict(tally.passed)}


def verdict_of(tally: Tally, problems: Sequence[str]) -> Verdict:
    """What is to be said of files that were taken in to their end."""
    if problems or tally.outcomes["failed"]:
        return "degraded"
    return "ok" if tally.taken or tally.again else "no_news"


def print_tally(tally: Tally) -> None:
    """Says what the files held."""
    print_table(("pages", ""), [(name, f"{number:,}") for name, number in rows(tally)], numbers=("",))


def rows(tally: Tally) -> Iterator[tuple[str, int]]:
    yield "new articles", tally.saved["new"]
    yield "revised", tally.saved["revised"]
    yield "stored before", tally.saved["same"]
    yield "reprints", tally.reprints
    yield "known", tally.known
    if tally.elsewhere:
        yield "known to another site", tally.elsewhere
    yield from sorted((reason.replace("/", ": "), number) for reason, number in tally.reasons.items())
    yield from sorted((f"passed over: {reason}", number) for reason, number in tally.passed.items())
