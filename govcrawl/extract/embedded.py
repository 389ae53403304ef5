"""Articles that a page carries as data: WeChat's variables, bodies in a textarea or a script.

A platform's own reader is asked first; what is read here belongs to no platform.
"""

import html
import json
import re
from collections.abc import Iterator, Sequence

from govcrawl.extract.declared import blocks, read_nodes
from govcrawl.items import Claim
from govcrawl.site import Embedded

_WECHAT = ('id="js_content"', "id='js_content'", "rich_media_content")
_WECHAT_VARS = (
    ("title", r"var\s+msg_title\s*=\s*(?P<q>['\"])(?P<v>.*?)(?P=q)(?:\.html\([^)]*\))?\s*;"),
    (
        "published",
        r"(?:var\s+(?:ct|oriCreateTime|create_time)\s*=|\bd\.ct\s*=|ori_create_time\s*:)\s*(?P<q>['\"])(?P<v>\d{10})(?P=q)",
    ),
    ("published", r"var\s+(?:publish_time|createTime)\s*=\s*(?P<q>['\"])(?P<v>\d{4}-\d\d-\d\d[^'\"]*)(?P=q)"),
    ("source", r"var\s+nickname\s*=\s*(?:htmlDecode\()?(?P<q>['\"])(?P<v>.*?)(?P=q)"),
    ("author", r"var\s+author\s*=\s*(?P<q>['\"])(?P<v>.*?)(?P=q)"),
    ("author", r"id=\"js_author_name\"[^>]*>(?P<v>[^<]{1,40})<"),
    ("author", r"class=\"rich_media_meta rich_media_meta_text\">\s*(?P<v>[^<\d]{2,20})<"),
)
_TOUTIAO = re.compile(r"artInfo:(?<!\wartInfo:)\s*\{")  # the name comes first because the engine can then skip to it
_QUOTED = r"'(?:&quot;)?(?P<v>(?:[^'\\]|\\.)*?)(?:&quot;)?'"
_TOUTIAO_VARS = (
    ("title", rf"\btitle:\s*{_QUOTED}"),
    ("published", rf"\btime:\s*{_QUOTED}"),
    ("source", rf"\bsource:\s*{_QUOTED}"),
)
_TOUTIAO_BODY = re.compile(rf"\bcontent:\s*{_QUOTED}")
_LONGEST = 500_000  # characters of such a script
_TEXTAREA = re.compile(r"<textarea[^>]{0,300}>", re.IGNORECASE)
_STATE = re.compile(
    r"id=[\"']__NEXT_DATA__[\"'][^>]{0,200}>|window\.__(?:INITIAL_STATE|NUXT|PRELOADED_STATE|INITIAL_DATA)__\s*=\s*(?=\{)"
)
_BODIES = ("contenthtml", "articlebody", "contentbody", "txt", "content", "body", "html", "text", "detail")
_FEW = 80  # characters of prose, below which a string is no body


def read_embedded(text: str) -> Embedded | None:
    """The article that a page carries as data, ``None`` where it carries none."""
    if any(sign in text for sign in _WECHAT):
        return _wechat(text)
    toutiao = _TOUTIAO.search(text)
    return _toutiao(text[toutiao.end() : toutiao.end() + _LONGEST]) if toutiao else None


def read_hidden_bodies(text: str) -> Iterator[tuple[str, str]]:
    """Bodies that the markup does not show, as (markup, where): in a textarea, JSON-LD, a framework's state."""
    for area in blocks(text, _TEXTAREA, "</textarea"):
        yield html.unescape(area), "textarea"
    for node in read_nodes(text):
        if isinstance(body := node.get("articleBody"), str) and _prose(body) >= _FEW:
            yield _as_markup(body), "json-ld"
    for state in blocks(text, _STATE, "</script"):
        body = max(_strings(_object(state)), key=_prose, default="")
        if _prose(body) >= _FEW:
            yield _as_markup(body), "state"


def _wechat(text: str) -> Embedded | None:
    claims = tuple(_variables(text, _WECHAT_VARS, "wechat"))
    return Embedded(claims=claims, html=None) if claims else None


def _toutiao(text: str) -> Embedded:
    """The article in ``artInfo: {…}``, which 今日头条 wrote into its pages until 2020."""
    body = _TOUTIAO_BODY.search(text)
    markup = html.unescape(_unescaped(body["v"])) if body else None
    return Embedded(claims=tuple(_variables(text, _TOUTIAO_VARS, "artInfo")), html=markup)


def _variables(text: str, patterns: Sequence[tuple[str, str]], where: str) -> Iterator[tuple[str, Claim]]:
    for field, pattern in patterns:
        found = re.search(pattern, text)
        value = html.unescape(_unescaped(found["v"])).strip() if found else ""
        if value:
            yield field, Claim(value, "json", where)


def _object(text: str) -> object:
    """The JSON that a script begins with, ``None`` where it is none."""
    try:
        return json.JSONDecoder(strict=False).raw_decode(text.lstrip())[0]
    except (ValueError, RecursionError):
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
