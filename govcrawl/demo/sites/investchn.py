"""投促中国: UTF-8, three labels on one line; pinned rows, a last list page that repeats, pages that are gone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from govcrawl.demo.drafts import Draft, chunks, drafts
from govcrawl.demo.page import Expected, Kept, Left, Moved, Never, Seen, ToyPage, robots_txt
from govcrawl.demo.prose import NEWS, name_list
from govcrawl.demo.render import render

HOST = "http://www.investchn.com"
UTF8 = (("Content-Type", "text/html; charset=utf-8"), ("Server", "toy"))
ZONES = ("云溪高新区", "临浦经济开发区", "望江新区科创园")
CITIES = {"taizhou": "泰州", "suzhou": "苏州", "ganzhou": "赣州"}
ROBOTS = "User-agent: *\nDisallow: /member/\nDisallow: /news/show/nb/\n"
SEEN = Seen()

Row = Mapping[str, Any]

GONE, PDF = f"{HOST}/news/show/20088.html", f"{HOST}/upload/news/20230611.pdf"
# Rows of a list that lead to no article of the site.
ODD: tuple[dict[str, str], ...] = (
    {"url": GONE, "title": "关于征集优秀社区工作法的启事", "date": "2023-06-11"},
    {"url": PDF, "title": "社区治理创新案例汇编（电子版）", "date": "2023-06-11"},
    {"url": "https://mp.weixin.qq.com/s/toyToyToy", "title": "视频：一分钟看懂楼栋自治", "date": "2023-06-10"},
    {"url": "http://news.other-portal.example/show/99.html", "title": "外地经验：小巷总理的一天", "date": "2023-06-09"},
)


def pages() -> list[ToyPage]:
    """All pages of the site."""
    taizhou, suzhou, ganzhou = (_entries(slug, at) for at, slug in enumerate(CITIES))
    made = [*_taizhou(taizhou), *_suzhou(suzhou), *_ganzhou(ganzhou)]
    index = _page("投促中国", render("investchn/index.html", rows=[_row(entry) for entry in taizhou[:8] + suzhou[:8]]))
    wrong = next(page for page in made if page.trap == "the site's index under an article's address")
    return [
        robots_txt(HOST, ROBOTS),
        ToyPage(url=f"{HOST}/", body=index, headers=UTF8, expected=Seen()),
        *(replace(page, body=index) if page is wrong else page for page in made),
    ]


def _entries(slug: str, place: int) -> tuple[Draft, ...]:
    def address(_at: datetime, number: int) -> str:
        return f"{HOST}/news/show/{20100 + 100 * place + number}.html"

    newest = (date(2024, 3, 18), date(2023, 11, 6), date(2023, 8, 21))[place]
    return drafts(f"investchn {slug}", (14, 13, 9)[place], newest=newest, pairs=14 * place, plan=NEWS, address=address)


def _taizhou(entries: Sequence[Draft]) -> list[ToyPage]:
    """Two pages of rows; every page after the second is the second again. Pages that are gone, a PDF, foreign links."""
    decoy = entries[7].told(
        "2021年10月以来，这里的改造从未停下脚步。" + entries[7].paragraphs[0], *entries[7].paragraphs[1:]
    )
    entries = [*entries[:7], decoy, *entries[8:]]
    articles = [_article(entry, entries, "taizhou") for entry in entries]
    articles[3] = _article(entries[3], entries, "taizhou", source="本站", trap="来源:本站")
    regenerated = [{"name": "PubDate", "content": "2024-11-20 08:15"}, {"name": "ContentSource", "content": ""}]
    articles[5] = _article(entries[5], entries, "taizhou", metas=regenerated, trap="PubDate is when the page was made")
    articles[7] = replace(articles[7], trap="a date in the first sentence")
    first, second = ([_row(entry) for entry in chunk] for chunk in chunks(entries, 9))
    second = [*second, *ODD]
    return [
        *articles,
        _list("taizhou", 1, first, pages=2, total=18),
        _list("taizhou", 2, second, pages=2, total=18),
        _list("taizhou", 3, second, pages=2, total=18, trap="the last list page again"),
        _list("taizhou", 4, second, pages=2, total=18, expected=Never(), trap="the last list page once more"),
        ToyPage(url=GONE, body=_page("提示信息", render("investchn/gone.html")), headers=UTF8, trap="soft 404",
                expected=Left("rejected", "soft_404")),
        ToyPage(url=PDF, body=b"%PDF-1.4\n%%EOF\n", headers=(("Content-Type", "application/pdf"),), expected=Never(),
                trap="a PDF in a list"),
    ]  # fmt: skip


def _suzhou(entries: Sequence[Draft]) -> list[ToyPage]:
    """Three pages with the same pinned row on each; a 404, a redirect, the index under an article's address."""
    articles = [_article(entry, entries, "suzhou") for entry in entries]
    old, new = entries[6].url, entries[6].url.replace("/show/", "/detail/")
    articles[6] = replace(articles[6], url=new)
    moved = ToyPage(
        url=old, status=301, headers=(("Location", new.removeprefix(HOST)),), expected=Moved(new), trap="a redirect"
    )
    gone, wrong = f"{HOST}/news/show/20077.html", f"{HOST}/news/show/20076.html"
    rows = [_row(entry) for entry in entries[:-1]]
    rows.insert(4, {"url": gone, "title": "社区工作者招聘面试名单公示", "date": "2023-10-20"})
    rows.insert(9, {"url": wrong, "title": "百名楼栋长共话邻里新风尚", "date": "2023-10-02"})
    pinned = {**_row(entries[-1]), "pinned": [{}]}
    return [
        *articles[:-1],
        replace(articles[-1], trap="pinned on every list page"),
        moved,
        *(_list("suzhou", n, [pinned, *rows[5 * n - 5 : 5 * n]], pages=3, total=15) for n in (1, 2, 3)),
        ToyPage(url=gone, status=404, headers=UTF8, body=_page("404", "<h1>404 Not Found</h1>"), trap="404",
                expected=Left("gone", "http_404")),
        ToyPage(url=wrong, headers=UTF8, trap="the site's index under an article's address",
                expected=Left("rejected", "list_page")),
    ]  # fmt: skip


