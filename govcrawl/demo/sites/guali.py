"""瓜沥, a town site of 萧山网: GBK, declared gb2312 in the page and otherwise in the header; dates that lie."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from govcrawl.demo.drafts import Draft, chunks, drafts
from govcrawl.demo.page import Kept, Left, Seen, ToyPage, robots_txt
from govcrawl.demo.prose import NEWS
from govcrawl.demo.render import render

HOST = "http://guali.xsnet.cn"
COLUMN = "瓜沥政务"
LATIN = (("Content-Type", "text/html; charset=ISO-8859-1"),)
UTF8 = (("Content-Type", "text/html; charset=UTF-8"),)
OFFICE = "瓜沥镇社会治理办公室"
ELSEWHERE = "www.toy-source.example"
ANNEX = {"url": "/upload/file/202305/xize.doc", "name": "实施细则.doc"}


@dataclass(frozen=True, slots=True)
class Manner:
    """How one article states its date and source, what follows from that, and the trap in it."""

    info: str
    fields: dict[str, Any]
    trap: str = ""
    table: tuple[dict[str, str], ...] = ()
    metas: tuple[dict[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = LATIN
    attached: tuple[dict[str, str], ...] = ()
    title: str = ""


def pages() -> list[ToyPage]:
    """All pages of the site."""

    def address(_at: datetime, number: int) -> str:
        return f"{HOST}/html/ygzw/{3020 + number}.html"

    entries = drafts("guali", 12, newest=date(2023, 5, 29), pairs=110, plan=NEWS, address=address)
    manners = [_manner(entry) for entry in entries]
    entries = tuple(_titled(entry, manner.title) for entry, manner in zip(entries, manners, strict=True))
    made = [_article(entry, entries, manner) for entry, manner in zip(entries, manners, strict=True)]
    return [
        robots_txt(HOST, "User-agent: *\nAllow: /\n"),
        *made,
        *_lists(entries),
    ]


def _manner(entry: Draft) -> Manner:
    """The manner of an article by its number; those without one of their own print date and source plainly."""
    to_second = {"at": entry.at, "precision": "second"}
    to_minute = {"at": entry.at.replace(second=0), "precision": "minute"}
    to_day = {"at": entry.day, "precision": "day"}
    clock, day = f"{entry.at:%Y-%m-%d %H:%M:%S}", f"{entry.at:%Y-%m-%d}"
    usual = Manner(f"发布时间：{clock}  来源：{OFFICE}  浏览次数：", {**to_second, "source": OFFICE})
    made_today = {"name": "PubDate", "content": "2024-11-20 08:15:33"}
    policy = _policy(entry)
    return {
        4: Manner(f"{day} {entry.at:%H:%M}李堃陈镕", to_minute, "names glued to the time, outside GB 2312"),
        5: replace(usual, trap="PubDate is when the page was made", metas=(made_today,)),
        6: Manner(f"[{day}]  来源：http://{ELSEWHERE}", {**to_day, "source": ELSEWHERE}, "a web address as 来源"),
        7: replace(usual, trap="GBK under a UTF-8 header", headers=UTF8),
        8: Manner(
            "", to_day, "成文日期 beside 发布日期", (policy,), attached=(ANNEX,), title="关于推进楼院自治的实施意见"
        ),
        9: Manner("作者：佚名   点击：", {"at": None, "precision": None}, "no date, between dated rows"),
        10: Manner("", to_day, "the date only in the list"),
        11: Manner(f"时间:{clock}  来源:admin", to_second, "a user of the CMS as 来源"),
    }.get(entry.number, usual)


def _policy(entry: Draft) -> dict[str, str]:
    """The table of a policy paper, written 26 days before it was published."""
    return {
        "index": "440300-2021-00426",
        "publisher": OFFICE,
        "number": "瓜政办〔2021〕22号",
        "written": f"{entry.day - timedelta(days=26):%Y年%m月%d日}",
        "published": f"{entry.at:%Y年%m月%d日}",
    }


def _titled(entry: Draft, title: str) -> Draft:
    paragraphs = entry.paragraphs
    if entry.number == 4:
        paragraphs = (f"{paragraphs[0]}驻村律师李堃和镇干部陈镕全程参与。", *paragraphs[1:])
    return replace(entry, prose=replace(entry.prose, title=title or entry.title, paragraphs=paragraphs))


def _article(entry: Draft, around: Sequence[Draft], manner: Manner) -> ToyPage:
    at = around.index(entry)
    body = render(
        "guali/article.html",
        title=entry.title,
        info=manner.info,
        table=manner.table,
        metas=manner.metas,
        attached=manner.attached,
        paragraphs=[{"text": text} for text in entry.paragraphs],
        before=[_row(other) for other in around[at + 1 : at + 2]],
        after=[_row(other) for other in around[max(at - 1, 0) : at]],
    )
    expected = Kept(
        site="xsnet",
        column=COLUMN,
        title=entry.title,
        paragraphs=(*entry.paragraphs, *(f"附件：{file['name']}" for file in manner.attached)),
        genre="notice" if manner.table else "news",
        attachments=tuple(HOST + file["url"] for file in manner.attached),
        **manner.fields,
    )
    return ToyPage(url=entry.url, headers=manner.headers, body=body.encode("gbk"), expected=expected,
                   trap=manner.trap or "GBK under an ISO-8859-1 header")  # fmt: skip


def _lists(entries: Sequence[Draft]) -> list[ToyPage]:
    """Two pages, the second with a row whose page is gone for good but answers 200."""
    first, second = ([_listed(entry) for entry in chunk] for chunk in chunks(entries, 7))
    gone = f"{HOST}/html/ygzw/2988.html"
    second.append({"url": gone, "title": "关于公开征求停车管理办法意见的公告", "date": [{"day": "2023-03-30"}]})
    return [
        _list(1, first),
        _list(2, second),
        ToyPage(url=gone, headers=LATIN, trap="soft 404 in GBK", expected=Left("rejected", "soft_404"),
                body="<html><head><title>瓜沥新闻网</title></head><body><p>该信息已被删除！</p></body></html>".encode("gbk")),
    ]  # fmt: skip


def _list(number: int, rows: Sequence[dict[str, Any]]) -> ToyPage:
    body = render(
        "guali/list.html",
        rows=rows,
        number=number,
        pages=2,
        next=[{"url": "index_2.html"}] if number == 1 else [],
        previous=[{"url": "./"}] if number == 2 else [],
    )
    url = f"{HOST}/html/ygzw/" + ("index_2.html" if number == 2 else "")
    return ToyPage(url=url, headers=LATIN, body=body.encode("gbk"), expected=Seen())


def _listed(entry: Draft) -> dict[str, Any]:
    date_cell = [] if entry.number == 9 else [{"day": f"{entry.at:%Y-%m-%d}"}]
    return {**_row(entry), "date": date_cell}


def _row(entry: Draft) -> dict[str, Any]:
    return {"url": entry.url.removeprefix(HOST), "title": entry.title, "date": f"{entry.at:%Y-%m-%d}"}
