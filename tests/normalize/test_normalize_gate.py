"""The one gate, end to end over strings as printed."""

import dataclasses
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govcrawl.errors import Rejected
from govcrawl.items import Attachment, Claim, Image, RawArticle
from govcrawl.normalize import EXTRACTOR, article_id, normalize
from govcrawl.site import Site

SITE = Site(name="demo", title="示例社区网", hosts=("www.example.cn",))
URL = "http://www.example.cn/sq/1.html?from=list"
TEXT = "春和街道把议事协商办到居民家门口，老旧小区的停车、晾晒、加装电梯一件一件有了着落，居民说心里敞亮多了。"
FETCHED = datetime(2024, 3, 6, 2, 0, tzinfo=UTC)


def raw_article(
    *,
    paragraphs: tuple[str, ...] = (TEXT,),
    fetched_at: datetime | None = FETCHED,
    polluted: bool = False,
    **claims: list[Claim] | str,
) -> RawArticle:
    """A page that prints these values; a bare string is one claim by label."""
    printed = {"title": "议事协商进楼道", **claims}
    return RawArticle(
        url=URL,
        fetched_at=fetched_at,
        claims={
            field: (Claim(said, "label", field),) if isinstance(said, str) else tuple(said)
            for field, said in printed.items()
        },
        paragraphs=paragraphs,
        polluted=polluted,
    )


def test_an_article_has_the_values_of_its_page_typed_and_canonical() -> None:
    article = normalize(
        raw_article(
            published="2024-03-05 09:12",
            modified="2024-03-06",
            source="來源：示例日報",
            author="李明",
            views="1.2万",
            column="社区动态",
        ),
        SITE,
    )
    assert article.id == article_id("http://example.cn/sq/1.html")
    assert (article.site, article.column) == ("demo", "社区动态")
    assert (article.url, article.urls) == ("http://example.cn/sq/1.html", (URL,))
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2024-03-05T09:12:00+08:00"
    assert article.published_precision == "minute"
    assert article.modified_at is not None
    assert article.modified_at.isoformat() == "2024-03-06T00:00:00+08:00"
    assert (article.source, article.source_raw) == ("示例日报", "來源：示例日報")
    assert (article.author, article.views) == ("李明", 12_000)
    assert (article.body, article.script) == (TEXT, "hans")
    assert (article.genre, article.topics) == ("news", ("议事协商", "老旧小区改造", "加装电梯"))
    assert article.extractor == EXTRACTOR
    assert (article.revision, article.story, article.page) == (1, None, None)


def test_what_the_page_does_not_say_is_none() -> None:
    article = normalize(raw_article(), SITE)
    assert article.published_at is None
    assert article.published_precision is None
    assert article.modified_at is None
    assert article.source is None
    assert article.source_raw is None
    assert article.author is None
    assert article.views is None
    assert article.column is None


def test_a_page_without_a_title_is_refused() -> None:
    with pytest.raises(Rejected) as refused:
        normalize(raw_article(title=[Claim("无标题文档", "title_tag", "title"), Claim(" ", "heading", "h1")]), SITE)
    assert (refused.value.field, refused.value.url, refused.value.reason) == ("title", URL, "no_title")


@pytest.mark.parametrize(
    ("paragraphs", "reason"),
    [
        ((), "no_body"),
        (("", "\u3000 "), "no_body"),
        (("打印本页", "上一篇：没有了"), "no_body"),
        (("详见附件。",), "body_too_short"),
        (("图为活动现场", "居民合影"), "body_too_short"),
    ],
)
def test_a_page_without_a_text_is_refused_with_the_reason(paragraphs: tuple[str, ...], reason: str) -> None:
    with pytest.raises(Rejected) as refused:
        normalize(raw_article(paragraphs=paragraphs), SITE)
    assert (refused.value.field, refused.value.reason) == ("body", reason)


def test_a_text_beyond_measure_is_refused() -> None:
    with pytest.raises(Rejected) as refused:
        normalize(raw_article(paragraphs=(TEXT * 12_000,)), SITE)
    assert (refused.value.field, refused.value.reason) == ("body", "body_too_long")


def test_all_claims_are_kept_and_the_winner_is_first() -> None:
    late, label = Claim("生成于昨夜", "meta", "PubDate"), Claim("2024-03-05", "label", "发布时间")
    article = normalize(raw_article(published=[late, label]), SITE)
    assert article.claims["published"] == (label, late)
    assert article.claims["title"] == (Claim("议事协商进楼道", "label", "title"),)


def test_pollution_goes_from_every_field_and_is_noted() -> None:
    article = normalize(
        raw_article(
            title="社區(qū)議事進樓道(dào)",
            paragraphs=(
                "春和街道(dao)把社(she)(she)區(qu)(qu)的議事廳(管委會)搬到居民(min)家門口,停車、晾曬、加裝電梯一件一件有了著落。",
            ),
            source="示例(li)日報(bao)(bao)",
            author="李明(míng)",
            polluted=True,
        ),
        SITE,
    )
    assert article.title == "社區議事進樓道"
    assert article.body == "春和街道把社區的議事廳(管委會)搬到居民家門口,停車、晾曬、加裝電梯一件一件有了著落。"
    assert (article.source, article.source_raw) == ("示例日报", "示例(li)日報(bao)(bao)")
    assert article.author == "李明"
    assert (article.script, article.transforms) == ("hant", ("depinyin",))


_ANY_TEXT = st.text(alphabet=st.characters(), max_size=60) | st.sampled_from(
    [
        TEXT,
        "2024-03-05 09:12",
        "来源：本站",
        "社區(qū)",
        "&#x110000;&nbsp;",
        "\ud83d",
        "1.2万",
        "<br>",
        "3小时前",
        "http://[x",
    ]
)
_ANY_CLAIM = st.builds(Claim, _ANY_TEXT, st.sampled_from(["label", "meta", "url", "site"]), st.just("there"))
_CLAIMS = st.dictionaries(
    st.sampled_from(["title", "published", "modified", "written", "source", "author", "views", "column", "other"]),
    st.lists(
        st.builds(Claim, _ANY_TEXT, st.sampled_from(["label", "meta", "url", "site"]), st.just("there")), max_size=3
    ).map(tuple),
)


@settings(max_examples=60)
@given(_CLAIMS, st.lists(_ANY_TEXT, max_size=8), _ANY_TEXT, st.booleans(), st.sampled_from([None, FETCHED]))
def test_whatever_a_page_prints_it_is_an_article_that_can_be_written_or_is_refused(
    claims: dict[str, tuple[Claim, ...]], paragraphs: list[str], url: str, polluted: bool, fetched_at: datetime | None
) -> None:
    raw = RawArticle(
        url=url,
        fetched_at=fetched_at,
        claims={"title": (Claim("议事协商进楼道", "heading", "h1"),), **claims},
        paragraphs=(TEXT, *paragraphs),
        images=(Image(url=url, caption=url),),
        attachments=(Attachment(url=url, name=url),),
        polluted=polluted,
    )
    try:
        article = normalize(raw, SITE)
    except Rejected:
        return
    json.dumps(dataclasses.asdict(article), default=str, ensure_ascii=False).encode()
