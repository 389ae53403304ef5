"""``govcrawl ingest`` and ``govcrawl reextract``: other people's WARC files, taken in and read again."""

import gzip
import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import Result
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from govcrawl import settings
from govcrawl.archive import Archive
from govcrawl.errors import GovcrawlError, UsageError
from govcrawl.items import PageRef
from govcrawl.store.connection import Store
from tests.cli.conftest import Run

HOST = "http://hewan.example"
HANZI = [chr(code) for code in range(0x4E00, 0x9000)]
HTML = ("Content-Type", "text/html; charset=utf-8")
Change = Callable[[bytes], bytes]


@pytest.fixture(autouse=True)
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    monkeypatch.setattr(settings, "GOVCRAWL_ARCHIVE_DIR", str(tmp_path / "archive"))
    monkeypatch.setattr(settings, "GOVCRAWL_WORKERS", 0)
    return Archive(tmp_path / "archive")


def article(number: int, *, more: str = "") -> bytes:
    signs = random.Random(number)
    text = "".join(f"<p>{''.join(signs.choices(HANZI, k=80))}。</p>" for _ in range(3))
    return (
        f"<html><head><title>河湾社区第{number}次议事会</title></head><body><h1>河湾社区第{number}次议事会</h1>"
        f"<p>发布时间：2024-03-05 09:12　来源：河湾街道办事处</p><div id=text>{text}</div>{more}</body></html>"
    ).encode()


class Warc:
    """A file as others write it."""

    def __init__(self, path: Path, *, compressed: bool = True) -> None:
        self.path = path
        self.buffer = BytesIO()
        self.writer = WARCWriter(self.buffer, gzip=compressed, warc_version="1.0")
        info = self.writer.create_warcinfo_record("a.warc.gz", {"software": "Heritrix/3.4"})
        self.writer.write_record(info)

    def add(
        self,
        url: str,
        body: bytes,
        *headers: tuple[str, str],
        status: str = "200 OK",
        kind: str = "response",
        at: str = "2024-03-06T02:00:00Z",
        said: dict[str, str] | None = None,
    ) -> None:
        http = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1")
        given = {"WARC-Date": at, **(said or {})}
        self.writer.write_record(
            self.writer.create_warc_record(
                url, kind, payload=BytesIO(body), length=len(body), http_headers=http, warc_headers_dict=given
            )
        )

    def save(self, change: Change = bytes) -> str:
        self.path.write_bytes(change(self.buffer.getvalue()))
        return str(self.path)


