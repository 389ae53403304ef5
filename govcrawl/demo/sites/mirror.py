"""Two mirrors (站群): a firm's site polluted in manner A (no tones, repeated), a news site in manner B (tones)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from random import Random
from typing import Any

from govcrawl.demo.drafts import Draft, chunks, drafts
from govcrawl.demo.page import Kept, Left, Never, Seen, ToyPage, robots_txt
from govcrawl.demo.pollution import spoil_by_dictionary, spoil_by_draws, traditional
from govcrawl.demo.prose import NEWS, name_list
from govcrawl.demo.render import render

HENGTAI = "http://www.hengtai-wuye.example"
QIAONAN = "http://news.qiaonan.example"
START_URLS = (f"{HENGTAI}/xinwendongtai/", f"{QIAONAN}/A/qnwx/node_2001.html")
UTF8 = (("Content-Type", "text/html; charset=UTF-8"),)
PARENTHESES = "黨群服務中心（站）的墻上寫著（市、區）兩級的電話，小程序（app）和世衛組織（WHO）的提示也貼在旁邊。"
SPAM = "体育比分直播_棋牌大厅下载官方网站"

Copied = Sequence[tuple[str, Kept]]


def pages(from_investchn: Copied, from_xsnet: Copied) -> list[ToyPage]:
    """All pages of both mirrors."""
    return [*_hengtai(from_investchn), *_qiaonan(from_xsnet)]


def _hengtai(copied: Copied) -> list[ToyPage]:
    def address(at: datetime, number: int) -> str:
        return f"{HENGTAI}/xinwendongtai/{at:%Y/%m%d}/{150 + number}.html"

    entries = drafts("hengtai", 14, newest=date(2024, 9, 12), pairs=122, plan=NEWS, address=address)
    told, originals, sources = _copies(entries, copied)
    told[5] = told[5].told(*told[5].paragraphs[:2], PARENTHESES, *told[5].paragraphs[2:])
    made = [_hengtai_article(entry, told, originals.get(entry.url), sources.get(entry.url)) for entry in told]
    untitled = _hengtai_article(told[3], told, None, None, heading=False)
    made[3] = replace(untitled, trap="the title only in the list, another's in <title>")
    made[5] = replace(made[5], trap="parentheses that are text")
    made[9] = replace(made[9], body=render("walls/knownsec.html").encode(), trap="a wall with 200",
                      expected=Left("blocked", "chuangyu"))  # fmt: skip
    return [
        ToyPage(url=f"{HENGTAI}/robots.txt", status=404, headers=UTF8, expected=Seen()),
        *made,
        *(_hengtai_list(number, chunk) for number, chunk in enumerate(chunks(told, 8), start=1)),
    ]


def _copies(entries: Sequence[Draft], copied: Copied) -> tuple[list[Draft], dict[str, str], dict[str, str]]:
    """The entries, every second with a copied text; the originals' URLs and their sources by the copies' URLs."""
    told = [_converted(entry) for entry in entries]
    originals: dict[str, str] = {}
    sources: dict[str, str] = {}
    for place, (url, kept) in zip(range(0, len(told), 2), copied, strict=False):
        told[place] = told[place].told(*map(traditional, kept.paragraphs), title=traditional(kept.retitled))
        originals[told[place].url] = url
        sources[told[place].url] = kept.source or ""
    return told, originals, sources


def _converted(entry: Draft) -> Draft:
    prose = entry.prose
    return replace(
        entry,
        prose=replace(
            prose, title=traditional(prose.title), paragraphs=tuple(traditional(text) for text in prose.paragraphs)
        ),
    )


def _hengtai_article(
    entry: Draft, around: Sequence[Draft], original: str | None, source: str | None, *, heading: bool = True
) -> ToyPage:
    random = Random(entry.url)  # noqa: S311
    at = around.index(entry)
    views = 9000 - 13 * entry.number
    credit = spoil_by_draws(traditional(source), random) if source else ""
    content = render(
        "hengtai/article.html",
        title=entry.title,
        heading=[{}] if heading else [],
        date=f"{entry.at:%Y-%m-%d %H:%M:%S}",
        views=views,
        credit=[{"source": credit}] if source else [],
        paragraphs=[{"text": spoil_by_draws(text, random)} for text in entry.paragraphs],
        before=[_row(other, HENGTAI) for other in around[at + 1 : at + 2]],
        after=[_row(other, HENGTAI) for other in around[max(at - 1, 0) : at]],
    )
    body = render("hengtai/page.html", spam=SPAM, content=content)
    expected = _kept(entry, original, source, views)
    return ToyPage(url=entry.url, headers=UTF8, body=body.encode(), expected=expected,
                   trap="a reprint under pollution A" if original else "pollution A")  # fmt: skip


def _kept(entry: Draft, original: str | None, source: str | None, views: int | None = None) -> Kept:
    return Kept(
        site="mirror",
        title=entry.title,
        paragraphs=entry.paragraphs,
        at=entry.at,
        precision="second",
        source=source or None,
        views=views,
        script="hant",
        original=original,
    )


def _hengtai_list(number: int, chunk: Sequence[Draft]) -> ToyPage:
    content = render(
        "hengtai/list.html",
        rows=[
            {
                **_row(entry, HENGTAI),
                "day": f"{entry.at:%d}",
                "month": f"{entry.at:%Y-%m}",
                "lead": entry.paragraphs[0][:30],
            }
            for entry in chunk
        ],
        next=[{"url": "/xinwendongtai/index_2.html"}] if number == 1 else [],
        previous=[{"url": "/xinwendongtai/"}] if number == 2 else [],
    )
    url = START_URLS[0] + ("index_2.html" if number == 2 else "")
    body = render("hengtai/page.html", spam=SPAM, content=content)
    return ToyPage(url=url, headers=UTF8, body=body.encode(), expected=Seen())


def _qiaonan(copied: Copied) -> list[ToyPage]:
    def address(at: datetime, number: int) -> str:
        return f"{QIAONAN}/A/qnwx/content/{at:%Y-%m/%d}/content_{2300 + number}.html"

    entries = drafts("qiaonan", 12, newest=date(2024, 8, 5), pairs=136, plan=NEWS, address=address)
    told, originals, sources = _copies(entries, copied)
    made = [_qiaonan_article(entry, originals.get(entry.url), sources.get(entry.url)) for entry in told]
    list_page = render(
        "qiaonan/list.html",
        rows=[{**_row(entry, QIAONAN), "title": spoil_by_dictionary(entry.title)} for entry in told],
        next=[],
        previous=[],
    )
    body = render("qiaonan/page.html", title="橋南網", content=list_page).encode()
    return [
        robots_txt(QIAONAN, ""),
        *made,
        ToyPage(url=START_URLS[1], headers=UTF8, body=body, expected=Seen()),
        ToyPage(url=f"{QIAONAN}/A/qnwx/pic.html", headers=UTF8, body=body, expected=Never()),
    ]


def _qiaonan_article(entry: Draft, original: str | None, source: str | None) -> ToyPage:
    credit = source if original else name_list("媒体")[entry.number % 5]
    content = render(
        "qiaonan/article.html",
        title=spoil_by_dictionary(entry.title),
        updated=spoil_by_dictionary("更新時間"),
        credited=spoil_by_dictionary("內容來源"),
        date=f"{entry.at:%Y-%m-%d %H:%M:%S}",
        source=spoil_by_dictionary(traditional(credit or "")),
        paragraphs=[{"text": spoil_by_dictionary(text)} for text in entry.paragraphs],
    )
    body = render("qiaonan/page.html", title=f"{spoil_by_dictionary(entry.title)}-橋南網", content=content)
    return ToyPage(url=entry.url, headers=UTF8, body=body.encode(), expected=_kept(entry, original, credit),
                   trap="a reprint under pollution B" if original else "pollution B")  # fmt: skip


def _row(entry: Draft, host: str) -> dict[str, Any]:
    return {"url": entry.url.removeprefix(host), "title": entry.title, "date": f"{entry.at:%Y-%m-%d}"}
