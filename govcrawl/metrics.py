"""What Prometheus is told of the crawl: looked up when it asks, over indexes, and kept for a while.

Moments are told as Unix times, so that the age of a success is right whenever it is asked for: ``time() - …``.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock
from time import monotonic, time
from typing import Any

from prometheus_client import CollectorRegistry, generate_latest, start_http_server
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from govcrawl import __version__
from govcrawl.crawl.verdict import GOOD, Counts
from govcrawl.errors import StoreError, UsageError
from govcrawl.store.connection import Store
from govcrawl.store.overview import Overview, Sought

LOOPBACK = "127.0.0.1"
FRESH = 60.0  # seconds that an answer is given again, since the ledger of millions takes seconds to count

Labels = tuple[str, ...]
Values = Mapping[Any, float]  # by labels, as many as the family has


@dataclass(slots=True, eq=False)
class Crawl(Collector):
    """Collects the metrics of a store; while MongoDB is away, ``govcrawl_up`` is 0 and nothing else is said of it.

    ``spool`` is the directory in which runs keep what MongoDB could not be told.
    """

    revive: Callable[[], Store]
    spool: Path
    fresh: float = FRESH
    _held: list[Metric] = field(default_factory=list)
    _until: float = float("-inf")
    _lock: Lock = field(default_factory=Lock)

    def collect(self) -> Iterator[Metric]:
        with self._lock:
            if monotonic() >= self._until:
                self._held = list(self._look())
                self._until = monotonic() + self.fresh
            yield from self._held

    def _look(self) -> Iterator[Metric]:
        yield gauge("info", "The version that answers.", ("version",), {(__version__,): 1})
        yield from spool_metrics(self.spool)
        try:
            found = list(store_metrics(self.revive()))
        except StoreError:
            yield gauge("up", "Whether MongoDB answers.", (), {(): 0})
        else:
            yield gauge("up", "Whether MongoDB answers.", (), {(): 1})
            yield from found


def exposition(store: Store, *, spool: Path) -> bytes:
    """The metrics in Prometheus's text format, for node_exporter's textfile collector; raises StoreError."""
    store.ping()
    return generate_latest(_registry(Crawl(lambda: store, spool)))


@contextmanager
def serving(revive: Callable[[], Store], *, spool: Path, port: int, address: str = LOOPBACK) -> Iterator[int]:
    """A block in which Prometheus may ask at ``/metrics``, given the port; raises UsageError where it cannot be had."""
    try:
        server, thread = start_http_server(port, addr=address, registry=_registry(Crawl(revive, spool)))
    except OSError as error:
        raise UsageError(f"{address}:{port} cannot be had ({error.strerror}): choose another") from error
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def store_metrics(store: Store) -> Iterator[Metric]:
    """What the store says of each site."""
    overviews = {site: store.overviews.of(site, good=GOOD) for site in store.overviews.sites()}
    yield from run_metrics(overviews)
    urls: Counter[Labels] = Counter()
    for site in overviews:
        for total in store.overviews.totals(Sought(site=site, kind="article")):
            urls[site, total.state] += total.urls
    yield gauge("ledger_urls", "Article URLs of the ledger, by state.", ("site", "state"), urls)
    yield gauge("dead_letters", "Documents that MongoDB refused.", (), {(): store.dead_letters.count()})


def run_metrics(overviews: Mapping[str, Overview]) -> Iterator[Metric]:
    """What the latest runs say of each site."""
    of_site = ("site",)
    last = {site: each.last for site, each in overviews.items() if each.last is not None}
    good = {(site,): _unix(each.last_good.started_at) for site, each in overviews.items() if each.last_good}
    newest = {(site,): _unix(each.newest) for site, each in overviews.items() if each.newest}
    running = {(site,): len(each.running) for site, each in overviews.items()}
    begun = {(site,): _unix(run.started_at) for site, run in last.items()}
    took = {
        (site,): (run.finished_at - run.started_at).total_seconds() for site, run in last.items() if run.finished_at
    }
    verdicts = {(site, run.verdict or "lost"): 1 for site, run in last.items()}
    outcomes = {(site, state): n for site, run in last.items() for state, n in Counts.of(run.counts).outcomes.items()}
    articles = {
        (site, what): getattr(Counts.of(run.counts), what) for site, run in last.items() for what in ("new", "revised")
    }
    yield gauge("last_success_timestamp_seconds", "When the last run that went well began.", of_site, good)
    yield gauge("last_run_timestamp_seconds", "When the last run began.", of_site, begun)
    yield gauge("last_run_duration_seconds", "How long the last run took.", of_site, took)
    yield gauge("last_run_verdict", "The verdict on the last run: 1 beside its name.", ("site", "verdict"), verdicts)
    yield gauge("last_run_urls", "Article URLs of the last run, by what became of them.", ("site", "state"), outcomes)
    yield gauge("last_run_articles", "Articles of the last run that were new or revised.", ("site", "what"), articles)
    yield gauge("running", "Runs that are alive.", of_site, running)
    yield gauge("newest_article_timestamp_seconds", "When the newest article was published.", of_site, newest)


def spool_metrics(directory: Path) -> Iterator[Metric]:
    """What waits on disk to be told to MongoDB."""
    sizes, begun = [], []
    for path in directory.glob("*") if directory.is_dir() else ():
        try:
            held = path.stat()
        except FileNotFoundError:  # told in the meantime
            continue
        if held.st_size:
            sizes.append(held.st_size)
            begun.append(held.st_mtime)
    yield gauge("spool_bytes", "Bytes on disk that MongoDB was not told yet.", (), {(): sum(sizes)})
    oldest = time() - min(begun) if begun else 0.0
    yield gauge("spool_age_seconds", "Since when the longest unchanged of them waits.", (), {(): max(0.0, oldest)})


def gauge(name: str, help_: str, labels: Labels, values: Values) -> GaugeMetricFamily:
    """A family of gauges by the values of their labels."""
    family = GaugeMetricFamily(f"govcrawl_{name}", help_, labels=labels)
    for key, value in sorted(values.items()):
        family.add_metric(key, value)
    return family


def _registry(crawl: Crawl) -> CollectorRegistry:
    registry = CollectorRegistry(auto_describe=False)
    registry.register(crawl)
    return registry


def _unix(at: datetime) -> float:
    return at.timestamp()