def chunked(body: bytes) -> bytes:
    pieces = [body[at : at + 700] for at in range(0, len(body), 700)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.fixture
def mixed(tmp_path: Path) -> str:
    """A file with everything in it that a crawl of somebody else's brings."""
    warc = Warc(tmp_path / "mixed.warc.gz")
    squeezed = gzip.compress(article(2))
    warc.add(f"{HOST}/1.html", article(1), HTML)
    warc.add(f"{HOST}/2.html", chunked(squeezed), HTML, ("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip"))
    warc.add(f"{HOST}/3.html", article(3))
    warc.add(f"{HOST}/4.html", article(4), HTML, ("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip"))
    warc.add(f"{HOST}/5.html", article(5), HTML, said={"WARC-Truncated": "length"})
    warc.add(f"{HOST}/6.html", squeezed[:-200], HTML, ("Content-Encoding", "gzip"))
    warc.add(f"{HOST}/7.png", b"\x89PNG", ("Content-Type", "image/png"))
    warc.add(f"{HOST}/8.html", b"", HTML, status="302 Found")
    warc.add(f"{HOST}/1.html", b"", HTML, kind="revisit")
    warc.add(f"{HOST}/9.html", "<html><body><p>页面不存在</p></body></html>".encode(), HTML)
    warc.add("dns:hewan.example", b"192.0.2.1", kind="resource")
    return warc.save()


def stored(store: Store) -> dict[str, dict[str, object]]:
    return {str(each["url"]): each for each in store.articles.find(site="hewan")}


def take_in(run: Run, *files: str) -> Result:
    return run("ingest", *files, "--site", "hewan")


def test_pages_of_any_coding_become_articles_of_a_site_of_their_own(
    run: Run, store: Store, mixed: str, archive: Archive
) -> None:
    done = take_in(run, mixed)
    assert done.return_value == 0, done.stderr
    articles = stored(store)
    assert set(articles) == {f"{HOST}/{number}.html" for number in (1, 2, 3, 4)}
    for number in (1, 2, 3, 4):
        held = articles[f"{HOST}/{number}.html"]
        assert (held["title"], held["source"]) == (f"河湾社区第{number}次议事会", "河湾街道办事处")
        assert isinstance(held["page"], dict)
        page = archive.read(PageRef(**held["page"]))
        assert (page.url, page.body, page.fetched_at) == (held["url"], article(number), held["fetched_at"])


def test_the_run_and_the_ledger_account_for_every_page(run: Run, store: Store, mixed: str) -> None:
    take_in(run, mixed)
    (record,) = store.runs.find(site="hewan")
    counts = record.counts
    assert (record.kind, record.verdict, counts["taken"], counts["new"]) == ("ingest", "ok", 5, 4)
    assert counts["taken"] == sum(counts["outcomes"].values()) + counts["waiting"]
    assert counts["outcomes"] == {"stored": 4, "rejected": 1}
    assert counts["passed_over"] == {
        "truncated": 2,
        "not_html": 1,
        "http_302": 1,
        "revisit": 1,
        "resource": 1,
    }
    assert store.ledger.counts("hewan")["stored"] == 4
    (refused,) = store.ledger.find("hewan", state="rejected")
    assert refused.pages[0].file == mixed


def test_the_same_file_again_changes_nothing_and_says_so(run: Run, store: Store, mixed: str) -> None:
    take_in(run, mixed)
    before = list(store.articles.find()), list(store.ledger.find("hewan"))
    done = take_in(run, mixed)
    assert done.return_value == 0
    assert (list(store.articles.find()), list(store.ledger.find("hewan"))) == before
    last = next(store.runs.find(site="hewan"))
    assert (last.verdict, last.counts["taken"], last.counts["known"]) == ("no_news", 0, 5)


def test_a_later_capture_is_a_revision_and_an_earlier_one_is_nothing(run: Run, store: Store, tmp_path: Path) -> None:
    for name, number, at in (("b", 1, "2024-03-06T02:00:00Z"), ("c", 2, "2024-03-08T02:00:00Z")):
        warc = Warc(tmp_path / f"{name}.warc.gz")
        warc.add(f"{HOST}/a.html", article(number), HTML, at=at)
        take_in(run, warc.save())
    take_in(run, str(tmp_path / "b.warc.gz"))
    (held,) = stored(store).values()
    assert (held["revision"], held["title"]) == (2, "河湾社区第2次议事会")


def test_two_captures_in_one_file_are_one_article(run: Run, store: Store, tmp_path: Path) -> None:
    warc = Warc(tmp_path / "a.warc.gz")
    for number, day in ((1, 6), (2, 8), (1, 7)):
        warc.add(f"{HOST}/a.html", article(number), HTML, at=f"2024-03-0{day}T02:00:00Z")
    take_in(run, warc.save())
    (held,) = stored(store).values()
    assert (held["revision"], held["title"]) == (2, "河湾社区第2次议事会")
    counts = next(store.runs.find(site="hewan")).counts
    assert (counts["taken"], counts["rechecked"], counts["known"], counts["waiting"]) == (1, 1, 1, 0)


def test_the_parts_of_an_article_are_joined_wherever_they_stand_behind_the_first(
    run: Run, store: Store, tmp_path: Path
) -> None:
    warc = Warc(tmp_path / "a.warc.gz")
    following = '<a href="1_2.html">下一页</a>'
    warc.add(f"{HOST}/1.html", article(1, more=following), HTML)
    warc.add(f"{HOST}/2.html", article(2), HTML)
    warc.add(f"{HOST}/1_2.html", article(3), HTML)
    warc.add(f"{HOST}/4.html", article(4, more='<a href="4_2.html">下一页</a>'), HTML)
    file = warc.save()
    for _ in range(2):
        assert take_in(run, file).return_value == 0
        articles = stored(store)
        assert set(articles) == {f"{HOST}/{number}.html" for number in (1, 2, 4)}
        assert articles[f"{HOST}/1.html"]["transforms"] == ["joined_pages"]
    assert store.ledger.counts("hewan")["skipped"] == 1
    assert all(run.counts["waiting"] == 0 for run in store.runs.find(site="hewan"))
    again = run("reextract", "--site", "hewan")
    assert (again.return_value, "3 articles read again, 0 changed" in again.stdout) == (0, True)


@pytest.mark.parametrize("compressed", [True, False], ids=["compressed", "plain"])
def test_a_file_that_breaks_off_gives_what_is_whole_and_says_so(
    compressed: bool, run: Run, store: Store, tmp_path: Path
) -> None:
    warc = Warc(tmp_path / "a.warc", compressed=compressed)
    for number in range(3):
        warc.add(f"{HOST}/{number}.html", article(number), HTML)
    done = take_in(run, warc.save(lambda data: data[:-150]))
    assert done.return_value == 1
    assert "1 damaged records were passed over" in done.stderr
    assert len(stored(store)) == 2
    assert next(store.runs.find(site="hewan")).verdict == "degraded"


def test_what_another_site_knows_is_left_to_it(run: Run, store: Store, mixed: str) -> None:
    run("ingest", mixed, "--site", "first")
    done = take_in(run, mixed)
    assert "known to another site" in done.stdout
    assert stored(store) == {}
    assert store.articles.count(site="first") == 4


@pytest.mark.parametrize("name", ["xsnet", "../x", "Big", ""])
def test_a_name_that_is_crawled_or_is_none_is_refused(name: str, run: Run, mixed: str) -> None:
    with pytest.raises(UsageError, match="--site"):
        run("ingest", mixed, "--site", name)


def test_a_file_that_is_no_warc_is_a_problem_of_that_file_alone(
    run: Run, store: Store, mixed: str, tmp_path: Path
) -> None:
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress(b"<html>"))
    done = take_in(run, str(tmp_path / "b.warc.gz"), mixed)
    assert done.return_value == 1
    assert "is no WARC file" in done.stderr
    assert len(stored(store)) == 4
    with pytest.raises(UsageError, match="No such file"):
        take_in(run, str(tmp_path / "c.warc.gz"))


