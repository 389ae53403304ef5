"""The same-story decision: a table of what reprints do, and of what only looks like one."""

from datetime import date

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.dedup.decision import Verdict, decide
from govcrawl.dedup.text import Text, read
from tests.dedup.articles import FURNITURE, NOTICE, READOUT, REPORT

DAY = date(2024, 4, 13)
REPORT_TITLE, READOUT_TITLE, NOTICE_TITLE = (
    "枣林社区停车难，议事亭里找答案",
    "青桐区召开城市社区治理工作推进会",
    "致居民的温馨提示",
)
LINES = REPORT.split("\n")


def text(title: str, body: str, day: date | None = DAY) -> Text:
    return read(title, body, day=day)


REPRINTS: dict[str, tuple[str, str, Verdict]] = {
    "printed alike": (REPORT_TITLE, REPORT, "same"),
    "under another title": ("一张桌子解开停车结", REPORT, "same"),
    "credited": (REPORT_TITLE, f"来源：青桐日报\n{REPORT}\n责任编辑：方小雨", "same"),
    "with a dateline": (REPORT_TITLE, f"本报讯（记者 白云飞）{REPORT}（完）", "same"),
    "with captions": (REPORT_TITLE, "\n".join([*LINES[:3], "图为居民在议事亭里商量方案。", *LINES[3:]]), "same"),
    "in traditional script": (REPORT_TITLE, opencc.OpenCC("s2t").convert(REPORT), "same"),
    "a paragraph moved": (REPORT_TITLE, "\n".join([*LINES[2:5], *LINES[:2], LINES[5]]), "same"),
    "a paragraph cut": (REPORT_TITLE, "\n".join([*LINES[:2], *LINES[3:]]), "same"),
    "half of it": (REPORT_TITLE, "\n".join(LINES[:3]), "excerpt"),
    "half of it from all over, under another title": (
        "停车有了新办法",
        "\n".join([LINES[0], LINES[2].split("，再")[0] + "。", LINES[4], LINES[5]]),
        "excerpt",
    ),
    "other words": (
        REPORT_TITLE,
        REPORT.replace("犯愁", "发愁").replace("如今", "现在").replace("急着", "忙着").replace("难处", "烦恼"),
        "same",
    ),
    "numerals written otherwise": (REPORT_TITLE, REPORT.replace("9次", "九次").replace("三条", "3条"), "same"),
    "an end of its own": (REPORT_TITLE, "\n".join([*LINES[:5], "记者还将继续关注这个院子的变化。"]), "same"),
}


@pytest.mark.parametrize(("title", "body", "verdict"), REPRINTS.values(), ids=REPRINTS)
def test_a_reprint_is_of_the_same_story(title: str, body: str, verdict: Verdict) -> None:
    assert decide(text(REPORT_TITLE, REPORT), text(title, body)).verdict == verdict


