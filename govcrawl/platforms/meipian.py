"""美篇: posts as JSON in the page, an author's posts by an API that goes back by id. Known from public code of 2026-05.

Only what the post itself says is read: telephone numbers, WeChat ids and addresses in the JSON are left where they are.
"""

import html
import json
import re
from typing import Any
from urllib.parse import urlencode, urljoin

from govcrawl.errors import Rejected
from govcrawl.items import Claim, Image, Link, ListPage, ListRequest
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
    rows = _rows(view)
    base = view.page.url
    links = (
        Link(
            url=urljoin(base, f"/{row['mask_id']}"), title=row.get("title"), published=_printed(row.get("create_time"))
        )
        for row in rows
        if row.get("mask_id")
    )
    return ListPage(links=tuple(links))


def next_page(view: ListView, _links: tuple[Link, ...]) -> ListRequest | None:
    """The same question for what is older than the last row; ``None`` after an answer that is not full."""
    rows = _rows(view)
    last = _printed(rows[-1].get("id") or rows[-1].get("article_id")) if len(rows) >= _FULL else None
    if last is None:
        return None
    asked = view.request
    form = tuple((name, last if name == "maxid" else value) for name, value in asked.form)
    return ListRequest(url=asked.url, method="POST", form=form, headers=asked.headers, number=asked.number + 1)


def read_article(text: str, url: str) -> Embedded | None:
    """The post in ``var ARTICLE_DETAIL``; its body is ``None`` where the JSON leaves it to the markup."""
    start = _DETAIL.search(text)
    if not start:
        return None
    try:
        detail, _ = json.JSONDecoder(strict=False).raw_decode(text, start.end())
    except json.JSONDecodeError:
        return None
    post = detail.get("article") or {}
    if int(post.get("privacy") or _PUBLIC) != _PUBLIC:
        raise Rejected("page", url, "not_public", "the author keeps this post from the public")
    blocks = _blocks(post)
    pictures = tuple(Image(url=urljoin(url, block["img_url"])) for block in blocks if block.get("img_url"))
    return Embedded(claims=_claims(detail), html=_body(blocks), images=pictures)


def _rows(view: ListView) -> list[dict[str, Any]]:
    try:
        answer = json.loads(view.text)
    except json.JSONDecodeError as error:
        raise Rejected("page", view.page.url, "list_error", f"no JSON: {error}") from error
    if not isinstance(answer, list):
        raise Rejected("page", view.page.url, "list_error", view.text[:200])
    return [row for row in answer if isinstance(row, dict)]


def _claims(detail: dict[str, Any]) -> tuple[tuple[str, Claim], ...]:
    post, author = detail.get("article") or {}, detail.get("author") or {}
    created, modified = post.get("create_time"), post.get("last_modify_time")
    stated = (
        ("title", post.get("title"), "article.title"),
        ("published", created, "article.create_time"),
        ("published", post.get("edit_date_str"), "article.edit_date_str"),
        ("modified", modified if modified != created else None, "article.last_modify_time"),
        ("author", author.get("nickname"), "author.nickname"),
        ("views", post.get("visit_count"), "article.visit_count"),
    )
    found = tuple(
        (field, Claim(printed, "json", f"ARTICLE_DETAIL.{where}"))
        for field, value, where in stated
        if (printed := _printed(value)) is not None
    )
    return (*found, ("source", Claim("美篇", "site", "platform")))


def _blocks(post: dict[str, Any]) -> list[dict[str, Any]]:
    content = post.get("content")
    blocks = content.get("content") if isinstance(content, dict) else content
    return [block for block in blocks if isinstance(block, dict)] if isinstance(blocks, list) else []


def _body(blocks: list[dict[str, Any]]) -> str | None:
    texts = (str(block.get("text") or "") for block in blocks)
    return "\n".join(text if "<" in text else f"<p>{html.escape(text)}</p>" for text in texts if text.strip()) or None


def _printed(value: object) -> str | None:
    return str(value).strip() or None if value else None


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
