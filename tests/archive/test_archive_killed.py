"""Writers that are killed."""

import random
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from govcrawl.archive import Archive, Writer
from govcrawl.archive.reading import Passed, pages
from govcrawl.items import Page, PageRef
from govcrawl.store.connection import connect
from tests.archive.captures import TEXT, capture

KILLS = 4
# Archives one page after the other and stores an article of each, for ever, and says once that it has begun.
ENDLESS = """
import sys
from itertools import count
from pathlib import Path
from govcrawl.archive import Writer
from govcrawl.items import Article
from govcrawl.store.connection import connect
from tests.archive.captures import capture
from tests.store.conftest import article_fields
uri, database, directory, stem = sys.argv[1:]
writer = Writer(Path(directory), site="village", stem=stem, said={}, largest=20_000)
with connect(uri, database=database) as store:
    for number in count():
        ref = writer.write(capture(number, body=b"%d %s" % (number, b"x" * 3000)))
        store.articles.save(Article(**article_fields(f"http://village.example/{stem}/{number}"), page=ref))
        if number == 0:
            print(flush=True)
"""


def test_every_record_that_a_stored_article_refers_to_is_whole(mongodb_uri: str, database: str, tmp_path: Path) -> None:
    choose = random.Random(4)
    for kill in range(KILLS):
        arguments = [sys.executable, "-c", ENDLESS, mongodb_uri, database, str(tmp_path), str(kill)]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE) as writing:
            assert writing.stdout is not None
            writing.stdout.readline()
            with suppress(subprocess.TimeoutExpired):
                writing.wait(choose.uniform(0.02, 0.4))
            writing.send_signal(signal.SIGKILL)
    archive = Archive(tmp_path)
    with connect(mongodb_uri, database=database) as store:
        articles = list(store.articles.find())
    assert len(articles) >= KILLS
    for article in articles:
        number = article["url"].rpartition("/")[2].encode()
        assert archive.read(PageRef(**article["page"])).body.startswith(number + b" ")
    found = [page for path in archive.directory.rglob("*.warc.gz") for _, page in pages(path)]
    assert sum(isinstance(page, Page) for page in found) >= len(articles)
    assert {page.reason for page in found if isinstance(page, Passed)} <= {"torn"}


@pytest.mark.parametrize(
    "junk", [b"\x1f\x8b", b"\x1f\x8b\x08\0\0\0\0\0", b"\0" * 5000, TEXT], ids=["two bytes", "a head", "zeros", "text"]
)
def test_whatever_a_crash_leaves_at_the_end_costs_no_record(junk: bytes, tmp_path: Path) -> None:

    writer = Writer(tmp_path, site="village", stem="s", said={})
    refs = [writer.write(capture(number)) for number in range(3)]
    writer.close()
    path = Archive(tmp_path).path(refs[0])
    path.write_bytes(path.read_bytes() + junk)
    assert [at for at, page in pages(path) if isinstance(page, Page)] == [ref.offset for ref in refs]
