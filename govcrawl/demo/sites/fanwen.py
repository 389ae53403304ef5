"""范文: three hosts of one CMS, GBK declared gb2312, essays over several pages, nearly none with a date."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from govcrawl.demo.drafts import Draft, chunks, drafts
from govcrawl.demo.page import Expected, Kept, Part, Seen, ToyPage, robots_txt
from govcrawl.demo.prose import ESSAY
from govcrawl.demo.render import render


@dataclass(frozen=True, slots=True)
class Host:
    """One host of the family: its column, and the charset that its header claims."""

    column: str
    url: str
    brand: str
    content_type: str
    count: int

    @property
    def origin(self) -> str:
        return "/".join(self.url.split("/")[:3])

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        return (("Content-Type", self.content_type),)


HOSTS = (
    Host("简报", "http://www.ruiwen.com/huiyi/jianbao/", "瑞文网", "text/html", 11),
    Host("社区工作", "https://www.unjs.com/fanwenwang/ziliao/", "幽兰范文", "text/html; charset=ISO-8859-1", 10),
    Host("制度", "https://www.yjbys.com/zhidu/", "应届毕业生网", "text/html; charset=gb2312", 8),
)
RELATED = [
    {"place": place, "url": f"/gongwen/{280110 + place}.html", "title": title}
    for place, title in enumerate(("社区工作会议简报", "社区工作总结范文", "物业管理制度范本"), start=4)
]


def pages() -> list[ToyPage]:
    """All pages of the three hosts; one essay stands on two of them."""
    shelves = [_entries(host, place) for place, host in enumerate(HOSTS)]
    twin = shelves[0][4]
    shelves[2] = [*shelves[2][:3], shelves[2][3].told(*twin.paragraphs, title=twin.prose.retitled), *shelves[2][4:]]
    made = [page for host, entries in zip(HOSTS, shelves, strict=True) for page in _host(host, entries)]
    copy = shelves[2][3].url
    return [_reprinted(page, twin.url) if page.url == copy else page for page in made]


def _reprinted(page: ToyPage, original: str) -> ToyPage:
    assert isinstance(page.expected, Kept)
    return replace(page, expected=replace(page.expected, original=original), trap="one essay on two hosts")


def _entries(host: Host, place: int) -> list[Draft]:
    def address(_at: datetime, number: int) -> str:
        return f"{host.url}{301900 + 100 * place + number}.html"

    newest = date(2022, 6, 1)
    return list(
        drafts(f"fanwen {place}", host.count, newest=newest, pairs=148 + 12 * place, plan=ESSAY, address=address)
    )


def _host(host: Host, entries: Sequence[Draft]) -> list[ToyPage]:
    robots = "User-agent: *\nDisallow: /search/\nDisallow: /plus/\n"
    made = [robots_txt(host.origin, robots)]
    for entry in entries:
        made += _essay(host, entry, entries)
    parts = list(chunks(entries, 6))
    return [*made, *(_list(host, place, part, len(parts)) for place, part in enumerate(parts, start=1))]


def _essay(host: Host, entry: Draft, around: Sequence[Draft]) -> list[ToyPage]:
    """The pages of one essay; its number decides on how many, and on the trap."""
    if host is HOSTS[0] and entry.number == 9:
        return _split(host, entry, around, 3)
    if host is HOSTS[1] and entry.number == 7:
        return _split(host, entry, around, 2)
    if host is HOSTS[1] and entry.number == 5:
        return _echoing(host, entry, around)
    if host is HOSTS[0] and entry.number == 6:
        rare = f"{entry.paragraphs[0]}主持人朱镕，记录人李堃、赵喆。"
        entry = entry.told(rare, *entry.paragraphs[1:])
        return [_article(host, entry, around, trap="declared gb2312, with 镕 堃 喆")]
    if host is HOSTS[0] and entry.number == 3:
        return [_article(host, entry, around, dated=True, trap="a 范文 with a date")]
    if host is HOSTS[2] and entry.number == 2:
        page = _article(host, entry, around, trap="GBK under a UTF-8 header")
        return [replace(page, headers=(("Content-Type", "text/html; charset=utf-8"),))]
    return [_article(host, entry, around)]


def _split(host: Host, entry: Draft, around: Sequence[Draft], count: int) -> list[ToyPage]:
    """The essay cut into so many pages, the tail on the last."""
    size = -(-len(entry.paragraphs) // count)
    bounds = [(start, start + size) for start in range(0, len(entry.paragraphs), size)]
    made = [
        _article(host, entry, around, cut=entry.paragraphs[start:end], part=(place, count))
        for place, (start, end) in enumerate(bounds, start=1)
    ]
    whole = replace(made[0], expected=_kept(host, entry), trap=f"an essay over {count} pages")
    return [whole, *made[1:]]


def _echoing(host: Host, entry: Draft, around: Sequence[Draft]) -> list[ToyPage]:
    """An essay whose pager names a second page that is the first again."""
    first = _article(host, entry, around, cut=entry.paragraphs, part=(1, 2), tail=True)
    again = replace(first, url=_part_url(entry, 2), expected=Part(entry.url))
    return [replace(first, expected=_kept(host, entry), trap="a second page that is the first again"), again]


def _article(
    host: Host,
    entry: Draft,
    around: Sequence[Draft],
    *,
    cut: Sequence[str] = (),
    part: tuple[int, int] = (1, 1),
    dated: bool = False,
    tail: bool = False,
    trap: str = "",
) -> ToyPage:
    number, count = part
    content = render(
        "fanwen/article.html",
        brand=host.brand,
        column=host.column,
        list=host.url.removeprefix(host.origin),
        title=entry.title,
        dated=[{"date": f"{entry.at:%Y-%m-%d}"}] if dated else [],
        paragraphs=[{"text": text} for text in cut or entry.paragraphs],
        tail=[{"related": RELATED}] if tail or number == count else [],
        pager=[{"parts": count, "numbers": list(_numbers(entry, number, count))}] if count > 1 else [],
        latest=[_row(other) for other in around[:6]],
    )
    expected = Part(entry.url) if number > 1 else _kept(host, entry, dated=dated)
    title = f"{entry.title}_{host.column}_{host.brand}"
    return _page(host, _part_url(entry, number), title, content, expected=expected, trap=trap)


def _numbers(entry: Draft, number: int, count: int) -> list[dict[str, str]]:
    def cell(label: str, target: int) -> dict[str, str]:
        name = _part_url(entry, target).rpartition("/")[2]
        there = 1 <= target <= count and target != number
        return {"label": label, "href": f' href="{name}"' if there else "", "current": ""}

    cells = [cell("上一页", number - 1), *(cell(str(n), n) for n in range(1, count + 1)), cell("下一页", number + 1)]
    cells[number] = {**cells[number], "current": ' class="thisclass"'}
    return cells


def _kept(host: Host, entry: Draft, *, dated: bool = False) -> Kept:
    return Kept(
        site="fanwen",
        column=host.column,
        title=entry.title,
        paragraphs=entry.paragraphs,
        at=entry.day if dated else None,
        precision="day" if dated else None,
        genre="template",
    )


def _list(host: Host, number: int, chunk: Sequence[Draft], count: int) -> ToyPage:
    content = render(
        "fanwen/list.html",
        brand=host.brand,
        column=host.column,
        rows=[{**_row(entry), "lead": entry.paragraphs[0][:40]} for entry in chunk],
        number=number,
        next=[{"url": f"index_{number + 1}.html"}] if number < count else [],
        previous=[{"url": "./" if number == 2 else f"index_{number - 1}.html"}] if number > 1 else [],
    )
    url = host.url + ("" if number == 1 else f"index_{number}.html")
    return _page(host, url, f"{host.column}_{host.brand}", content, expected=Seen())


def _part_url(entry: Draft, number: int) -> str:
    return entry.url if number == 1 else entry.url.replace(".html", f"_{number}.html")


def _row(entry: Draft) -> dict[str, Any]:
    return {"url": entry.url.rpartition("/")[2], "title": entry.title, "date": f"{entry.at:%Y-%m-%d}"}


def _page(host: Host, url: str, title: str, content: str, *, expected: Expected, trap: str = "") -> ToyPage:
    head = render("fanwen/head.html", title=title, brand=host.brand)
    body = (head + content + render("fanwen/foot.html", brand=host.brand)).encode("gbk")
    return ToyPage(url=url, headers=host.headers, body=body, expected=expected, trap=trap)