DIFFERENT: dict[str, tuple[tuple[str, str], tuple[str, str], str]] = {
    "one person": (
        (READOUT_TITLE, READOUT),
        (READOUT_TITLE, READOUT.replace("吕思源", "宋海波")),
        "person 宋海波 by 吕思源|person 吕思源 by 宋海波",
    ),
    "one community": ((READOUT_TITLE, READOUT), (READOUT_TITLE, READOUT.replace("玉兰", "海棠")), "the place"),
    "one number": ((READOUT_TITLE, READOUT), (READOUT_TITLE, READOUT.replace("28个", "31个")), "the number"),
    "one day": ((READOUT_TITLE, READOUT), (READOUT_TITLE, READOUT.replace("12日", "19日")), "the number"),
    "the half of the year": (
        (READOUT_TITLE, READOUT),
        (READOUT_TITLE, READOUT.replace("下半年", "上半年")),
        "the time",
    ),
    "an ordinal in the title": (
        ("第二次联席会议召开", READOUT),
        ("第三次联席会议召开", READOUT),
        "titles of one pattern",
    ),
    "half of it other sentences": (
        (READOUT_TITLE, READOUT),
        (READOUT_TITLE, "\n".join([*READOUT.split("\n")[:2], *LINES[2:4], READOUT.split("\n")[4]])),
        "replaced by others|stands in the longer",
    ),
    "another text": ((READOUT_TITLE, READOUT), (REPORT_TITLE, REPORT), "stands in the longer"),
    "a compilation": (
        (REPORT_TITLE, REPORT),
        ("社区工作材料两篇", f"篇一：{REPORT_TITLE}\n{REPORT}\n篇二：过节\n{NOTICE}"),
        "compilation",
    ),
    "a collection by its title": ((REPORT_TITLE, REPORT), ("社区治理案例汇编", f"{REPORT}\n{NOTICE}"), "compilation"),
    "a digest": (
        (REPORT_TITLE, REPORT),
        ("各地基层治理动态（二则）", f"{REPORT}\n{READOUT}"),
        "digest holds the shorter",
    ),
    "a digest that says so, drawn from all over": (
        (REPORT_TITLE, REPORT),
        (f"{REPORT_TITLE}（外二则）", "\n".join([*LINES[:3], READOUT, *LINES[3:]])),
        "a digest, as its title says",
    ),
    "two articles on a page, each under its title": (
        ("枣林社区停车难，议事亭里找答案", REPORT),
        (
            "枣林社区养犬难，议事亭里找答案",
            f"枣林社区养犬难，议事亭里找答案\n{READOUT}\n枣林社区停车难，议事亭里找答案\n{REPORT}",
        ),
        "under its title",
    ),
    "the same speech on other occasions": (
        (READOUT_TITLE, f"昨日，青禾区在玉兰社区举行儿童友好社区建设启动仪式。\n{READOUT}"),
        (READOUT_TITLE, f"近日，云川市在松岗区检查儿童友好社区的建设。\n{READOUT}"),
        "events at different places",
    ),
    "site furniture": (("关于补贴发放的通知", FURNITURE), ("暑期夜市开张", FURNITURE), "speaks of neither"),
    "short and cut": (("通知", "今晚十点停水，请提前储水。"), ("通知", "今晚十点停水。"), "this short"),
    "short under another title": (
        ("停水通知", "详细的情况请看附件里的说明。"),
        ("社工招聘", "详细的情况请看附件里的说明。"),
        "short and under another title",
    ),
}


@pytest.mark.parametrize(("one", "other", "reason"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_tells_two_stories_apart_is_said(one: tuple[str, str], other: tuple[str, str], reason: str) -> None:
    decision = decide(text(*one), text(*other))
    assert decision.verdict == "different"
    assert any(part in decision.reason for part in reason.split("|"))


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        (date(2024, 2, 8), "same"),
        (date(2024, 9, 1), "same"),
        (date(2025, 1, 27), "different"),
        (date(2026, 2, 15), "different"),
    ],
)
def test_equal_words_of_another_year_are_another_notice(day: date, verdict: Verdict) -> None:
    assert decide(text(NOTICE_TITLE, NOTICE, date(2024, 2, 6)), text(NOTICE_TITLE, NOTICE, day)).verdict == verdict


def test_a_text_that_names_its_year_may_be_printed_again_a_year_later() -> None:
    body = f"2024年{READOUT}"
    first, second = (text(READOUT_TITLE, body, day) for day in (DAY, date(2025, 4, 13)))
    assert decide(first, second).verdict == "same"


def test_similarity_is_the_share_of_the_longer_text() -> None:
    decision = decide(text(REPORT_TITLE, REPORT), text(REPORT_TITLE, "\n".join(LINES[:3])))
    assert decision.similarity == pytest.approx(len("\n".join(LINES[:3])) / len(REPORT), abs=0.03)


BITS = ("4月12日", "枫林街道", "玉兰社区", "，", "。", "\n", "会议强调", "要办好民生实事", "28", "三十", "吕思源", "a")
BODIES = st.lists(st.sampled_from([*BITS, *LINES, *READOUT.split("\n")]), max_size=25).map("".join) | st.text()
TEXTS = st.builds(
    read, st.sampled_from([READOUT_TITLE, REPORT_TITLE, "", "第二次会议"]), BODIES, day=st.none() | st.dates()
)


@given(TEXTS, TEXTS)
def test_the_decision_is_symmetric(one: Text, other: Text) -> None:
    assert decide(one, other) == decide(other, one)


@given(TEXTS)
def test_an_article_with_a_text_is_of_its_own_story(one: Text) -> None:
    assert decide(one, one).verdict == ("same" if len(one.flat) >= 12 else "different")


@given(TEXTS, TEXTS)
def test_similarity_is_a_share(one: Text, other: Text) -> None:
    assert 0 <= decide(one, other).similarity <= 1
