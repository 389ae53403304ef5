"""Articles that a page carries as data: WeChat's variables, gkmlpt's ``_CONFIG``, bodies in a textarea or a script.

A platform's own reader is asked first; what is read here belongs to no platform.
"""

import html
import json
import re
from collections.abc import Iterator

from govcrawl.extract.declared import load, read_nodes
from govcrawl.items import Claim
from govcrawl.site import Embedded

_WECHAT = re.compile(r"id=[\"']js_content[\"']|rich_media_content")
_WECHAT_VARS = (
    ("title", r"var\s+msg_title\s*=\s*(?P<q>['\"])(?P<v>.*?)(?P=q)(?:\.html\([^)]*\))?\s*;"),
    (
        "published",
        r"(?:var\s+(?:ct|oriCreateTime|create_time)\s*=|\bd\.ct\s*=|ori_create_time\s*:)\s*(?P<q>['\"])(?P<v>\d{10})(?P=q)",
    ),
    ("published", r"var\s+publish_time\s*=\s*(?P<q>['\"])(?P<v>\d{4}-\d\d-\d\d[^'\"]*)(?P=q)"),
    ("source", r"var\s+nickname\s*=\s*(?:htmlDecode\()?(?P<q>['\"])(?P<v>.*?)(?P=q)"),
    ("author", r"var\s+author\s*=\s*(?P<q>['\"])(?P<v>.*?)(?P=q)"),
)
_GKMLPT = re.compile(r"window\._CONFIG\s*=\s*|_CONFIG\.DETAIL\s*=\s*")
_TEXTAREA = re.compile(
    r"<textarea[^>]{0,300}(?:article|content|body|text)[^>]{0,200}>([\s\S]{80,400000}?)</textarea>", re.IGNORECASE
)
_STATE = re.compile(
    r"<script[^>]{0,200}id=[\"']__NEXT_DATA__[\"'][^>]{0,200}>([\s\S]{2,2000000}?)</script>"
    r"|window\.__(?:INITIAL_STATE|NUXT|PRELOADED_STATE|INITIAL_DATA)__\s*=\s*(?=\{)",
    re.IGNORECASE,
)
_BODIES = ("contenthtml", "articlebody", "contentbody", "txt", "content", "body", "html", "text", "detail")
_FEW = 80  # characters of prose, below which a string is no body


def read_embedded(text: str) -> Embedded | None:
    """The article that a page carries as data, ``None`` where it carries none."""
    if _WECHAT.search(text, 0, 400_000):
        return _wechat(text)
    return _gkmlpt(text)


def read_hidden_bodies(text: str) -> Iterator[tuple[str, str]]:
    """Bodies that the markup does not show, as (markup, where): in a textarea, JSON-LD, a framework's state."""
    for area in _TEXTAREA.finditer(text):
        yield html.unescape(area[1]), "textarea"
    for node in read_nodes(text):
        if isinstance(body := node.get("articleBody"), str) and _prose(body) >= _FEW:
            yield _as_markup(body), "json-ld"
    for state in _STATE.finditer(text):
        data = load(state[1]) if state[1] else _object(text, state.end())
        body = max(_strings(data), key=_prose, default="")
        if _prose(body) >= _FEW:
            yield _as_markup(body), "state"


def _wechat(text: str) -> Embedded | None:
    claims = []
    for field, pattern in _WECHAT_VARS:
        found = re.search(pattern, text)
        value = html.unescape(_unescaped(found["v"])).strip() if found else ""
        if value:
            claims.append((field, Claim(value, "json", "wechat")))
    return Embedded(claims=tuple(claims), html=None) if claims else None


def _gkmlpt(text: str) -> Embedded | None:
    start = _GKMLPT.search(text)
    detail = _object(text, start.end()) if start else None
    if isinstance(detail, dict):
        detail = detail.get("DETAIL", detail)
    if not isinstance(detail, dict) or not isinstance(detail.get("content"), str):
        return None
    stated = (
        ("title", "title"),
        ("published", "display_publish_time"),
        ("published", "date"),
        ("source", "source"),
        ("source", "publisher"),
        ("views", "view_count"),
    )
    claims = tuple(
        (field, Claim(str(detail[name]).strip(), "json", f"_CONFIG.DETAIL.{name}"))
        for field, name in stated
        if detail.get(name)
    )
    return Embedded(claims=claims, html=html.unescape(detail["content"]))


def _object(text: str, start: int) -> object:
    try:
        return json.JSONDecoder(strict=False).raw_decode(text, start)[0]
    except (json.JSONDecodeError, RecursionError):
        return None


def _strings(data: object, depth: int = 0) -> Iterator[str]:
    """The strings under the keys that bodies go by, anywhere in the data."""
    if depth > 12:
        return
    if isinstance(data, dict):
        for name, value in data.items():
            if isinstance(value, str) and name.lower() in _BODIES:
                yield value
            else:
                yield from _strings(value, depth + 1)
    elif isinstance(data, list):
        for value in data[:200]:
            yield from _strings(value, depth + 1)


def _prose(markup: str) -> int:
    return len(re.sub(r"<[^>]*>|\s", "", markup)) if re.search(r"[，。；]", markup) else 0


def _as_markup(body: str) -> str:
    if "<" in body:
        return body
    return "".join(f"<p>{html.escape(line)}</p>" for line in body.splitlines() if line.strip())


def _unescaped(value: str) -> str:
    """A JavaScript string without its escapes."""
    value = re.sub(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))", lambda m: chr(int(m[1] or m[2], 16)), value)
    return re.sub(r"\\(.)", r"\1", value)
