"""萧山网, the 义桥 sub-site: UTF-8 without a word of it in the header; label lines in four manners, captions."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from govcrawl.demo.drafts import Draft, chunks, drafts
from govcrawl.demo.page import Kept, Left, Seen, ToyPage, robots_txt
from govcrawl.demo.prose import NEWS, name_list
from govcrawl.demo.render import render

HOST = "http://zt.xsnet.cn"
PLAIN = (("Content-Type", "text/html"),)
COLUMNS = {"1001": "热点新闻", "1002": "义桥新闻"}
NEVER_SET = '浏览:<span id="hits"></span><script>document.getElementById("hits").innerHTML=window.count||"";</script>'


def pages(copied: Sequence[tuple[str, Kept]]) -> list[ToyPage]:
    """All pages of the 义桥 sub-site; two of its articles reprint another site's under a title of their own."""
    hot, local = (list(_entries(place)) for place in (0, 1))
    for place, (_, kept) in enumerate(copied, start=2):
        hot[place] = hot[place].told(*kept.paragraphs, title=kept.retitled)
    made = [_article(entry, hot, "1001", *_manner(entry)) for entry in hot]
    made += [_article(entry, local, "1002", *_manner(entry)) for entry in local]
    for place, (url, kept) in enumerate(copied, start=2):
        made[place] = _reprint(hot[place], hot, url, kept)
    wall = made[-2]
    made[-2] = replace(wall, status=521, headers=(("Set-Cookie", "__jsluid_h=toy; path=/"), *PLAIN), trap="加速乐",
                       body=render("walls/jiasule.html").encode(), expected=Left("blocked", "jsl"))  # fmt: skip
    robots = "User-agent: *\nDisallow: /A/flkcxsd/admin/\n"
    return [
        robots_txt(HOST, robots),
        *made,
        *_lists("1001", hot),
        *_lists("1002", local),
    ]


def _entries(place: int) -> tuple[Draft, ...]:
    def address(at: datetime, number: int) -> str:
        return f"{HOST}/A/flkcxsd/content/{at:%Y-%m/%d}/content_{1400 + 100 * place + number}.html"

    newest = (date(2024, 2, 27), date(2023, 7, 14))[place]
    return drafts(f"xsnet {place}", (16, 10)[place], newest=newest, pairs=80 + 16 * place, plan=NEWS, address=address)


def _manner(entry: Draft) -> tuple[str, str, dict[str, Any], str]:
    """How an article prints its label line, what follows from it, and the trap in it: four manners in turn."""
    source = name_list("媒体")[entry.number % len(name_list("媒体"))]
    to_minute = {"at": entry.at.replace(second=0), "precision": "minute"}
    changed = entry.at + timedelta(days=1)
    return (
        (f"更新时间:{entry.at:%Y年%m月%d日 %H:%M}&nbsp;&nbsp; 内容来源:", "", to_minute, "empty 来源"),
        (f"更新时间:{entry.at:%Y-%m-%d %H:%M:%S}&nbsp;&nbsp; 内容来源:{source}", source, {}, ""),
        (
            f"发布时间:{entry.at:%Y-%m-%d %H:%M:%S}&nbsp; 更新时间:{changed:%Y-%m-%d %H:%M:%S}&nbsp; 来源:{source}",
            source,
            {"modified": changed},
            "发布时间 beside 更新时间",
        ),
        (
            f"时间:{entry.at:%Y-%m-%d %H:%M}&nbsp; 来源:{source}&nbsp; {NEVER_SET}",
            source,
            to_minute,
            "views that only a script fills in",
        ),
    )[entry.number % 4]


def _article(
    entry: Draft, around: Sequence[Draft], node: str, info: str, source: str, fields: dict[str, Any], trap: str
) -> ToyPage:
    captions = _captions(entry) if entry.number % 5 == 0 else ()
    editor = [{"name": entry.prose.names["网格员"]}] if entry.number % 3 == 0 else []
    body = render(
        "xsnet/article.html",
        title=entry.title,
        info=info,
        list=f"/A/flkcxsd/node_{node}.html",
        column=COLUMNS[node],
        paragraphs=list(_printed(entry, captions)),
        editor=editor,
        latest=[_row(other) for other in around[:7]],
    )
    expected = Kept(
        site="xsnet",
        column=COLUMNS[node],
        title=entry.title,
        paragraphs=(entry.paragraphs[0], *captions, *entry.paragraphs[1:]),
        source=source or None,
        captions=captions,
        retitled=entry.prose.retitled,
        **{"at": entry.at, "precision": "second", **fields},
    )
    return ToyPage(url=entry.url, headers=PLAIN, body=_page(f"{entry.title}-萧山网", body), expected=expected,
                   trap=" + ".join(filter(None, (trap, "captions" if captions else ""))))  # fmt: skip


def _reprint(entry: Draft, around: Sequence[Draft], url: str, kept: Kept) -> ToyPage:
    """An article that is another site's, with its source credited."""
    credit = kept.source or ""
    info = f"更新时间:{entry.at:%Y-%m-%d %H:%M:%S}&nbsp;&nbsp; 内容来源:{credit}"
    uncaptioned = replace(entry, number=1)
    return _article(uncaptioned, around, "1001", info, credit, {"original": url}, "another site's text")


def _captions(entry: Draft) -> tuple[str, ...]:
    names = entry.prose.names
    return (f"{names['社区']}党委书记{names['书记']}与居民交流", f"{names['小区']}的居民在楼前议事")


def _printed(entry: Draft, captions: Sequence[str]) -> list[dict[str, Any]]:
    lines = [{"text": [{"line": line}], "picture": []} for line in entry.paragraphs]
    shown = [
        {"text": [], "picture": [{"url": f"/upload/{entry.number}-{place}.jpg", "caption": caption}]}
        for place, caption in enumerate(captions)
    ]
    return [lines[0], *shown, *lines[1:]]


def _lists(node: str, entries: Sequence[Draft]) -> list[ToyPage]:
    made = []
    parts = list(chunks(entries, 8))
    for place, chunk in enumerate(parts):
        body = render(
            "xsnet/list.html",
            column=COLUMNS[node],
            rows=[_row(entry) for entry in chunk],
            next=[{"url": f"node_{node}_{place + 2}.html"}] if place + 1 < len(parts) else [],
            previous=[{"url": _list_name(node, place)}] if place else [],
        )
        made.append(
            ToyPage(
                url=f"{HOST}/A/flkcxsd/{_list_name(node, place + 1)}",
                headers=PLAIN,
                body=_page(f"{COLUMNS[node]}-萧山网", body),
                expected=Seen(),
            )
        )
    return made


def _list_name(node: str, number: int) -> str:
    return f"node_{node}.html" if number == 1 else f"node_{node}_{number}.html"


def _row(entry: Draft) -> dict[str, str]:
    return {"url": entry.url.removeprefix(HOST), "title": entry.title, "date": f"{entry.at:%Y-%m-%d}"}


def _page(title: str, content: str) -> bytes:
    return (render("xsnet/head.html", title=title) + content + render("xsnet/foot.html")).encode()
