"""Whether two articles tell the same story: one alignment, and guards on what it finds replaced.

Reprints add and cut; templated notices *replace*: digits, ordinals, names in the same slot. So it is not how much two
texts share that decides, but what differs where they line up.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from govcrawl.dedup.alignment import Alignment, Slot, align
from govcrawl.dedup.digest import announces_others, goes_on, heads_two, holds_heading, is_digest, places
from govcrawl.dedup.shingles import containment
from govcrawl.dedup.signature import MIN_SENTENCE
from govcrawl.dedup.telling import ordinary, telling
from govcrawl.dedup.text import Text
from govcrawl.dedup.titles import covered, likeness, tell_apart

Verdict = Literal["same", "excerpt", "different"]

MIN_CONTAINMENT = 0.60  # of the shorter text's shingles in the longer
MIN_SHARED = 0.65  # of the longer text; below, only a like title tells an abridgement from a digest
MIN_TITLE = 0.50  # likeness of like titles
MIN_TITLE_OF_LIST = 0.80  # likeness of titles over one text without a sentence, such as a list of names
MAX_TELLING = 0.45  # names and numbers replaced, per 1,000 characters alike
MAX_WORDING = 60.0  # other characters replaced, per 1,000 alike
ORDINARY = 0.3  # what a character of an ordinary word for another counts
MAX_REPLACED = 0.08  # of the shorter text, in whose stead the other has a passage of its own
MAX_REPLACED_AT_ENDS = 0.25  # of the shorter text; heads and feet are the site's own
FAR_DAYS, FAR_WORDING, FAR_REPLACED = 30, 30.0, 0.03  # stricter where the dates are far apart
MAX_DIGEST = 0.85  # of the longer text; a text alike beyond it holds one story
ONE_PIECE = 1.15  # times what is alike; a part that spans no more stands in one piece
MIN_ABRIDGED = 0.40  # of the longer text; an abridgement under another title
MIN_HALF = 0.55  # of the longer text; a part that the longer goes on from, under another title
ALL = 0.9  # of the shorter text
MISREAD = 3  # single signs taken for others make a scan, in which a sign of a name may be wrong too
SURE = ("number", "time")
ANNIVERSARY_DAYS = 40
MIN_COVERED = 0.25  # of a title's bigrams that its text says
MIN_PARTICLES = 0.02  # of a text's characters; prose has at least twice as many
SHORT = 60  # characters; a shorter body must be equal


_PARTICLES = "的了在是和与为对将把被也有"
_EVENT = re.compile(r"召开|举行|举办|主持|出席|调研|启动|开讲|检查|视察|考察|揭牌|签约|开班")
_MONTH_DAY = re.compile(r"\d{1,2}月\d{1,2}日(?!电|讯|消息|报道|发布|来源|\d)")
_YEAR = re.compile(r"(?:19|20)\d\d年")


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict on two texts, the share of the longer that the shorter holds, and the reason in words."""

    verdict: Verdict
    similarity: float
    reason: str


def decide(one: Text, other: Text) -> Decision:
    """Whether the two are of one story, symmetric in its arguments."""
    longer, shorter = sorted((one, other), key=_order, reverse=True)
    if longer.flat == shorter.flat:
        return _equal(longer, shorter)
    if longer.compiled or shorter.compiled:
        return Decision("different", 0.0, "a compilation of several stories")
    if len(shorter.flat) < SHORT:
        return Decision("different", 0.0, "a text this short counts only where it is equal")
    contained = containment(shorter.flat, longer.flat)
    if contained < MIN_CONTAINMENT:
        return Decision("different", contained, f"{contained:.0%} of the shorter text stands in the longer")
    return _judge(longer, shorter, align(longer, shorter))


def _order(text: Text) -> tuple[int, str, str, int]:
    return len(text.flat), text.flat, text.title, text.day.toordinal() if text.day else 0


def _equal(one: Text, other: Text) -> Decision:
    if len(one.flat) < MIN_SENTENCE:
        return Decision("different", 1.0, "too few words to be of one story")
    if tell_apart(one.title, other.title):
        return Decision("different", 1.0, "equal, under titles of one pattern that name different things")
    if len(one.flat) < SHORT and likeness(one.title, other.title) < MIN_TITLE:
        return Decision("different", 1.0, "equal, but short and under another title")
    refusal = _refused_by_date(one, other) or _refused_as_furniture(one, other)
    return Decision("different", 1.0, refusal) if refusal else Decision("same", 1.0, "equal texts")


