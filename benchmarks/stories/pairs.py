"""Labelled pairs of articles: what reprints do to a text, and what only looks like one."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from random import Random
from typing import Literal

import opencc

from benchmarks.stories import sheets
from benchmarks.stories.sheets import Readout, Sheet
from govcrawl.demo.pollution import spoil_by_dictionary, spoil_by_draws

Truth = Literal["same", "excerpt", "different"]

_SENTENCE = re.compile(r"[^。！？\n]*[。！？”]*\n?")
_EDITS = (
    ("召开", "举行"), ("强调", "指出"), ("要求", "提出"), ("开展", "组织开展"), ("进一步", "更加"), ("同时", "与此同时"),
    ("目前", "眼下"), ("已经", "已"), ("通过", "借助"), ("居民", "居民群众"), ("解决", "化解"), ("问题", "难题"), ("推动", "促进"),
    ("加强", "强化"), ("每天", "天天"), ("后来", "之后"), ("大家", "人们"), ("以前", "过去"), ("为了", "为"), ("，", "，也"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles, what they are to each other, and the custom or hazard that made them so."""

    kind: str
    truth: Truth
    one: Sheet
    other: Sheet


def pairs(count: int, *, seed: int) -> Iterator[Pair]:
    """``count`` pairs of each kind, always the same for the same seed."""
    for kind, (truth, make) in KINDS.items():
        random = Random(f"{seed} {kind}")
        for _ in range(count):
            one, other = make(random)
            yield Pair(kind, truth, one, other)


def _original(random: Random) -> Sheet:
    return sheets.feature(random) if random.random() < 0.5 else sheets.filled(sheets.readout(random), random)


def _reprinted(*customs: Callable[[str, Random], str]) -> Callable[[Random], tuple[Sheet, Sheet]]:
    def make(random: Random) -> tuple[Sheet, Sheet]:
        one = _original(random)
        body = one.body
        for custom in customs:
            body = custom(body, random)
        delay = timedelta(days=200 if random.random() < 0.14 else random.randint(0, 5))
        day = None if one.day is None or random.random() < 0.09 else one.day + delay
        return one, Sheet(_retitled(one.title, random), body, day)

    return make


def _retitled(title: str, random: Random) -> str:
    shapes = (title, title, f"{title}（图）", f"【基层治理】{title}", title.split("，")[-1])
    return random.choice(shapes)


def credited(body: str, random: Random) -> str:
    head = random.choice(["来源：云州日报", "2024-03-05 09:12 来源：海棠发布 作者：周启航", "本报讯（记者 吴雅静）", ""])
    tail = random.choice(["责任编辑：秦晓岚", "（来源：白石新闻网）", "编辑：郑国梁 校对：韩志刚", ""])
    wide = body.replace("，", ",") if random.random() < 0.3 else body
    return "\n".join(part for part in (head, wide, tail) if part)


def annotated(body: str, random: Random) -> str:
    note = "编者按：为总结推广各地基层治理的鲜活经验，本网即日起推出系列报道，敬请读者关注。"
    links = "相关阅读：\n社区食堂开到家门口\n一张网格兜起百家事\n楼道里的议事会"
    caption = f"图为{random.choice(['活动现场', '居民在议事厅商量方案', '志愿者入户走访'])}。"
    lines = body.split("\n")
    lines.insert(random.randint(1, len(lines)), caption)
    return "\n".join([*([note] if random.random() < 0.6 else []), *lines, *([links] if random.random() < 0.6 else [])])


def cut(low: float, high: float) -> Callable[[str, Random], str]:
    def custom(body: str, random: Random) -> str:
        said = _SENTENCE.findall(body)
        gone, target = 0, random.uniform(low, high) * len(body)
        from_end = random.random() < 0.5
        while said and gone < target:
            place = len(said) - 1 if from_end else random.randrange(len(said))
            gone += len(said.pop(place))
        return "".join(said).strip()

    return custom


def reworded(low: float, high: float) -> Callable[[str, Random], str]:
    def custom(body: str, random: Random) -> str:
        share = random.uniform(low, high)
        return "".join(
            _edit(said, random) if random.random() < share else said for said in _SENTENCE.findall(body)
        )

    return custom


def _edit(said: str, random: Random) -> str:
    fitting = [(old, new) for old, new in _EDITS if old in said]
    return said.replace(*random.choice(fitting), 1) if fitting else said


def traditional(body: str, random: Random) -> str:
    return str(_converter(random.choice(("s2t", "s2tw", "s2hk"))).convert(body))


def toneless(body: str, random: Random) -> str:
    return "\n".join(spoil_by_draws(paragraph, random) for paragraph in body.split("\n"))


def tone_marked(body: str, _: Random) -> str:
    return spoil_by_dictionary(body)


