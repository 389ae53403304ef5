"""Pages whose bytes, header and meta tag disagree: what the bytes say is right."""

import gzip
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

from benchmarks.accuracy.bodies import plain, word
from benchmarks.accuracy.families import Family, print_page, specimen
from benchmarks.accuracy.infolines import cut
from benchmarks.accuracy.specimens import Specimen
from benchmarks.accuracy.stories import RARE, Story, story
from govcrawl.demo.pollution import traditional
from govcrawl.items import Page

Encode = Callable[[str], bytes]


def _as(codec: str) -> Encode:
    return lambda text: text.encode(codec, "xmlcharrefreplace")


def _doubly(text: str) -> bytes:
    """UTF-8 that was once read as Windows-1252 and written as UTF-8 again."""
    return b"".join(
        chr(byte).encode()
        if byte < 128 or byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
        else bytes((byte,)).decode("cp1252").encode()
        for byte in text.encode()
    )


# name, what the meta tag says, what the header says, how the bytes are made
CASES: tuple[tuple[str, str, str, Encode], ...] = (
    ("gb2312 with rare hanzi", "gb2312", "", _as("gb18030")),
    ("GBK in a header of Latin-1", "", "iso-8859-1", _as("gbk")),
    ("GBK declared UTF-8", "utf-8", "utf-8", _as("gbk")),
    ("UTF-8 declared gb2312", "gb2312", "", _as("utf-8")),
    ("UTF-8 in a header of GBK", "utf-8", "gbk", _as("utf-8")),
    ("GBK without a word", "", "", _as("gbk")),
    ("UTF-8 without a word", "", "", _as("utf-8")),
    ("UTF-8 with a mark, declared GBK", "gbk", "", _as("utf-8-sig")),
    ("GB 18030, four bytes", "gb18030", "GB18030", _as("gb18030")),
    ("doubly encoded", "utf-8", "utf-8", _doubly),
    ("compressed without a word", "utf-8", "", lambda text: gzip.compress(text.encode(), mtime=0)),
    ("UTF-16 with a mark", "utf-16", "", _as("utf-16")),
    ("GBK in upper case and quotes", "GB2312'", "text", _as("gbk")),
)
FAMILY = Family(shell="portal_2008", organisation="云溪在线", host="news.yunxi.example", path="/c/%Y-%m-%d/{id}.shtml", container="#artibody")  # fmt: skip


def charsets() -> Iterator[Specimen]:
    """One page a case, and two in Big5."""
    for number, (name, meta, header, encode) in enumerate(CASES):
        told = story(f"charset:{name}", era="middle")
        first = told.paragraphs[0] + (
            f"居民朱{RARE[0]}基、{RARE[1:]}都来了。" if "rare" in name or "four" in name else ""
        )
        told = replace(told, paragraphs=(first + ("𠮷" if "four" in name else ""), *told.paragraphs[1:]))
        yield _page(number, name, told, meta, header, encode)
    for number, header in enumerate(("big5", ""), start=len(CASES)):
        told = story(f"big5:{number}", era="middle")
        told = replace(told, title=traditional(told.title), paragraphs=tuple(map(traditional, told.paragraphs)))
        yield _page(number, f"Big5 {header}".strip(), told, "big5", header, _as("big5hkscs"))


def _page(number: int, name: str, told: Story, meta: str, header: str, encode: Encode) -> Specimen:
    random = Random(name)
    marked = (plain, word)[number % 2](told, random)
    line = f"发布时间：{told.at:%Y-%m-%d %H:%M}　来源：{told.source}"
    if name.startswith("Big5"):
        line = traditional(line)
    family = replace(FAMILY, charsets=(meta or "none",))
    printed = print_page(family, told, line=line, body=marked, number=number, random=random)
    html = (
        printed.html
        if meta
        else printed.html.replace('<meta http-equiv="Content-type" content="text/html; charset=none" />', "")
    )
    headers = {"content-type": f"text/html; charset={header}" if header else "text/html"}
    label = {"published": cut(told.at, "minute"), "source": told.source, "author": None}
    made = specimen(family, name, (replace(printed, charset="utf-8"),), told, label, marked.paragraphs, trap=name)
    page = Page(url=printed.url, body=encode(html), headers=headers)
    return replace(made, family="charsets", pages=(page,))
