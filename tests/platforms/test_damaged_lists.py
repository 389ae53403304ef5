"""Damaged list pages: whatever arrives, a list is read or Rejected, and nothing else is raised."""

import json
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govcrawl.errors import Rejected
from govcrawl.extract.lists import extract_list
from govcrawl.items import ListRequest, Page
from govcrawl.platforms import PLATFORMS
from govcrawl.site import GENERIC, Platform, Site

WEBS = Path(__file__).parents[1] / "fixtures" / "platforms"
ANSWERS = [
    (folder.name, page)
    for folder in sorted(WEBS.iterdir())
    for page in json.loads((folder / "web.json").read_text(encoding="utf-8"))["pages"]
]
SHARDS = [b"<", b"9" * 5000, b"http://[", b"null", b"\x00", b'"', b"'", b"]]>", b"{", b"[", b"\\", b"-1", b"\xff\xfe"]
PLATFORM = {platform.name: platform for platform in PLATFORMS}
SLOWEST = 2.0  # seconds


def read(body: bytes, page: dict[str, object], platform: Platform) -> None:
    site = Site(name="demo", title="示例", platform=platform)
    url = str(page["url"])
    form = tuple((str(name), str(value)) for name, value in page.get("form", []))  # type: ignore[attr-defined]
    request = ListRequest(url=url, method="POST" if form else "GET", form=form, number=2)
    with suppress(Rejected):
        extract_list(Page(url=url, body=body), request=request, site=site)


@settings(max_examples=150, deadline=None)
@given(
    answer=st.sampled_from(ANSWERS),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 200), st.sampled_from(SHARDS)), max_size=4),
)
def test_a_damaged_answer_is_read_or_rejected(
    answer: tuple[str, dict[str, object]], cuts: list[tuple[float, int, bytes]]
) -> None:
    name, page = answer
    body = (WEBS / name / str(page["file"])).read_bytes()
    for where, length, shard in cuts:
        at = int(where * len(body))
        body = body[:at] + shard + body[at + length :]
    read(body, page, PLATFORM[name.split("_")[0]])
    read(body, page, GENERIC)


KEYS = ["data", "results", "articles", "page", "content", "url", "title", "html", "link", "total"]
SCALARS = st.none() | st.booleans() | st.floats() | st.integers() | st.text()
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner), max_leaves=12
)


@settings(max_examples=100, deadline=None)
@given(platform=st.sampled_from(PLATFORMS), data=JSON)
def test_any_json_is_read_or_rejected(platform: Platform, data: object) -> None:
    read(json.dumps(data).encode(), {"url": "http://www.example.cn/x?page=1", "form": [("page", "1")]}, platform)


ROW = '<li><a href="/info/1/%d.htm">社区</a><i>2024-03-12</i></li>'.encode()


@pytest.mark.parametrize(
    ("platform", "body"),
    [
        pytest.param(PLATFORM.get(name, GENERIC), body, id=f"{name}-{body[:12].decode(errors='replace')}")
        for name, body in (
            ("generic", b"<ul>" + ROW * 30_000),
            ("generic", b"<div>" * 3_000 + b'<a href="/a/1.htm">x</a>'),
            ("generic", b'<a href="/a/1.htm">' * 20_000),
            ("generic", "共".encode() * 200_000),
            ("trs", b" " * 2_000_000 + b"x"),
            ("trs", b"createPageHTML(" + b"1," * 200_000),
            ("dangyuan", b"item=[{" + b"title:'" * 100_000),
            ("hanweb", b"<record><![CDATA[" * 20_000),
            ("jpaas", b"<record><![CDATA[" * 20_000),
            ("aspnet", b"__doPostBack('" * 50_000),
            ("eportal", b"'/eportal/ui?" * 50_000 + b"currentPage="),
            ("lonsun", b"'/site/label/1?" * 50_000),
            ("meipian", b"[" * 100_000),
        )
    ],
)
def test_no_answer_takes_long(platform: Platform, body: bytes) -> None:
    began = time.process_time()
    read(body, {"url": "http://www.example.cn/a/index.html"}, platform)
    assert time.process_time() - began < SLOWEST