def moved(body: str, random: Random) -> str:
    lines = body.split("\n")
    lines.insert(random.randrange(len(lines)), lines.pop(random.randrange(len(lines))))
    return "\n".join(lines)


@cache
def _converter(config: str) -> opencc.OpenCC:
    return opencc.OpenCC(config)


def _other_notice(random: Random) -> tuple[Sheet, Sheet]:
    plan = sheets.notice(random)
    return sheets.filled(plan, random), sheets.filled(plan, random)


def _other_names(random: Random) -> tuple[Sheet, Sheet]:
    plan = sheets.readout(random)
    return sheets.filled(plan, random), sheets.filled(plan, random)


def _other_names_and_sentences(random: Random) -> tuple[Sheet, Sheet]:
    plan, fresh = sheets.readout(random), sheets.readout(random)
    lines = list(plan.lines)
    for place in random.sample(range(len(lines)), max(1, int(random.uniform(0.15, 0.35) * len(lines)))):
        lines[place] = random.choice(fresh.lines)
    return sheets.filled(plan, random), sheets.filled(Readout(tuple(lines), plan.subject), random)


def _one_pool(random: Random) -> tuple[Sheet, Sheet]:
    return sheets.filled(sheets.readout(random), random), sheets.filled(sheets.readout(random), random)


def _shared_block(random: Random) -> tuple[Sheet, Sheet]:
    block = sheets.filled(sheets.readout(random), random).body
    share = random.uniform(0.3, 0.5)
    one, other = sheets.feature(random), sheets.feature(random)
    length = int(share * len(one.body) / (1 - share))
    return tuple(replace(sheet, body=f"{sheet.body}\n{block[:length]}") for sheet in (one, other))  # type: ignore[return-value]


def _follow_up(random: Random) -> tuple[Sheet, Sheet]:
    speech = sheets.filled(sheets.readout(random), random)
    fresh = sheets.feature(random)
    said = _SENTENCE.findall(speech.body)
    quoted = "".join(said[: max(2, int(random.uniform(0.35, 0.6) * len(said)))])
    return speech, Sheet(fresh.title, f"{fresh.body}\n{quoted}", fresh.day)


def _next_of_a_series(random: Random) -> tuple[Sheet, Sheet]:
    """The same yearly or numbered meeting, told in the same words."""
    sheet = sheets.filled(sheets.readout(random), random)
    ordinals = ("一", "二", "三", "四", "五")
    first, second = random.sample(ordinals, 2)
    one, other = (
        replace(sheet, title=f"{sheet.title[:3]}第{nth}次联席会议召开", body=f"第{nth}次联席会议召开。{sheet.body}")
        for nth in (first, second)
    )
    day = other.day or sheets.day(random)
    return one, replace(other, day=day + timedelta(days=random.choice((30, 90, 365))))


def _digest(random: Random) -> tuple[Sheet, Sheet]:
    parts = [_original(random) for _ in range(3)]
    one = random.choice(parts)
    title = random.choice(["社区工作会议简报", "基层治理动态（三则）", "社区建设工作简报范文", "各地动态汇编"])
    return one, Sheet(title, "\n".join(part.body for part in parts), None)


KINDS: dict[str, tuple[Truth, Callable[[Random], tuple[Sheet, Sheet]]]] = {
    "credit lines": ("same", _reprinted(credited)),
    "notes and captions": ("same", _reprinted(annotated)),
    "cut by 10-35 %": ("same", _reprinted(cut(0.10, 0.35))),
    "reworded in 10-30 %": ("same", _reprinted(reworded(0.10, 0.30))),
    "reworded in 30-60 %": ("same", _reprinted(reworded(0.30, 0.60))),
    "traditional script": ("same", _reprinted(traditional)),
    "pinyin without tones": ("same", _reprinted(traditional, toneless)),
    "pinyin with tones": ("same", _reprinted(traditional, tone_marked)),
    "all together": ("same", _reprinted(reworded(0.1, 0.3), cut(0.05, 0.2), annotated, traditional, toneless, credited)),
    "paragraph moved": ("same", _reprinted(moved)),
    "cut by 35-50 %": ("same", _reprinted(cut(0.35, 0.50))),
    "cut by 50-70 %": ("excerpt", _reprinted(cut(0.50, 0.70))),
    "templated notice": ("different", _other_notice),
    "readout, other names": ("different", _other_names),
    "readout, other names and sentences": ("different", _other_names_and_sentences),
    "readouts of one pool": ("different", _one_pool),
    "shared official block": ("different", _shared_block),
    "follow-up that quotes": ("different", _follow_up),
    "next of a series": ("different", _next_of_a_series),
    "digest of three": ("different", _digest),
}
