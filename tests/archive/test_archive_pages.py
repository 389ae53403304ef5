"""Pages that go into the archive and come out of it."""

import gzip
import os
import zlib
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from govcrawl.archive import Archive, Writer
from govcrawl.archive.reading import pages
from govcrawl.errors import Unreadable
from govcrawl.items import Link, Page, PageRef
from tests.archive.captures import HTML, MOMENT, TEXT, capture


def test_a_page_comes_out_as_it_was_received(archive: Archive, writer: Writer) -> None:
    headers = (HTML, (b"Server", "创宇盾".encode()), (b"Set-Cookie", b"a=1"), (b"Set-Cookie", b"b=2"))
    ref = writer.write(capture(headers=headers))
    assert archive.read(ref) == Page(
        url="http://village.example/cw/1.html",
        body=TEXT + b"1",
        status=200,
        headers={
            "content-type": "text/html; charset=utf-8",
            "server": "创宇盾".encode().decode("latin-1"),
            "set-cookie": "a=1, b=2",
        },
        fetched_at=MOMENT,
        link=Link(url="http://village.example/cw/1.html", title="第1次议事会"),
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(body=st.binary(max_size=300), title=st.none() | st.text(st.characters(exclude_categories=[])))
def test_any_bytes_and_any_row_come_out_again(archive: Archive, writer: Writer, body: bytes, title: str | None) -> None:
    row = Link(url="http://village.example/", title=title, body="<p>正文</p>")
    page = archive.read(writer.write(capture(body=body, link=row)))
    assert (page.body, page.link) == (body, row)


@pytest.mark.parametrize(
    ("coding", "compress"),
    [
        (b"gzip", gzip.compress),
        (b"deflate", zlib.compress),
        (b"deflate", lambda data: zlib.compress(data, wbits=-zlib.MAX_WBITS)),
        (b"identity", bytes),
    ],
    ids=["gzip", "deflate", "raw deflate", "identity"],
)
def test_a_body_is_kept_as_sent_and_read_decompressed(
    coding: bytes, compress: type[bytes], archive: Archive, writer: Writer
) -> None:
    ref = writer.write(capture(headers=(HTML, (b"Content-Encoding", coding)), body=compress(TEXT)))
    page = archive.read(ref)
    assert page.body == TEXT
    assert page.headers == {"content-type": "text/html; charset=utf-8"}
    assert compress(TEXT) in _first(archive, ref)


def test_a_page_that_no_list_led_to_has_no_row(archive: Archive, writer: Writer) -> None:
    refs = [writer.write(capture(number, link=None)) for number in (1, 2)]
    assert [archive.read(ref).link for ref in refs] == [None, None]


def test_a_full_file_is_followed_by_the_next(archive: Archive) -> None:
    writer = Writer(archive.directory, site="village", stem="s", said={}, largest=3000)
    refs = [writer.write(capture(number)) for number in range(9)]
    writer.close()
    assert len({ref.file for ref in refs}) > 1
    assert all(archive.path(ref).stat().st_size < 6000 for ref in refs)
    assert [archive.read(ref).body for ref in refs] == [TEXT + b"%d" % number for number in range(9)]


def test_two_writers_of_one_name_share_no_file(archive: Archive) -> None:
    writers = [Writer(archive.directory, site="village", stem="s", said={}) for _ in range(2)]
    refs = [writer.write(capture(number)) for number, writer in enumerate(writers)]
    assert refs[0].file != refs[1].file
    for writer in writers:
        writer.close()


def test_every_warc_tool_reads_the_files(archive: Archive, writer: Writer) -> None:
    ref = writer.write(
        capture(ip="192.0.2.7", asked=((b"User-Agent", b"govcrawl"),), via=("http://village.example/a",))
    )
    writer.close()
    with archive.path(ref).open("rb") as file:
        found = [(record.rec_type, record) for record in ArchiveIterator(file)]
    assert [kind for kind, _ in found] == ["warcinfo", "response", "metadata", "request"]
    response, request = found[1][1], found[3][1]
    assert response.rec_headers.protocol == "WARC/1.1"
    assert response.rec_headers["WARC-Date"] == "2024-03-05T01:12:07.123456Z"
    assert response.rec_headers["WARC-IP-Address"] == "192.0.2.7"
    assert request.http_headers.statusline == "/cw/1.html HTTP/1.1"
    assert request.http_headers["Host"] == "village.example"
    checker = Checker(_Silent(str(archive.path(ref))))
    checker.process_all()
    assert checker.exit_value == 0


@pytest.mark.parametrize("cut", range(1, 400, 23))
def test_a_torn_last_record_costs_no_other(cut: int, archive: Archive, writer: Writer) -> None:
    refs = [writer.write(capture(number)) for number in range(3)]
    path = archive.path(refs[0])
    whole = path.read_bytes()
    path.write_bytes(whole[: refs[2].offset + cut])
    assert [archive.read(ref).body for ref in refs[:2]] == [TEXT + b"0", TEXT + b"1"]
    found = [page for _, page in pages(path)]
    assert sum(isinstance(page, Page) for page in found) in (2, 3)
    if cut < 200:
        with pytest.raises(Unreadable, match="torn"):
            archive.read(refs[2])


@pytest.mark.parametrize("plain", [False, True], ids=["compressed", "plain"])
def test_damage_costs_the_record_it_is_in(plain: bool, archive: Archive, writer: Writer) -> None:
    refs = [writer.write(capture(number, link=None)) for number in range(5)]
    path = archive.path(refs[0])
    data = path.read_bytes()
    if plain:
        path.write_bytes(gzip.decompress(data).replace(b"Content-Length", b"Content-Lengsh", 2))
    else:
        middle = refs[1].offset + 60
        path.write_bytes(data[:middle] + b"\0\0\0" + data[middle + 3 :])
    found = [page for _, page in pages(path)]
    assert sum(isinstance(page, Page) for page in found) == 4


def test_a_plain_file_is_read_too(archive: Archive, writer: Writer, tmp_path: Path) -> None:
    refs = [writer.write(capture(number)) for number in range(3)]
    plain = tmp_path / "plain.warc"
    plain.write_bytes(gzip.decompress(archive.path(refs[0]).read_bytes()))
    found = list(pages(plain))
    assert [page.body for _, page in found if isinstance(page, Page)] == [TEXT + b"%d" % number for number in range(3)]
    offsets = [offset for offset, _ in found]
    assert all(before < after for before, after in pairwise(offsets))
    assert archive.read(PageRef(file=str(plain), offset=offsets[1])).body == TEXT + b"1"


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "No such file"), (b"", "ends before"), (b"hello", "no WARC file"), (gzip.compress(b"hello"), "no WARC")],
    ids=["missing", "empty", "text", "compressed text"],
)
def test_what_cannot_be_read_says_why(content: bytes | None, said: str, archive: Archive) -> None:
    if content is not None:
        (archive.directory / "a.warc.gz").write_bytes(content)
    with pytest.raises(Unreadable, match=said):
        archive.read(PageRef(file="a.warc.gz", offset=0))


def test_a_reference_does_not_climb_out_of_the_archive(archive: Archive) -> None:
    with pytest.raises(Unreadable, match="no name of a file"):
        archive.read(PageRef(file="../../etc/passwd", offset=0))


def test_a_full_disk_leaves_no_half_record(archive: Archive, writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    first = writer.write(capture(1))
    size = archive.path(first).stat().st_size
    write = os.write

    def full(file: int, data: bytes) -> int:
        if len(data) > 100:
            return write(file, data[:100])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("govcrawl.archive.writing.os.write", full)
        with pytest.raises(OSError, match="No space"):
            writer.write(capture(2))
    assert archive.path(first).stat().st_size == size
    assert archive.read(writer.write(capture(3))).body == TEXT + b"3"


class _Silent:
    """What the checker of warcio takes for a command line."""

    def __init__(self, path: str) -> None:
        self.inputs = [path]
        self.verbose = False


def _first(archive: Archive, ref: PageRef) -> bytes:
    """The block of the record that a reference names, by warcio."""
    with archive.path(ref).open("rb") as file:
        file.seek(ref.offset)
        record = next(iter(ArchiveIterator(BytesIO(file.read()))))
        return bytes(record.raw_stream.read())
