"""Articles to make pairs of: feature prose from the demo's stock, readouts and notices from ``official.txt``.

A line of ``official.txt`` is a kind and a sentence with slots: 会 opens a readout, 讲 goes on, 尾 ends it; 告 are five
announcements and what follows each of them; every other kind is a notice of its own, all its lines in order.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from govcrawl.demo import prose

_HERE = Path(__file__).parent
_SLOT = re.compile(r"<([^<>]+)>")
_FIRST_DAY = date(2019, 1, 1)
_DAYS = 365 * 6
_NUMBERS = {"月": (1, 12), "日": (1, 28), "时": (8, 18), "年": (2019, 2025), "数": (2, 480)}
_ANNOUNCEMENTS = 5  # of the lines of 告; the rest follow each of them
_NOTICES = {
    "告": "公告",
    "水": "停水通知",
    "招": "招聘公告",
    "示": "名单公示",
    "统": "热线情况通报",
    "节": "温馨提示",
    "征": "征求意见公告",
    "天": "天气预报",
    "电": "停电公告",
    "任": "任免职通知",
    "诉": "接诉即办情况周报",
    "议": "会议通知",
}

_RETITLED = ("<区>：<事>再加力", "<人>强调：把<事>工作落到实处", "聚焦<事> <街道>交出新答卷", "<社区>见闻：<事>进行时")


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article as the decision sees it: title, body, day; and another title that it could bear."""

    title: str
    body: str
    day: date | None
    retitled: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A readout or notice before its slots are filled: its lines, what it is about, and the kind of name it is by."""

    lines: tuple[str, ...]
    subject: str
    title: str


def feature(random: Random) -> Sheet:
    """A reportage of about 600 characters on two topics."""
    main, second = random.sample(prose.topics(), 2)
    composed = prose.compose(str(random.random()), main=main, second=second)
    return Sheet(composed.title, "\n".join(composed.paragraphs), day(random), composed.retitled)


def original(random: Random) -> Sheet:
    """Anything that is reprinted: a reportage, a readout, now and then a notice."""
    drawn = random.random()
    if drawn < 0.45:
        return feature(random)
    return filled(readout(random) if drawn < 0.9 else notice(random), random)


def readout(random: Random) -> Plan:
    """A plan of a meeting readout: an opening, eight to twelve of the official sentences, one or two closings."""
    said = random.sample(_official()["讲"], random.randint(8, 12))
    lines = [random.choice(_official()["会"]), *said, *random.sample(_official()["尾"], random.randint(1, 2))]
    return Plan(tuple(lines), random.choice(names("事")), "<区>召开<事>工作推进会")


def notice(random: Random, kind: str = "") -> Plan:
    """A plan of a templated notice."""
    kind = kind or random.choice(tuple(_NOTICES))
    lines = _official()[kind]
    if kind == "告":
        lines = (random.choice(lines[:_ANNOUNCEMENTS]), *lines[_ANNOUNCEMENTS:])
    return Plan(lines, random.choice(names("事")), f"<社区>{_NOTICES[kind]}")


def policy(random: Random) -> Plan:
    """A plan of a policy of 20 to 40 numbered sentences, which names its street twice or three times."""
    said = [line for line in _official()["讲"] if "<" not in line.replace("<事>", "")]
    drawn = random.sample(said, min(len(said), random.randint(10, 16)))
    prose_lines = [part for _ in range(3) for part in feature(random).body.split("\n") if len(part) > 30]
    rules = [f"{number}、{line}" for number, line in enumerate([*drawn, *prose_lines], start=1)]
    lines = (
        "为深入推进<街道>的<事>工作，结合实际，制定如下实施办法。",
        *rules,
        "本办法由<街道>社区建设办公室负责解释，自印发之日起施行。",
    )
    return Plan(lines, random.choice(names("事")), "<街道><事>工作实施办法")


def filled(plan: Plan, random: Random) -> Sheet:
    """The plan with places, people, numbers and dates of its own."""
    chosen = {kind: random.sample(names(kind), 3) for kind in _names()}
    chosen["事"] = [plan.subject]
    sentences = [_fill(line, chosen, random) for line in plan.lines]
    cuts = sorted(random.sample(range(1, len(sentences)), min(3, len(sentences) - 1)))
    paragraphs = ["".join(sentences[start:end]) for start, end in zip([0, *cuts], [*cuts, None], strict=True)]
    title, retitled = (_fill(shape, chosen, random) for shape in (plan.title, random.choice(_RETITLED)))
    return Sheet(title, "\n".join(paragraphs), day(random), retitled)


def day(random: Random) -> date:
    """Some day of six years."""
    return _FIRST_DAY + timedelta(days=random.randrange(_DAYS))


def names(kind: str) -> tuple[str, ...]:
    """All names that fill a kind of slot."""
    return _names()[kind]


def _fill(line: str, chosen: Mapping[str, list[str]], random: Random) -> str:
    def value(slot: re.Match[str]) -> str:
        kind = slot[1]
        return str(random.randint(*_NUMBERS[kind])) if kind in _NUMBERS else random.choice(chosen[kind])

    return _SLOT.sub(value, line)


@cache
def _official() -> Mapping[str, tuple[str, ...]]:
    return _by_kind("official.txt")


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    return {kind: tuple(rows[0].split()) for kind, rows in _by_kind("names.txt").items()}


def _by_kind(name: str) -> dict[str, tuple[str, ...]]:
    kinds: dict[str, list[str]] = {}
    for line in (_HERE / name).read_text(encoding="utf-8").splitlines():
        kind, _, text = line.partition(" ")
        kinds.setdefault(kind, []).append(text)
    return {kind: tuple(texts) for kind, texts in kinds.items()}
