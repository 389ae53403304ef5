"""What in a replaced stretch tells two stories apart."""

import pytest

from govcrawl.dedup.alignment import Slot
from govcrawl.dedup.telling import Kind, telling, value_of


@pytest.mark.parametrize(
    ("before", "one", "other", "after", "kind"),
    [
        ("新建食堂", "17", "21", "处让居民", "number"),
        ("改造", "二十八", "三十一", "个老旧小区", "number"),
        ("第", "二", "三", "次会议", "number"),
        ("周", "三", "五", "上午", "number"),
        ("新建食堂", "17", "十七", "处让居民", None),
        ("会议", "进一步", "更加", "明确", None),
        ("会议", "", "17处", "明确", None),
        ("部署", "上", "下", "半年工作", "time"),
        ("", "今", "去", "年全区", "time"),
        ("走进", "玉兰", "海棠", "社区调研", "place"),
        ("区委书记到", "枫林", "望江", "街道", "place"),
        ("代表团抵达", "山东", "河南", "考察", "place"),
        ("走进清", "风", "河", "社区调研", "place"),
        ("持续", "推进", "深化", "社区治理", None),
        ("要", "加强", "强化", "街道统筹", None),
        ("区委副书记", "吕思源", "宋海波", "出席", "person"),
        ("书记王建", "国", "军", "主持", "person"),
        ("会议", "召开", "举行", "地点", None),
        ("群众", "犯愁", "发愁", "的事", None),
        ("记者", "获悉", "了解到", "今年", None),
    ],
)
def test_names_and_numbers_tell_and_wording_does_not(
    before: str, one: str, other: str, after: str, kind: Kind | None
) -> None:
    assert telling(Slot(one, other, before, after)) == kind
    assert telling(Slot(other, one, before, after)) == kind


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("17", 17),
        ("十七", 17),
        ("二十", 20),
        ("三百零五", 305),
        ("3万", 30000),
        ("一万二千", 12000),
        ("二〇二四", 2024),
        ("两", 2),
        ("十", 10),
        ("1亿", 10**8),
    ],
)
def test_a_numeral_says_its_number_in_either_notation(numeral: str, value: int) -> None:
    assert value_of(numeral) == value
