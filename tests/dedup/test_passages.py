"""Two texts side by side: what is alike, left out, added, replaced, moved."""

import pytest

from govcrawl.dedup.passages import passages

ONE = "清早，河湾社区的长廊里坐满了人。大家先说停车。\n再说路灯。最后说到了菜场。"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (ONE, ["alike"]),
        ("清早,河灣社區的長廊裏坐滿了人。大家先說停車。再說路燈。最後說到了菜場。", ["alike"]),
        ("清早，河湾社区的长廊里坐满了人。\n再说路灯。最后说到了菜场。", ["alike", "left_out", "alike"]),
        (f"编者按：好做法。{ONE}", ["added", "alike"]),
        (ONE.replace("路灯", "电梯"), ["alike", "replaced", "alike"]),
        ("最后说到了菜场。清早，河湾社区的长廊里坐满了人。大家先说停车。再说路灯。", ["moved", "alike", "moved"]),
        ("另一篇文章。", ["replaced"]),
        ("", ["left_out"]),
    ],
)
def test_passages_are_named(other: str, expected: list[str]) -> None:
    assert [each.kind for each in passages(ONE, other)] == expected


def test_a_passage_is_shown_as_printed() -> None:
    [_, replaced, _] = passages(ONE, ONE.replace("再说路灯。", "“再说说电梯！”居民插话。"))
    assert (replaced.one, replaced.other) == ("再说路灯。", "“再说说电梯！”居民插话。")
