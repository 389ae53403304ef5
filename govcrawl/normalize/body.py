"""The body of an article: paragraphs as printed, without what belongs to the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govcrawl.chinese.pinyin import strip
from govcrawl.chinese.scripts import simplify
from govcrawl.items import RawArticle, Removed
from govcrawl.normalize.boilerplate import LONG, furniture
from govcrawl.normalize.text import clean_line, fold

TITLE_WITHIN = 12  # lines from the top in which the title may stand again
CLAIMED_WITHIN = 5  # lines below the title in which author, source or column may stand again


@dataclass(frozen=True, slots=True)
class Body:
    """Clean paragraphs in the original script, their text and title simplified, and the lines that were taken away."""

    paragraphs: tuple[str, ...]
    simplified: str
    title: str
    removed: tuple[Removed, ...]
    depinyined: bool

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)


def read_body(raw: RawArticle, title: str) -> Body:
    """The text of an article below its title: nothing is cut inside a paragraph, nothing but whole lines goes."""
    printed = "\n".join(raw.paragraphs)
    text = strip(printed) if raw.polluted else printed
    lines = [line for line in map(clean_line, text.splitlines()) if line]
    simplified = simplify("\n".join(lines)).split("\n") if lines else []
    simple_title = simplify(title)
    start = _below_title(simplified, simple_title)
    taken = dict.fromkeys(range(start), "title")
    taken |= {start + index: rule for index, rule in furniture(simplified[start:]).items()}
    taken |= dict.fromkeys(_claimed(lines, start, raw), "claimed")
    kept = [index for index in range(len(lines)) if index not in taken]
    return Body(
        paragraphs=tuple(lines[index] for index in kept),
        simplified="\n".join(simplified[index] for index in kept),
        title=simple_title,
        removed=tuple(Removed(lines[index], rule) for index, rule in sorted(taken.items())),
        depinyined=len(text) != len(printed),
    )


def _claimed(lines: Sequence[str], start: int, raw: RawArticle) -> Iterator[int]:
    """The lines above the text that print a value another field has claimed: the author's name, the column."""
    claims = (claim for field in ("author", "source", "column", "published") for claim in raw.claims.get(field, ()))
    values = {fold(claim.value) for claim in claims}
    for index in range(start, min(start + CLAIMED_WITHIN, len(lines))):
        if len(lines[index]) > LONG or "。" in lines[index]:
            return
        if fold(lines[index]) in values:
            yield index


def _below_title(lines: Sequence[str], title: str) -> int:
    """The index of the first line below the title, 0 where the title does not stand above the text.

    What stands above the title goes with it, if it is no text; a title may be printed on two lines.
    """
    wanted = fold(title)
    for index, line in enumerate(lines[:TITLE_WITHIN]):
        folded = fold(line) if len(line) < 2 * len(title) + 8 else ""
        if folded == wanted:
            return index + 1
        if folded and wanted.startswith(folded) and fold("".join(lines[index : index + 2])) == wanted:
            return index + 2
        if len(line) > LONG or "。" in line:
            return 0
    return 0
