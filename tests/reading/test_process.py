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


INTERRUPTED = """
import os, signal
from pathlib import Path
from govcrawl.reading.process import start_ahead
signal.signal(signal.SIGINT, lambda *_: None)
start_ahead(1)
[worker] = Path("/proc/self/task", str(os.getpid()), "children").read_text().split()
while b"numpy" not in Path("/proc", worker, "maps").read_bytes():
    pass  # until it is in the middle of what it imports
os.killpg(os.getpgrp(), signal.SIGINT)
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True, start_new_session=True)


def test_a_worker_that_was_started_ahead_reads_the_first_page() -> None:
    said = run(READS.format(here=str(Path(__file__).parent)))
    assert (said.stdout, said.stderr) == ("True\n", "")


def test_workers_that_nobody_asks_for_end_with_their_process_and_say_nothing() -> None:
    said = run("from govcrawl.reading.process import start_ahead; start_ahead(2)")  # waits for all that can write
    assert (said.stdout, said.stderr) == ("", "")


def test_an_interrupt_from_the_terminal_is_not_for_a_worker_that_still_starts() -> None:
    said = run(INTERRUPTED)
    assert (said.stdout, said.stderr) == ("", "")
