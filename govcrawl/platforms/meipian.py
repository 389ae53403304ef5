"""美篇: posts as JSON in the page, an author's posts by an API that goes back by id. Known from public code of 2026-05.

Only what the post itself says is read: telephone numbers, WeChat ids and addresses in the JSON are left where they are.
"""

import html
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode, urljoin

from govcrawl.errors import Rejected
from govcrawl.items import Claim, Image, Link, ListPage, ListRequest
from govcrawl.platforms import answers
from govcrawl.platforms.queries import join
from govcrawl.site import ArticleRules, Embedded, ListRules, ListView, Platform

_API = "/static/action/load_columns_article.php"
_AUTHOR = re.compile(r"/c/(\d+)")
_DETAIL = re.compile(r"var\s+ARTICLE_DETAIL\s*=\s*(?=\{)")
_PUBLIC = 1  # article.privacy: 2 不公开, 3 加密, 4 私密
_FULL = 10  # rows of a list answer that is not the last
_POST = r"meipian\.cn/(?!c/|static/|default/)[0-9a-z]{6,10}(?:[?#]|$)"


def first(column: str) -> ListRequest:
    """The request for the newest posts of the author whose page is ``column``, any other URL as it is."""
    author = _AUTHOR.search(column)
    if not author:
        return ListRequest(url=column)
    return ListRequest(
        url=f"{urljoin(column, _API)}?{urlencode({'userid': author[1]})}",
        method="POST",
        form=(("containerid", "0"), ("maxid", ""), ("stickmaskid", "")),
        headers=(("Referer", column),),
    )


def read_list(view: ListView) -> ListPage:
    """The posts of one answer of the list API; an answer that is an error raises Rejected."""
    if not answers.is_data(view.text) and view.request.method == "GET":
        return ListPage(links=())
    rows = [{**row, "url": f"/{row['mask_id']}"} for row in _rows(view) if row.get("mask_id")]
    return ListPage(
        links=answers.links(rows, base=view.page.url, url=("url",), title=("title",), published=("create_time",))
    )


def next_page(view: ListView, _links: tuple[Link, ...]) -> ListRequest | None:
    """The same question for what is older than the last row; ``None`` after an answer that is not full."""
    asked = view.request
    rows = _rows(view) if asked.method == "POST" else []
    last = answers.first(rows[-1], ("id", "article_id")) if len(rows) >= _FULL else None
    if last is None:
        return None
    form = tuple((name, last if name == "maxid" else value) for name, value in asked.form)
    return replace(asked, form=form, number=asked.number + 1)


def read_article(text: str, url: str) -> Embedded | None:
    """The post in ``var ARTICLE_DETAIL``; its body is ``None`` where the JSON leaves it to the markup."""
    start = _DETAIL.search(text)
    if not start:
        return None
    try:
        detail, _ = json.JSONDecoder(strict=False).raw_decode(text, start.end())
    except (ValueError, RecursionError):
        return None
    if (answers.whole(answers.at(detail, "article", "privacy")) or _PUBLIC) != _PUBLIC:
        raise Rejected("page", url, "not_public", "the author keeps this post from the public")
    blocks = answers.rows_at(detail, "article", "content", "content") or answers.rows_at(detail, "article", "content")
    addresses = (join(url, address) for block in blocks if (address := answers.first(block, ("img_url",))))
    pictures = tuple(Image(url=address) for address in addresses if address)
    return Embedded(claims=_claims(detail), html=_body(blocks), images=pictures)


def _rows(view: ListView) -> list[Mapping[str, Any]]:
    answer = answers.read_data(view)
    if not isinstance(answer, list):
        raise Rejected("page", view.page.url, "list_error", view.text[:200])
    return answers.rows_at({"posts": answer}, "posts")


def _claims(detail: Any) -> tuple[tuple[str, Claim], ...]:
    created, modified = (answers.at(detail, "article", key) for key in ("create_time", "last_modify_time"))
    stated = (
        ("title", "article", "title"),
        ("published", "article", "create_time"),
        ("published", "article", "edit_date_str"),
        ("modified", "article", "last_modify_time" if modified != created else ""),
        ("author", "author", "nickname"),
        ("views", "article", "visit_count"),
    )
    found = tuple(
        (field, Claim(value, "json", f"ARTICLE_DETAIL.{part}.{key}"))
        for field, part, key in stated
        if (value := answers.printed(answers.at(detail, part, key))) is not None
    )
    return (*found, ("source", Claim("美篇", "site", "platform")))


def _body(blocks: list[Mapping[str, Any]]) -> str | None:
    texts = (text for block in blocks if (text := answers.first(block, ("text",))))
    return "\n".join(text if "<" in text else f"<p>{html.escape(text)}</p>" for text in texts) or None


MEIPIAN = Platform(
    name="meipian",
    markers=(r"var\s+ARTICLE_DETAIL\s*=", r"mp-article-caption", r"load_columns_article"),
    article=ArticleRules(
        title=(".mp-article-caption-title", ".caption-title-html", ".meipian-title"),
        published=(".mp-article-caption-subhead-time",),
        author=(".mp-article-caption-author", ".mp-article-caption-subhead-name"),
        views=(".mp-article-caption-subhead-count",),
        text=(".mp-article-tpl", ".mp-article-texts"),
        drop=(".mp-qr", ".mp-article-foot", ".mp-side", ".mp-footer", ".mp-fav"),
    ),
    list=ListRules(article_url=_POST),
    first=first,
    read_list=read_list,
    next_page=next_page,
    read_article=read_article,
)
