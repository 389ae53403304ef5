"""An article as the same-story decision sees it."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from govcrawl.dedup.flat import flatten, half_width, sentences
from govcrawl.items import Marks

_MARK = re.compile(
    r"^[\s【\[(（]*(?:篇[一二三四五六七八九十\d]{1,3}|第[一二三四五六七八九十\d]{1,3}篇|[^\n。，]{0,12}[范範]文[\s(（]*[一二三四五六七八九十\d]{1,3}(?![个個]))",
    re.MULTILINE,
)
_COMPILED = re.compile(
    r"汇编|集锦|大全|合集|范文.{0,4}\d+篇|\d+篇.{0,12}范文|(?:精选|通用|共|推荐|合集)[\d二三四五六七八九十]+篇|(?<!第)\d+篇$"
)
_CIRCLED = re.compile("[\u2460-\u2473\u2776-\u277f]")  # ① ❶, which number the items of a list


@dataclass(frozen=True, slots=True)
class Text:
    """Flattened title, the body's flattened sentences, all of them in one string, and the day the article is from.

    ``compiled`` says that the article holds several stories under numbers of their own.
    """

    title: str
    sentences: tuple[str, ...]
    flat: str
    day: date | None
    compiled: bool = False

    @classmethod
    def of(cls, marks: Marks, day: date | None) -> Self:
        """The text whose marks these are, of an article of a day."""
        return cls(marks.name, marks.sentences, "".join(marks.sentences), day, marks.compiled)


def read(title: str, body: str, *, day: date | None) -> Text:
    """The text of an article."""
    plain, name = half_width(_CIRCLED.sub("", body)), flatten(title)
    said = sentences(plain)
    return Text(name, said, "".join(said), day, _compiled(name, plain))


def _compiled(title: str, plain: str) -> bool:
    """Whether an article is a compilation (汇编, 范文): by its flattened title, or by marks (篇一, 篇二)."""
    return _COMPILED.search(title) is not None or len(set(_MARK.findall(plain))) > 1
