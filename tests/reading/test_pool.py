"""Worker processes that read pages: a page that hangs or kills its worker costs itself and no other."""

import asyncio
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

import pytest
from hooks import HOST, SITE

from govcrawl.errors import ReaderLost, Rejected, UsageError
from govcrawl.items import Article, ListPage, ListRequest, Page
from govcrawl.reading.messages import Broken
from govcrawl.reading.pool import AHEAD, Pool
from govcrawl.reading.reader import Here, Reader
from govcrawl.site import Platform

TEXT = "清早六点半，菜场门口的长凳上已经坐了七八个人，等着居委会的小周来念昨天议事会的决定，一条一条念。" * 3
LISTED = "".join(
    f'<li><a href="/t2024030{day}_1.html">第{day}次议事会的决定</a><span>2024-03-0{day}</span></li>'
    for day in range(1, 8)
)
URLS = ["good1", "hang", "good2", "die", "good3", "greedy", "good4", "broken", "good5", "nothing"]


def page(name: str) -> Page:
    body = f"<h1>议事会的决定贴在{name}</h1><p>发布时间：2024-03-05</p><div class=TRS_Editor><p>{TEXT}</p></div>"
    html = f"<html><head><title>议事会</title></head><body>{'' if name == 'nothing' else body}</body></html>"
    return Page(url=f"{HOST}/{name}.html", body=html.encode())


@dataclass(frozen=True)
class Answered:
    """What became of each page by name, of a list page, and the processes that were left."""

    pages: dict[str, object]
    listed: ListPage
    left: list[int]


async def read_all() -> Answered:
    pool = Pool(2, limit=3.0)
    reader = Reader(pool, SITE)
    said = await asyncio.gather(*(reader.read_article(page(name)) for name in URLS), return_exceptions=True)
    listing = Page(url=f"{HOST}/index.html", body=f"<html><body><ul>{LISTED}</ul></body></html>".encode())
    listed = await reader.read_list(listing, ListRequest(url=listing.url))
    workers = [worker.process.pid for worker in pool.workers]
    await pool.close()
    return Answered(dict(zip(URLS, said, strict=True)), listed, [pid for pid in workers if is_alive(pid)])


def is_alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False


@pytest.fixture(scope="module")
def answered() -> Answered:
    return asyncio.run(read_all())


@pytest.mark.parametrize("name", [name for name in URLS if name.startswith("good")])
def test_pages_beside_bad_ones_are_read(answered: Answered, name: str) -> None:
    article = answered.pages[name]
    assert isinstance(article, Article)
    assert article.title == f"议事会的决定贴在{name}"


def test_an_article_comes_with_the_marks_of_its_title_and_body(answered: Answered) -> None:
    article = answered.pages["good1"]
    assert isinstance(article, Article)
    assert article.marks is not None
    assert article.marks.are_of(article.title, article.body)


@pytest.mark.parametrize(
    ("name", "reason"), [("hang", "extractor_hung"), ("die", "extractor_died"), ("greedy", "extractor_died")]
)
def test_a_page_over_which_its_worker_is_lost_says_so(answered: Answered, name: str, reason: str) -> None:
    lost = answered.pages[name]
    assert isinstance(lost, ReaderLost)
    assert (lost.url, lost.reason) == (f"{HOST}/{name}.html", reason)


def test_a_fault_of_ours_is_raised_with_its_traceback(answered: Answered) -> None:
    fault = answered.pages["broken"]
    assert isinstance(fault, Broken)
    assert "ZeroDivisionError" in str(fault)


def test_a_refusal_is_raised_as_it_was(answered: Answered) -> None:
    refused = answered.pages["nothing"]
    assert isinstance(refused, Rejected)
    assert refused.url == f"{HOST}/nothing.html"


def test_list_pages_are_read_too(answered: Answered) -> None:
    assert len(answered.listed.links) == 7


def test_a_closed_pool_leaves_no_process(answered: Answered) -> None:
    assert answered.left == []


def test_what_is_read_here_is_what_is_read_beside(answered: Answered) -> None:
    assert asyncio.run(Reader(Here(), SITE).read_article(page("good2"))) == answered.pages["good2"]


def test_a_site_whose_hook_is_of_no_module_is_refused() -> None:
    nowhere = replace(SITE, name="nowhere", platform=Platform(name="x", first=lambda url: ListRequest(url=url)))
    with pytest.raises(UsageError, match="nowhere: each hook"):
        Reader(Here(), nowhere)


PARENT = """
import asyncio, sys
sys.path.insert(0, {here!r})
from govcrawl.reading.pool import Pool
from govcrawl.reading.reader import Reader
from hooks import HOST, SITE
from govcrawl.items import Page

async def main():
    pool = Pool(1, limit=600.0)
    reader = Reader(pool, SITE)
    pages = [Page(url=HOST + "/" + name, body=b"<html><p>a</p></html>") for name in {names!r}]
    reading = [asyncio.ensure_future(reader.read_article(page)) for page in pages]
    await asyncio.wait(reading[:1])
    print(pool.workers[0].process.pid, flush=True)
    await asyncio.sleep(600)

asyncio.run(main())
"""


@pytest.mark.parametrize("names", [["idle"], ["first", "hang"]], ids=["idle", "at work"])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM], ids=["SIGKILL", "SIGTERM"])
def test_no_worker_outlives_the_crawl(names: list[str], number: signal.Signals) -> None:
    code = PARENT.format(here=str(Path(__file__).parent), names=names)
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        watched = os.pidfd_open(worker)
        parent.send_signal(number)
    ended = asyncio.run(ends(watched))
    os.close(watched)
    assert ended


async def ends(watched: int) -> bool:
    """Whether a process ends within some seconds."""
    done = asyncio.Event()
    asyncio.get_running_loop().add_reader(watched, done.set)
    try:
        await asyncio.wait_for(done.wait(), 20)
    except TimeoutError:
        return False
    return True


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_to_the_worker_leaves_it_at_its_work(number: signal.Signals) -> None:
    async def read() -> object:
        pool = Pool(1, limit=30.0)
        reader = Reader(pool, SITE)
        await reader.read_article(page("good1"))
        os.kill(pool.workers[0].process.pid, number)
        article = await reader.read_article(page("good2"))
        await pool.close()
        return article

    assert isinstance(asyncio.run(read()), Article)


def test_a_worker_holds_no_more_than_a_few_pages() -> None:
    async def read() -> int:
        pool = Pool(1, limit=30.0)
        reader = Reader(pool, SITE)
        reading = [asyncio.ensure_future(reader.read_article(page(f"good{number}"))) for number in range(3 * AHEAD)]
        await asyncio.wait(reading, return_when=asyncio.FIRST_COMPLETED)
        held = len(pool.workers[0].jobs)
        await asyncio.gather(*reading)
        await pool.close()
        return held

    assert asyncio.run(read()) <= AHEAD


def test_workers_that_end_as_they_start_fail_every_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")

    async def read() -> float:
        pool, began = Pool(1, limit=30.0), monotonic()
        with pytest.raises(ReaderLost, match="extractor_died"):
            await Reader(pool, SITE).read_article(page("good1"))
        await pool.close()
        return monotonic() - began

    assert asyncio.run(read()) < 20
