"""Articles that pages carry as data: what is read, what is left to the markup, what is left alone."""

import json

import pytest

from govcrawl.errors import Rejected
from govcrawl.platforms.gkmlpt import GKMLPT
from govcrawl.platforms.hanweb import HANWEB
from govcrawl.platforms.meipian import MEIPIAN
from govcrawl.site import Embedded, Platform

URL = "https://www.meipian.cn/4a0tzq10"


def read(text: str, platform: Platform = MEIPIAN) -> Embedded | None:
    assert platform.read_article is not None
    return platform.read_article(text, URL)


def post(**article: object) -> str:
    detail = {"article": {"title": "议事会记", **article}, "author": {"nickname": "柳荫社区", "wechat_id": "wx_secret"}}
    return f"<script>var ARTICLE_DETAIL = {json.dumps(detail, ensure_ascii=False)};\nvar next = {{}};</script>"


def claimed(embedded: Embedded | None, field: str) -> list[str]:
    return [claim.value for name, claim in embedded.claims if name == field] if embedded else []


def test_braces_and_quotes_within_a_post_do_not_end_it() -> None:
    text = '<p>他说：\\"{门}开着\\"};</p>'.replace('\\"', '"')
    embedded = read(post(content={"content": [{"type": 1, "text": text}]}))
    assert embedded is not None
    assert embedded.html == text


def test_a_post_names_its_author_and_the_platform_as_its_source() -> None:
    embedded = read(post())
    assert claimed(embedded, "author") == ["柳荫社区"]
    assert claimed(embedded, "source") == ["美篇"]


def test_a_post_without_content_leaves_the_body_to_the_markup() -> None:
    embedded = read(post(content=None, create_time=1710673530))
    assert embedded is not None
    assert embedded.html is None
    assert claimed(embedded, "published") == ["1710673530"]


def test_a_post_that_was_never_changed_claims_no_change() -> None:
    assert claimed(read(post(create_time=1710673530, last_modify_time=1710673530)), "modified") == []
    assert claimed(read(post(create_time=1710673530, last_modify_time=1710677130)), "modified") == ["1710677130"]


def test_nothing_private_is_read() -> None:
    read_of_it = repr(read(post(phone_num="13800000000")))
    assert "wx_secret" not in read_of_it
    assert "13800000000" not in read_of_it


@pytest.mark.parametrize("privacy", [2, 3, 4, "4"])
def test_a_post_that_its_author_keeps_from_the_public_is_rejected(privacy: object) -> None:
    with pytest.raises(Rejected, match="not_public"):
        read(post(privacy=privacy))


@pytest.mark.parametrize(
    "text",
    [
        "<p>没有数据</p>",
        "var ARTICLE_DETAIL = {broken",
        "var ARTICLE_DETAIL = {" + '"a":{' * 100_000,
        "var ARTICLE_DETAIL = 7",
    ],
    ids=["none", "cut off", "deep", "no object"],
)
def test_a_page_without_whole_data_has_none(text: str) -> None:
    assert read(text) is None


def test_a_text_without_markup_becomes_a_paragraph_of_its_own() -> None:
    embedded = read(post(content=[{"type": 6, "text": "小标题 A & B"}, {"type": 3, "video_url": "x.mp4"}]))
    assert embedded is not None
    assert embedded.html == "<p>小标题 A &amp; B</p>"


def test_a_gkmlpt_article_states_when_it_was_published_and_when_written() -> None:
    detail = {"title": "通知", "content": "<p>正文</p>", "display_publish_time": 1709803560, "date": 1709568000}
    embedded = read(f"window._CONFIG = {{ SID: '1', DETAIL: {json.dumps(detail)}, X: 1 }};", GKMLPT)
    assert claimed(embedded, "published") == ["1709803560"]
    assert claimed(embedded, "written") == ["1709568000"]
    assert embedded is not None
    assert embedded.html == "<p>正文</p>"


def test_hanweb_comments_fence_title_source_and_body() -> None:
    text = (
        "<!--<$[标题]>begin--><b>通知</b><!--<$[标题]>end--><!--<$[信息来源]>begin-->办公室&nbsp;<!--<$[信息来源]>end-->"
        "<!--<$[信息内容]>begin--><p>正文</p><!--<$[信息内容]>end-->"
    )
    embedded = read(text, HANWEB)
    assert embedded is not None
    assert (claimed(embedded, "title"), claimed(embedded, "source"), embedded.html) == (
        ["通知"],
        ["办公室"],
        "<p>正文</p>",
    )
    assert read("<!--<$[标题]>begin-->通知<!--<$[标题]>end-->", HANWEB) is None
