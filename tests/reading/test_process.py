"""Workers that are started ahead of the crawl they read for."""

import subprocess
import sys
from pathlib import Path

READS = """
import asyncio, sys
from pathlib import Path
sys.path.insert(0, {here!r})
from govcrawl.reading.pool import Pool
from govcrawl.reading.process import start_ahead
from govcrawl.reading.reader import Reader
from hooks import HOST, SITE
from govcrawl.items import Page

async def main():
    pool = Pool(1, limit=600.0)
    page = Page(url=HOST + "/a", body=b"<html><p>a</p></html>")
    await asyncio.gather(Reader(pool, SITE).read_article(page), return_exceptions=True)
    pid = pool.workers[0].process.pid
    await pool.close()
    return pid

start_ahead(1)
[ahead] = Path("/proc/self/task", str(__import__("os").getpid()), "children").read_text().split()
print(int(ahead) == asyncio.run(main()))
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)


def test_a_worker_that_was_started_ahead_reads_the_first_page() -> None:
    said = run(READS.format(here=str(Path(__file__).parent)))
    assert (said.stdout, said.stderr) == ("True\n", "")


def test_workers_that_nobody_asks_for_end_with_their_process_and_say_nothing() -> None:
    said = run("from govcrawl.reading.process import start_ahead; start_ahead(2)")  # waits for all that can write
    assert (said.stdout, said.stderr) == ("", "")