def _judge(longer: Text, shorter: Text, found: Alignment) -> Decision:
    share = found.alike / len(longer.flat)
    refusal = next(_refusals(longer, shorter, found), None)
    if refusal:
        return Decision("different", share, refusal)
    start, end = found.span
    in_one_piece = end - start <= ONE_PIECE * found.alike
    rest = longer.flat[:start] + longer.flat[end:]
    like = likeness(longer.title, shorter.title) >= MIN_TITLE
    if share < MAX_DIGEST and announces_others(longer.title, shorter.title):
        return Decision("different", share, f"a digest, as its title says, with the shorter as {share:.0%} of it")
    heads = holds_heading(longer.flat, shorter)
    if share < MAX_DIGEST and heads and (not like or heads_two(rest, longer.title, shorter)):
        return Decision("different", share, f"a page with the shorter, under its title, as {share:.0%} of it")
    if share < MAX_DIGEST and in_one_piece and is_digest(longer.title, longer.flat[start:end], rest, like_titles=like):
        return Decision("different", share, f"a digest holds the shorter as {share:.0%} of it")
    if share >= MIN_SHARED:
        return Decision("same", share, f"{share:.0%} of the longer text alike, nothing telling replaced")
    if like:
        return Decision("excerpt", share, f"the shorter is {share:.0%} of the longer, under a like title")
    if share >= MIN_HALF and found.alike >= ALL * len(shorter.flat) and goes_on(longer.flat[start:end], rest):
        return Decision(
            "excerpt", share, f"the shorter is {share:.0%} of the longer, which goes on of the same community"
        )
    if share >= MIN_ABRIDGED and found.alike >= ALL * len(shorter.flat) and not in_one_piece:
        return Decision("excerpt", share, f"the shorter is drawn from all over the longer, {share:.0%} of it")
    return Decision("different", share, f"the shorter is {share:.0%} of the longer, under another title")


def _refusals(longer: Text, shorter: Text, found: Alignment) -> Iterator[str]:
    """Why what is replaced tells the two apart; nothing where it does not."""
    per_mille = 1000 / max(found.alike, 1)
    kinds = [(telling(slot), slot) for slot in found.slots]
    misread = sum(kind is None and _is_one_sign(slot) for kind, slot in kinds) >= MISREAD
    tells = [(kind, slot) for kind, slot in kinds if kind in SURE or (kind and not (misread and _is_one_sign(slot)))]
    if len(tells) * per_mille > MAX_TELLING:
        kind, slot = tells[0]
        yield f"{len(tells)} names and numbers replaced, such as the {kind} {slot.one} by {slot.other}"
    far = bool(longer.day and shorter.day and abs((longer.day - shorter.day).days) > FAR_DAYS)
    wording = sum(_weight(slot) for kind, slot in kinds if kind is None and slot.inner)
    if wording * per_mille > (FAR_WORDING if far else MAX_WORDING):
        yield f"{wording:.0f} characters worded otherwise in {found.alike} alike"
    if found.replaced > (FAR_REPLACED if far else MAX_REPLACED) * len(shorter.flat):
        yield f"{found.replaced} characters replaced by others"
    if found.replaced_at_ends > MAX_REPLACED_AT_ENDS * len(shorter.flat):
        yield f"{found.replaced_at_ends} characters replaced by others where the text begins or ends"
    if days := next((said for each in found.instead if (said := _disjoint(_days(each.one), _days(each.other)))), None):
        yield f"passages that stand for each other name different days, {days}"
    heads = (
        "".join(each.one for each in found.instead if each.where == "head"),
        "".join(each.other for each in found.instead if each.where == "head"),
    )
    if all(map(_EVENT.search, heads)) and (named := _disjoint(*map(places, heads))):
        yield f"they begin with events at different places, {named}"
    if tell_apart(longer.title, shorter.title):
        yield "titles of one pattern that name different things"
    if refusal := _refused_by_date(longer, shorter) or _refused_as_furniture(longer, shorter):
        yield refusal


def _days(passage: str) -> list[str]:
    """The days that a passage names; that of a dateline (5日讯) is the paper's."""
    return _MONTH_DAY.findall(passage)


def _disjoint(one: Collection[str], other: Collection[str]) -> str | None:
    """One of each, where both sides name some and none in common."""
    if not one or not other or not set(one).isdisjoint(other):
        return None
    return f"{min(one)} and {min(other)}"


def _is_one_sign(slot: Slot) -> bool:
    return len(slot.one) == len(slot.other) and sum(a != b for a, b in zip(slot.one, slot.other, strict=True)) == 1


def _weight(slot: Slot) -> float:
    length = max(len(slot.one), len(slot.other))
    return length * ORDINARY if ordinary(slot.one) and ordinary(slot.other) else length


def _refused_by_date(one: Text, other: Text) -> str | None:
    """The yearly notice: the words of last year, and no year named in them."""
    if one.day is None or other.day is None or _YEAR.search(one.flat):
        return None
    days = abs((one.day - other.day).days)
    years = round(days / 365.25)
    if years and abs(days - years * 365.25) <= ANNIVERSARY_DAYS:
        return f"{years} years apart to the season, and no year in the text"
    return None


def _refused_as_furniture(one: Text, other: Text) -> str | None:
    """Site chrome taken for a body: it stands under any title, and speaks of none."""
    if likeness(one.title, other.title) >= MIN_TITLE_OF_LIST:
        return None
    particles = sum(map(one.flat.count, _PARTICLES))
    if particles < MIN_PARTICLES * len(one.flat) and all(covered(x.title, x.flat) < MIN_COVERED for x in (one, other)):
        return "unlike titles, and a text that speaks of neither"
    return None