def _ganzhou(entries: Sequence[Draft]) -> list[ToyPage]:
    """One page of rows, one of which robots.txt forbids."""
    articles = [_article(entry, entries, "ganzhou") for entry in entries]
    forbidden = entries[4].url.replace("/show/", "/show/nb/")
    articles[4] = replace(
        articles[4], url=forbidden, expected=Left("skipped", "robots"), trap="forbidden by robots.txt"
    )
    rows = [{**_row(entry), "url": page.url} for entry, page in zip(entries, articles, strict=True)]
    return [*articles, _list("ganzhou", 1, rows, pages=1, total=len(rows))]


def _article(
    entry: Draft, around: Sequence[Draft], slug: str, *, source: str = "", metas: Sequence[Row] = (), trap: str = ""
) -> ToyPage:
    at = around.index(entry)
    printed = source or name_list("媒体")[entry.number % len(name_list("媒体"))]
    body = render(
        "investchn/article.html",
        title=entry.title,
        date=f"{entry.at:%Y-%m-%d}",
        source=printed,
        zone=ZONES[entry.number % len(ZONES)],
        city=CITIES[slug],
        list=f"/news/list/{slug}/",
        paragraphs=[{"text": text} for text in entry.paragraphs],
        before=[_row(other) for other in around[at + 1 : at + 2]],
        after=[_row(other) for other in around[max(at - 1, 0) : at]],
        latest=[_row(other) for other in around[:6]],
    )
    expected = Kept(
        site="investchn",
        column=CITIES[slug],
        title=entry.title,
        paragraphs=entry.paragraphs,
        at=entry.day,
        precision="day",
        source="投促中国" if source == "本站" else printed,
        retitled=entry.prose.retitled,
    )
    title = f"{entry.title} - 开发区新闻 - 投促中国"
    return ToyPage(url=entry.url, headers=UTF8, body=_page(title, body, metas), expected=expected, trap=trap)


def _list(
    slug: str, number: int, rows: Sequence[Row], *, pages: int, total: int, expected: Expected = SEEN, trap: str = ""
) -> ToyPage:
    """A list page; its 下一页 never stops offering another, save on a column of one page."""
    column = f"{HOST}/news/list/{slug}/"
    body = render(
        "investchn/list.html",
        city=CITIES[slug],
        rows=[{"pinned": [], "short": row["title"][:26], **row} for row in rows],
        total=total,
        number=min(number, pages),
        pages=pages,
        first=column,
        previous=[{"url": f"?page={number - 1}"}] if number > 1 else [],
        next=[{"url": f"?page={number + 1}"}] if number < pages or slug == "taizhou" else [],
    )
    url = column if number == 1 else f"{column}?page={number}"
    return ToyPage(url=url, headers=UTF8, body=_page(f"{CITIES[slug]} - 投促中国", body), expected=expected, trap=trap)


def _row(entry: Draft) -> dict[str, Any]:
    return {"url": entry.url.removeprefix(HOST), "title": entry.title, "date": f"{entry.at:%Y-%m-%d}"}


def _page(title: str, content: str, metas: Sequence[Row] = ()) -> bytes:
    head = render("investchn/head.html", title=title, metas=metas)
    return (head + content + render("investchn/foot.html")).encode()
