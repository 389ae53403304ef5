"""A crawl of the toy web by the real spiders into a database of its own, and what is to be said of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from govcrawl.demo.compare import Difference, differences
from govcrawl.demo.server import ToyServer
from govcrawl.demo.web import ARGUMENTS, SITES
from govcrawl.export.corpus import write_file
from govcrawl.export.manifest import Tally
from govcrawl.export.records import record
from govcrawl.export.selection import Selection
from govcrawl.export.shape import shape_of
from govcrawl.runner import Job, Report, crawl
from govcrawl.store.connection import Store

DATABASE = "govcrawl_demo"


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one site: articles, reprints among them, what was refused by state and reason, seconds."""

    site: str
    articles: int
    reprints: int
    refused: Counter[str]
    seconds: float


def crawl_toy_web(proxy: str, *, uri: str | None, database: str = DATABASE) -> list[Report]:
    """The reports of a crawl of all five sites, one after another; once a process, as Scrapy starts once.

    The spiders are those of every crawl. Only the way to the web is another: through the toy server, whose certificate
    nobody signed, and without a pause between requests, because it is on loopback. Without a ``uri`` it
    is into the embedded MongoDB.
    """
    options = {
        "MONGODB_URI": uri,
        "MONGODB_DATABASE": database,
        "GOVCRAWL_PROXY": proxy,
        "GOVCRAWL_LOOPBACK_DELAY": 0.0,
        "DOWNLOAD_VERIFY_CERTIFICATES": False,
    }
    jobs = [Job(site, ARGUMENTS.get(site, {})) for site in SITES]
    return crawl(jobs, options=options, at_once=1)


def start_afresh(store: Store) -> None:
    """Empties the database of an earlier demonstration."""
    store.client.drop_database(store.database.name)


def rows(store: Store, reports: Sequence[Report]) -> Iterator[Row]:
    """What became of each site, out of the database and its run's record."""
    for report in reports:
        roles = Counter(held["story"]["role"] for held in store.articles.find(site=report.site))
        resting = (entry for entry in store.ledger.find(report.site) if entry.state != "stored")
        refused = Counter(f"{entry.state}: {entry.reason}" for entry in resting)
        seconds = report.record.counts.get("seconds", 0.0) if report.record else 0.0
        yield Row(report.site, roles.total(), roles.total() - roles["original"], refused, seconds)


def judge(store: Store, server: ToyServer) -> list[Difference]:
    """What the crawls so far made of the toy web otherwise than its manifest says."""
    entries = [entry for site in SITES for entry in store.ledger.find(site)]
    return differences(
        server.web,
        records=[record(held) for held in store.articles.find()],
        resting={entry.link.url: (entry.state, entry.reason) for entry in entries},
        asked=server.asked,
    )


def export(store: Store, target: Path) -> Tally:
    """Writes the articles of the demonstration to a file of JSON Lines, with its manifest beside it."""
    selection = Selection()
    shape = shape_of(target.name, given=None)
    with store.corpus.view() as view:
        documents = view.documents(selection, names=shape.names)
        return write_file(documents, target, shape=shape, selection=selection, state=view.state(selection))