def test_reextract_says_field_by_field_what_changes_and_changes_it(run: Run, store: Store, mixed: str) -> None:
    take_in(run, mixed)
    wrong = {"url": {"$in": [f"{HOST}/1.html", f"{HOST}/3.html"]}}
    store.database["articles"].update_many(wrong, {"$set": {"source": "别的单位"}})
    store.database["articles"].update_one({"url": f"{HOST}/1.html"}, {"$set": {"views": 7, "author": "李明"}})
    planned = run("reextract", "--dry-run")
    assert "4 articles read again, 2 would change" in planned.stdout
    lines = [line.split() for line in planned.stdout.splitlines()]
    assert ["source", "2", "别的单位", "河湾街道办事处"] in [line[:4] for line in lines]
    assert ["author", "1", "李明", "None"] in [line[:4] for line in lines]
    assert "1 refused pages read again, 0 would be articles now" in planned.stdout
    assert run("reextract").stdout == planned.stdout.replace("would change", "changed").replace("would be", "are")
    assert {held["source"] for held in stored(store).values()} == {"河湾街道办事处"}
    assert stored(store)[f"{HOST}/1.html"]["revision"] == 2
    assert "4 articles read again, 0 changed" in run("reextract").stdout


@pytest.mark.parametrize("by", ["url", "_id"])
def test_why_explains_an_archived_page_without_a_request(by: str, run: Run, store: Store, mixed: str) -> None:
    take_in(run, mixed)
    said = run("why", "--archived", stored(store)[f"{HOST}/2.html"][by]).stdout
    assert said.startswith(f"{HOST}/2.html  status 200")
    assert "河湾街道办事处" in said
    assert "soft_404" in run("why", "--archived", f"{HOST}/9.html").stdout
    with pytest.raises(GovcrawlError, match="nothing of this is in the archive"):
        run("why", "--archived", f"{HOST}/77.html")


def test_reextract_names_the_files_that_are_not_there(run: Run, store: Store, mixed: str) -> None:
    take_in(run, mixed)
    Path(mixed).unlink()
    done = run("reextract", "--site", "hewan")
    assert done.return_value == 1
    assert "mixed.warc.gz: 5 pages cannot be had" in done.stderr
