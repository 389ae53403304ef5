"""美篇: over TLS, posts as JSON with braces in its strings, an author's list by an API of ten rows a page."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from html import escape
from typing import Any

from govcrawl.demo.drafts import Draft, chunks, drafts, epoch
from govcrawl.demo.page import Kept, Left, Seen, ToyPage
from govcrawl.demo.prose import POST
from govcrawl.demo.render import render

HOST = "https://www.meipian.cn"
API = f"{HOST}/static/action/load_columns_article.php"
HTML = (("Content-Type", "text/html; charset=utf-8"),)
JSON = (("Content-Type", "application/json; charset=utf-8"),)
FULL = 10  # rows of an answer that is not the last
COPY = 3  # number of the post whose text is another site's
TRAPS = {
    COPY: "another site's text",
    7: "not public",
    9: "content null: the text only in the markup",
    11: "a date without year in the markup",
}
AUTHORS = {"39170021": "大东街社区", "39170022": "和平街社区"}
PICTURE = "https://img-toy.example/{}.jpg"


def pages(copied: Sequence[tuple[str, Kept]]) -> list[ToyPage]:
    """All pages of the site; two of its posts pass on an article of another site as their own."""
    made = [ToyPage(url=f"{HOST}/robots.txt", status=404, headers=HTML, expected=Seen())]
    for place, author in enumerate(AUTHORS):
        entries = _entries(author, place)
        entries = [_passed_on(entry, copied[place][1]) if entry.number == COPY else entry for entry in entries]
        made += _lists(author, entries)
        made += [_post(entry, entries, author, copied[place]) for entry in entries]
    return made


def _entries(author: str, place: int) -> Sequence[Draft]:
    def address(_at: datetime, number: int) -> str:
        return f"{HOST}/{sha256(f'{author}/{number}'.encode()).hexdigest()[:8]}"

    newest = (date(2024, 4, 26), date(2024, 1, 30))[place]
    return drafts(
        f"meipian {author}", (14, 20)[place], newest=newest, pairs=40 + 14 * place, plan=POST, address=address
    )


def _passed_on(entry: Draft, kept: Kept) -> Draft:
    return entry.told(*kept.paragraphs, title=kept.retitled)


def _lists(author: str, entries: Sequence[Draft]) -> list[ToyPage]:
    """The author's page, and the answers of the API, each asked for by the id of the last row before it."""
    html = render("meipian/author.html", author=author, nickname=AUTHORS[author], count=len(entries))
    made = [ToyPage(url=f"{HOST}/c/{author}", headers=HTML, body=html.encode(), expected=Seen())]
    rest = len(entries) % FULL
    last = ""
    for chunk in [*chunks(entries, FULL), *([] if rest else [()])]:
        rows = [_row(entry) for entry in chunk]
        made.append(
            ToyPage(
                url=f"{API}?userid={author}",
                form=(("containerid", "0"), ("maxid", last), ("stickmaskid", "")),
                headers=JSON,
                body=json.dumps(rows, ensure_ascii=False).encode(),
                expected=Seen(),
                trap="" if rows else "an empty answer after full ones",
            )
        )
        last = str(rows[-1]["id"]) if rows else last
    return made


def _post(entry: Draft, around: Sequence[Draft], author: str, copied: tuple[str, Kept]) -> ToyPage:
    """A post; the number of some decides on a trap."""
    if entry.number == 5 and author == "39170022":
        return ToyPage(url=entry.url, headers=HTML, body=render("walls/aliyun.html").encode(), trap="a wall with 200",
                       expected=Left("blocked", "aliyun"))  # fmt: skip
    private, in_markup = entry.number == 7, entry.number == 9
    detail = _detail(entry, author, private=private, bare=in_markup)
    page = render(
        "meipian/post.html",
        title=entry.title,
        summary=entry.paragraphs[0][:60],
        detail=json.dumps(detail, ensure_ascii=False),
        related=json.dumps(
            [{"mask_id": "0a1b2c3d", "title": "邻里{第2期}", "create_time": 1719754537}], ensure_ascii=False
        ),
        author=author,
        nickname=AUTHORS[author],
        shown=f"{entry.at:%m-%d}" if entry.number == 11 else f"创建于{entry.at:%Y-%m-%d}",
        views=_views(entry),
        blocks=[_block(block) for block in _blocks(entry)],
        others=[{"mask": _mask(other), "title": other.title, "date": f"{other.at:%Y-%m-%d}"} for other in around[:5]],
    )
    kept = _kept(entry, author, original=copied[0] if entry.number == COPY else None)
    expected = Left("rejected", "not_public") if private else kept
    return ToyPage(url=entry.url, headers=HTML, body=page.encode(), expected=expected, trap=TRAPS.get(entry.number, ""))


def _kept(entry: Draft, author: str, *, original: str | None) -> Kept:
    return Kept(
        site="meipian",
        column=AUTHORS[author],
        title=entry.title,
        paragraphs=entry.paragraphs,
        at=entry.day,
        precision="day",
        source="美篇",
        author=AUTHORS[author],
        views=_views(entry),
        genre="post",
        original=original,
    )


def _detail(entry: Draft, author: str, *, private: bool, bare: bool) -> dict[str, Any]:
    created = epoch(entry.day)
    post = {
        "id": 480000000 + entry.number,
        "mask_id": _mask(entry),
        "user_id": int(author),
        "title": entry.title,
        "privacy": 2 if private else 1,
        "theme": {"id": 7, "css": ".mp-article-tpl{background:#fff;} .ql-block{line-height:1.9}"},
        "music": {"name": "晨光里的巷子 {轻音乐}", "url": ""},
        "create_time": created,
        "last_modify_time": created,
        "edit_date_str": f"{entry.at:%Y-%m-%d}",
        "visit_count": _views(entry),
        "comment_count": 2,
        "content": None if bare else {"content": _blocks(entry)},
    }
    who = {"id": int(author), "nickname": AUTHORS[author], "signature": "把日子过成 {一束光};"}
    return {"article": post, "author": who, "env": {"build": "2024-11-06 10:23:51", "tpl": "{{title}}"}}


def _blocks(entry: Draft) -> list[dict[str, Any]]:
    """Every paragraph behind a run of no-break spaces, a picture after every second."""
    blocks: list[dict[str, Any]] = []
    for place, text in enumerate(entry.paragraphs):
        blocks.append({"type": 1, "text": f'<p class="ql-block">{"&nbsp; " * 4}{escape(text)}</p>', "img_url": ""})
        if place % 2:
            blocks.append({"type": 1, "text": "", "img_url": PICTURE.format(f"{_mask(entry)}/{place}")})
    return blocks


def _block(block: Mapping[str, Any]) -> dict[str, Any]:
    line = str(block["text"]).removeprefix('<p class="ql-block">').removesuffix("</p>")
    return {
        "text": [{"line": line}] if line else [],
        "image": [{"url": block["img_url"]}] if block["img_url"] else [],
    }


def _row(entry: Draft) -> dict[str, Any]:
    return {
        "id": 480000000 + entry.number,
        "mask_id": _mask(entry),
        "title": entry.title,
        "create_time": epoch(entry.day),
    }


def _mask(entry: Draft) -> str:
    return entry.url.rpartition("/")[2]


def _views(entry: Draft) -> int:
    return 100 + 37 * entry.number
