"""The three ways over the same site, each a process of its own, and what it took."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from govcrawl.store.connection import connect

AT_ONCE = "16"
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Walked:
    """How many articles a way brought home, and in how many seconds."""

    articles: int
    seconds: float

    @property
    def pace(self) -> float:
        """Articles a second."""
        return self.articles / self.seconds


@contextmanager
def served(pages: int) -> Iterator[str]:
    """The proxy that answers for a site of so many articles, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.crawl.web", str(pages)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        assert server.stdout is not None
        try:
            yield f"http://127.0.0.1:{server.stdout.readline().strip()}"
        finally:
            server.terminate()


def govcrawl(proxy: str, uri: str, database: str, *, command: tuple[str, ...] = ()) -> Walked:
    """``govcrawl crawl`` with everything on: ledger, archive, stories, acknowledged writes; from start to verdict."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {
            "PYTHONPATH": str(ROOT),
            "GOVCRAWL_SPIDER_MODULES": "benchmarks.crawl.site",
            "GOVCRAWL_PROXY": proxy,
            "GOVCRAWL_LOOPBACK_DELAY": "0",
            "GOVCRAWL_LOOPBACK_REQUESTS": AT_ONCE,
            "GOVCRAWL_DATA_DIR": home,
            "MONGODB_URI": uri,
            "MONGODB_DATABASE": database,
        }
        walk = [*(command or (sys.executable,)), "-m", "govcrawl", "crawl", "speed"]
        said = subprocess.run(walk, env=environment, capture_output=True, text=True, cwd=home, check=False)
    with connect(uri, database=database) as store:
        [run] = store.runs.find(site="speed", limit=1)
    if said.returncode or run.verdict != "ok":
        raise SystemExit(f"govcrawl: {run.verdict}\n{said.stdout}{said.stderr}")
    return Walked(run.counts["new"], run.counts["seconds"])


def scrapy(way: str, proxy: str, uri: str) -> Walked:
    """Plain Scrapy, ``bare`` or ``plain``."""
    walk = [sys.executable, "-m", "benchmarks.crawl.plain", way, proxy, uri]
    said = subprocess.run(walk, capture_output=True, text=True, cwd=ROOT, check=True)
    return Walked(**json.loads(said.stdout))
