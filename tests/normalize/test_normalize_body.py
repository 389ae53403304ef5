"""The body: paragraphs as printed, without what belongs to the page."""

from hypothesis import given
from hypothesis import strategies as st

from govcrawl.items import Claim, RawArticle
from govcrawl.normalize.body import Body, read_body

TITLE = "楼道里的议事厅"
TEXT = "春和街道把议事厅搬进楼道，停车、晾晒、加装电梯一件一件商量着办，居民说心里敞亮多了。"
MORE = "三个月里，社区党组织和物业、业委会坐到一张桌子前，先后议定了十二件实事，件件有回音。"


def body_of(*paragraphs: str, title: str = TITLE, polluted: bool = False, author: str | None = None) -> Body:
    claims = {"author": (Claim(author, "label", "作者"),)} if author else {}
    raw = RawArticle(
        url="http://a.example.cn/1", fetched_at=None, claims=claims, paragraphs=paragraphs, polluted=polluted
    )
    return read_body(raw, title)


def test_paragraphs_keep_their_order_script_and_wording() -> None:
    body = body_of("義橋鎮黨委書記“3 +”工作法(試行)：13。3%", TEXT)
    assert body.paragraphs == ("義橋鎮黨委書記“3 +”工作法(試行)：13。3%", TEXT)
    assert body.simplified == f"义桥镇党委书记“3 +”工作法(试行)：13。3%\n{TEXT}"


def test_white_space_is_one_space_and_empty_paragraphs_are_none() -> None:
    assert body_of("\u00a0\u00a0\u3000" + TEXT, " \u200b", "\t", MORE + "\n").paragraphs == (TEXT, MORE)


def test_a_paragraph_with_line_feeds_is_as_many_paragraphs() -> None:
    assert body_of(f"{TEXT}\r\n  {MORE}").paragraphs == (TEXT, MORE)


def test_what_stands_above_the_title_goes_with_it() -> None:
    body = body_of("某某开发区门户", "民生 > 社区", TITLE, TEXT)
    assert body.paragraphs == (TEXT,)
    assert [removed.rule for removed in body.removed] == ["title", "title", "title"]


def test_a_title_on_two_lines_is_the_title() -> None:
    assert body_of("楼道里的", "议事厅", TEXT).paragraphs == (TEXT,)


def test_a_title_printed_otherwise_spaced_or_in_the_other_script_is_the_title() -> None:
    assert body_of("樓道裡的  “議事廳”", TEXT, title="楼道里的议事厅").paragraphs == (TEXT,)


def test_a_line_like_the_title_below_a_sentence_is_text() -> None:
    assert body_of(TEXT, TITLE, MORE).paragraphs == (TEXT, TITLE, MORE)


def test_nothing_goes_where_the_title_is_not_printed_again() -> None:
    assert body_of("——春和街道见闻", TEXT).paragraphs == ("——春和街道见闻", TEXT)


def test_a_name_that_another_field_has_claimed_goes_above_the_text_only() -> None:
    assert body_of("春和社区", TEXT, "春和社区", author="春和社区").paragraphs == (TEXT, "春和社区")


def test_captions_stay() -> None:
    assert body_of(TEXT, "义桥镇党委书记讲话", MORE).paragraphs == (TEXT, "义桥镇党委书记讲话", MORE)


def test_pollution_goes_on_a_polluted_page_and_every_other_parenthesis_stays() -> None:
    body = body_of("社(she)(she)區(qu)的(de)各站(市、區(qu))和(he)管委會(站)", polluted=True)
    assert body.paragraphs == ("社區的各站(市、區)和管委會(站)",)
    assert body.depinyined


def test_readings_stay_on_a_clean_page() -> None:
    body = body_of("“堃(kūn)”字怎么读，社区识字班的老人们一齐念了出来，老师连声说好。")
    assert "堃(kūn)" in body.paragraphs[0]
    assert not body.depinyined


def test_a_line_taken_away_is_recorded_as_cleaned_with_its_rule() -> None:
    removed = body_of(TEXT, "\u3000【打印】\u00a0【關閉】").removed
    assert [(line.line, line.rule) for line in removed] == [("【打印】 【關閉】", "toolbar")]


_LINES = st.lists(
    st.sampled_from([TITLE, TEXT, MORE, "打印", "上一篇：无", "来源：某报", "短句", "春和社区", ""]), max_size=12
)


@given(_LINES)
def test_every_line_is_kept_or_recorded_and_no_sentence_is_lost(lines: list[str]) -> None:
    body = body_of(*lines)
    printed = [line for line in lines if line]
    assert sorted((*body.paragraphs, *(removed.line for removed in body.removed))) == sorted(printed)
    assert not {TEXT, MORE} & {removed.line for removed in body.removed}
    rest = iter(printed)
    assert all(paragraph in rest for paragraph in body.paragraphs)
