"""Articles to make pairs of: feature prose from the demo's stock, meeting readouts and notices from ``official.txt``."""

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


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article as the decision sees it: title, body, day."""

    title: str
    body: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Readout:
    """A meeting readout or notice before its slots are filled: the lines, and which names stand in them."""

    lines: tuple[str, ...]
    subject: str


def feature(random: Random) -> Sheet:
    """A reportage of about 600 characters on two topics."""
    main, second = random.sample(prose.topics(), 2)
    composed = prose.compose(str(random.random()), main=main, second=second)
    return Sheet(composed.title, "\n".join(composed.paragraphs), day(random))


def readout(random: Random) -> Readout:
    """A plan of a meeting readout: an opening, eight to twelve of the official sentences, one or two closings."""
    said = random.sample(_official()["讲"], random.randint(8, 12))
    lines = [random.choice(_official()["会"]), *said, *random.sample(_official()["尾"], random.randint(1, 2))]
    return Readout(tuple(lines), random.choice(_names()["事"]))


def notice(random: Random) -> Readout:
    """A plan of a templated notice: one of the five announcements, with the sentences that always follow."""
    announced = _official()["告"]
    return Readout((random.choice(announced[:5]), *announced[5:]), "公告")


def filled(plan: Readout, random: Random) -> Sheet:
    """The plan with places, people, numbers and dates of its own."""
    names = {kind: random.sample(list(pool), 3) for kind, pool in _names().items() if len(pool) > 2}
    names["事"] = [plan.subject]
    sentences = [_fill(line, names, random) for line in plan.lines]
    cuts = sorted(random.sample(range(1, len(sentences)), min(3, len(sentences) - 1)))
    paragraphs = ["".join(sentences[start:end]) for start, end in zip([0, *cuts], [*cuts, None], strict=True)]
    place = names["社区" if plan.subject == "公告" else "区"][0]
    title = f"{place}{plan.subject}" if plan.subject == "公告" else f"{place}召开{plan.subject}工作推进会"
    return Sheet(title, "\n".join(paragraphs), day(random))


def day(random: Random) -> date:
    """Some day of six years."""
    return _FIRST_DAY + timedelta(days=random.randrange(_DAYS))


def _fill(line: str, names: Mapping[str, list[str]], random: Random) -> str:
    def value(slot: re.Match[str]) -> str:
        kind = slot[1]
        return str(random.randint(*_NUMBERS[kind])) if kind in _NUMBERS else random.choice(names[kind])

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
