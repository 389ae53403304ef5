"""Articles about community governance, composed of the hand-written sentences in ``stock/``: same seed, same article.

A stock file is a topic. Each of its lines is a role (one hanzi: 题 a title, 导 a lead, 难 a difficulty, 做 what was
done, 细 a detail, 声 a voice, 效 an effect, 范 model-essay prose, 记 a diary line) and a sentence; ``[a|b]`` is
in it a choice, ``<社区>`` a name that stays the same through an article and ``<3~9>`` a number.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

CHOICE = re.compile(r"\[([^\[\]]*)\]")
SLOT = re.compile(r"<([^<>]+)>")

NEWS = ("导", "难+做", "做+做", "细+做", "声", "另做+另细", "另声", "效", "另效+结", "结")
POST = ("起", "记", "导+做", "声", "另记+细", "另做", "效+收")
ESSAY = ("总", "头1+范", "头2+做", "头3+另范", "难+范", "头4+另范", "另做+细", "另难+另范", "尾")


@dataclass(frozen=True, slots=True)
class Prose:
    """A title, another for a reprint, paragraphs, and the names in them by their slots (``社区``, ``书记`` …)."""

    title: str
    retitled: str
    paragraphs: tuple[str, ...]
    names: Mapping[str, str]


def compose(seed: str, *, main: str, second: str, plan: Sequence[str] = NEWS) -> Prose:
    """An article on the topic ``main`` with a side look at ``second``; each paragraph of ``plan`` joins roles by +."""
    random = Random(seed)  # noqa: S311
    names = dict(_names(random))
    pools = {role: _shuffled(lines, random) for role, lines in _stock(main, second).items()}
    title, retitled = (_fill(next(pools["题"]), random, names) for _ in range(2))
    paragraphs = tuple(
        "".join(_fill(next(pools[role]), random, names) for role in part.split("+")) for part in plan if part
    )
    return Prose(title, retitled, paragraphs, names)


@cache
def topics() -> tuple[str, ...]:
    """The names of all topics, in alphabetical order."""
    names = (entry.name for entry in files("govcrawl.demo").joinpath("stock").iterdir())
    return tuple(sorted(name.removesuffix(".txt") for name in names if not name.startswith("_")))


@cache
def name_list(kind: str) -> tuple[str, ...]:
    """All names of a kind: ``社区``, ``小区``, ``媒体`` …"""
    return tuple(_lines("_names")[kind][0].split())


@cache
def _lines(topic: str) -> dict[str, tuple[str, ...]]:
    """The sentences of a stock file by their role."""
    text = files("govcrawl.demo").joinpath("stock", f"{topic}.txt").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        role, _, sentence = line.partition(" ")
        found.setdefault(role, []).append(sentence)
    return {role: tuple(sentences) for role, sentences in found.items()}


def _stock(main: str, second: str) -> dict[str, Sequence[str]]:
    general = dict(_lines("_general"))
    numbered = {f"头{place}": (line,) for place, line in enumerate(general.pop("头"), start=1)}
    beside = {f"另{role}": lines for role, lines in _lines(second).items()}
    return {**general, **numbered, **beside, **_lines(main)}


def _shuffled(lines: Sequence[str], random: Random) -> Iterator[str]:
    """The lines in random order; each once, so that no article repeats a sentence."""
    yield from random.sample(lines, len(lines))


def _names(random: Random) -> Iterator[tuple[str, str]]:
    for kind in ("市", "区", "街道", "社区"):
        yield kind, random.choice(name_list(kind))
    compounds = random.sample(name_list("小区"), 2)
    yield from (("小区", compounds[0]), ("小区2", compounds[1]))
    surnames, given = random.sample(name_list("姓"), 5), random.sample(name_list("名"), 5)
    people = (surname + name for surname, name in zip(surnames, given, strict=True))
    yield from zip(("书记", "主任", "居民", "居民2", "网格员"), people, strict=True)
    yield "日", f"{random.randint(1, 12)}月{random.randint(1, 28)}日"


def _fill(sentence: str, random: Random, names: Mapping[str, str]) -> str:
    chosen = CHOICE.sub(lambda choice: random.choice(choice[1].split("|")), sentence)
    return SLOT.sub(lambda slot: names.get(slot[1]) or _number(slot[1], random), chosen)


def _number(bounds: str, random: Random) -> str:
    low, high = bounds.split("~")
    return str(random.randint(int(low), int(high)))
