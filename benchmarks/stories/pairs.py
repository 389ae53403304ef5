"""Labelled pairs of articles: what reprints do to a text, and what only looks like one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Literal

from benchmarks.stories import customs, hazards, sheets
from benchmarks.stories.sheets import Sheet

Truth = Literal["same", "excerpt", "different"]


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


def _policy(*done: customs.Custom) -> Callable[[Random], tuple[Sheet, Sheet]]:
    return _reprinted(*done, of=lambda random: sheets.filled(sheets.policy(random), random))


def _reprinted(
    *done: customs.Custom, retitled: bool = False, of: Callable[[Random], Sheet] = sheets.original
) -> Callable[[Random], tuple[Sheet, Sheet]]:
    def make(random: Random) -> tuple[Sheet, Sheet]:
        one = of(random)
        body = one.body
        for custom in done:
            body = custom(body, random)
        delay = timedelta(days=200 if random.random() < 0.14 else random.randint(0, 5))
        day = None if one.day is None or random.random() < 0.09 else one.day + delay
        title = one.retitled if retitled else _retitled(one.title, random)
        return one, Sheet(title, body, day)

    return make


def _retitled(title: str, random: Random) -> str:
    shapes = (
        *(title, title, f"{title}（图）", f"【基层治理】{title}", title.split("，")[-1], f"云州：{title}"),
        *(title.replace("召开", "举行"), f"{title}_云州市民政局", title.replace("：", " ")),
    )
    return random.choice(shapes)


_ALL = (
    *(customs.reworded(0.1, 0.3), customs.cut(0.05, 0.2), customs.annotated, customs.traditional),
    *(customs.toneless, customs.credited),
)
KINDS: dict[str, tuple[Truth, Callable[[Random], tuple[Sheet, Sheet]]]] = {
    "credit lines": ("same", _reprinted(customs.credited)),
    "datelines": ("same", _reprinted(customs.datelined)),
    "notes and captions": ("same", _reprinted(customs.annotated)),
    "unknown furniture": ("same", _reprinted(customs.footed)),
    "cut by 10-35 %": ("same", _reprinted(customs.cut(0.10, 0.35))),
    "cut by 35-50 %": ("same", _reprinted(customs.cut(0.35, 0.50))),
    "cut by 15-35 %, other title": ("same", _reprinted(customs.cut(0.15, 0.35), retitled=True)),
    "reworded in 10-30 %": ("same", _reprinted(customs.reworded(0.10, 0.30))),
    "reworded in 30-60 %": ("same", _reprinted(customs.reworded(0.30, 0.60))),
    "reworded and cut": ("same", _reprinted(customs.reworded(0.2, 0.5), customs.cut(0.1, 0.3))),
    "numerals and days": ("same", _reprinted(customs.renumbered)),
    "as printed at home": ("same", _reprinted(customs.at_home, customs.datelined)),
    "misread scan": ("same", _reprinted(customs.misread)),
    "paragraphs anew": ("same", _reprinted(customs.rejoined)),
    "paragraph moved": ("same", _reprinted(customs.moved)),
    "moved and reworded": ("same", _reprinted(customs.moved, customs.reworded(0.1, 0.4))),
    "end of its own": ("same", _reprinted(customs.closed, customs.datelined)),
    "paragraphs shuffled": ("same", _reprinted(customs.shuffled)),
    "abstract before it": ("same", _reprinted(customs.summed_up)),
    "made a list": ("same", _reprinted(customs.numbered)),
    "list numbered otherwise": ("same", _policy(customs.renumbered_list)),
    "policy reprinted": ("same", _policy(customs.credited, customs.footed)),
    "dates and shares otherwise": ("same", _reprinted(customs.dated_in_full)),
    "table behind it": ("same", _reprinted(customs.table_flattened)),
    "vocabulary of Taiwan": ("same", _reprinted(customs.in_taiwan)),
    "signs lost and doubled": ("same", _reprinted(customs.scanned)),
    "traditional script": ("same", _reprinted(customs.traditional)),
    "pinyin without tones": ("same", _reprinted(customs.traditional, customs.toneless)),
    "pinyin with tones": ("same", _reprinted(customs.traditional, customs.tone_marked)),
    "all together": ("same", _reprinted(*_ALL)),
    "all together and furniture": ("same", _reprinted(customs.datelined, *_ALL, customs.footed)),
    "cut by 50-70 %": ("excerpt", _reprinted(customs.cut(0.50, 0.70))),
    "another behind it": ("excerpt", hazards.another_behind),
    "templated notice": ("different", hazards.other_notice),
    "same speech, other meeting": ("different", hazards.same_speech),
    "policy of another street": ("different", hazards.other_towns_policy),
    "report of another year": ("different", hazards.report_of_another_year),
    "two on a page": ("different", hazards.two_on_a_page),
    "readout, other names": ("different", hazards.other_names),
    "readout, other names and wording": ("different", hazards.other_names_and_wording),
    "readout, other names and sentences": ("different", hazards.other_names_and_sentences),
    "readout, other sentences": ("different", hazards.other_sentences),
    "one person differs": ("different", hazards.one_name("人")),
    "one community differs": ("different", hazards.one_name("社区")),
    "one street differs": ("different", hazards.one_name("街道")),
    "one number differs": ("different", hazards.one_number),
    "reportage renamed": ("different", hazards.renamed_feature),
    "readouts of one pool": ("different", hazards.one_pool),
    "shared official block": ("different", hazards.shared_block),
    "follow-up that quotes": ("different", hazards.follow_up),
    "follow-up that tells again": ("different", hazards.follow_up_after_days),
    "next of a series": ("different", hazards.next_of_a_series),
    "equal notice of another year": ("different", hazards.same_notice_next_year),
    "digest": ("different", hazards.digest),
    "digest under a like title": ("different", hazards.digest_under_like_title),
    "compilation": ("different", hazards.compilation),
    "compilation of few": ("different", hazards.compilation_of_few),
    "site chrome": ("different", hazards.chrome),
}
