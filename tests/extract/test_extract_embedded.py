"""Articles that pages carry in their scripts: posts of WeChat and 今日头条."""

from govcrawl.extract import extract_article
from govcrawl.items import Page, RawArticle
from govcrawl.site import Site

SITE = Site(name="generic", title="")
TITLE = "云湖街道开门议事破解停车难"
BODY = (
    "3月9日上午，云湖街道在梧桐社区召开居民议事会，就老旧小区停车难的问题听取意见，三十余名居民代表参加。",
    "会上，物业公司介绍了地下车库的使用情况，居民代表就错时共享、划线定位等办法提出了十二条建议。",
)
P = "".join(f"<p>{line}</p>" for line in BODY)


def read(markup: str) -> RawArticle:
    return extract_article(
        Page(url="https://www.yunhu.example/a6760/", body=f"<meta charset=utf-8>{markup}".encode()), SITE
    )


def first(raw: RawArticle, field: str) -> str:
    return raw.claims[field][0].value


def test_a_post_of_toutiao_stands_in_its_script_alone() -> None:
    quoted = P.replace("<", "&lt;").replace(">", "&gt;")
    raw = read(
        f"<title>{TITLE}</title><div id=app></div><script>var BASE_DATA = {{artInfo: {{title: '&quot;{TITLE}&quot;'"
        f".slice(6, -6), content: '&quot;{quoted}&quot;'.slice(6, -6), groupId: '6760', subInfo: {{isOriginal: false, "
        f"source: '云湖晚报', time: '2019-11-20 08:11:05'}}}}}};</script>"
    )
    assert (first(raw, "title"), first(raw, "published"), first(raw, "source")) == (
        TITLE,
        "2019-11-20 08:11:05",
        "云湖晚报",
    )
    assert raw.paragraphs == BODY


def test_a_post_of_wechat_names_its_account_and_its_author() -> None:
    raw = read(
        f"<h2 id=activity-name>{TITLE}</h2><div id=meta_content>"
        '<em id="post-date" class="rich_media_meta rich_media_meta_text">2016-11-20</em>'
        '<em class="rich_media_meta rich_media_meta_text">张三</em><a id=js_name>云湖发布</a></div>'
        f'<div id="js_content" style="visibility: hidden">{P}</div>'
        '<script>var nickname = "云湖发布"; var ct = "1479600665";</script>'
    )
    assert (first(raw, "source"), first(raw, "author"), first(raw, "published")) == ("云湖发布", "张三", "1479600665")


def test_the_authors_link_of_a_newer_post_goes_before_other_texts_beside_it() -> None:
    raw = read(
        f'<h1>{TITLE}</h1><span class="rich_media_meta_text"><span id="js_author_name">云湖融媒</span></span>'
        f'<div id="js_content">{P}</div><script>var ct = "1732061465";</script>'
    )
    assert first(raw, "author") == "云湖融媒"
