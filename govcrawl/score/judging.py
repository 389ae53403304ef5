"""One labelled page, read and compared with its label, field by field."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import process_time

from govcrawl.errors import Rejected
from govcrawl.export.records import china_time
from govcrawl.extract import extract_article, join_parts
from govcrawl.items import Article
from govcrawl.normalize import normalize
from govcrawl.score.labels import CUT, Label, Labelled
from govcrawl.site import Site


@dataclass(frozen=True, slots=True)
class Mark:
    """How right one field of one page is, from 0 to 1; for people, what was wanted and what came."""

    field: str
    share: float
    wanted: str
    got: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A page's marks and what reading it cost in seconds of CPU.

    Beside the label's fields: ``kept`` (an article that gave one), ``refused`` (a page without one that gave none),
    ``reason`` (refused for the labelled reason), ``invented`` (1 where a page that states no date gave none).
    """

    id: str
    marks: tuple[Mark, ...]
    seconds: float

    @property
    def lost(self) -> float:
        """What the page falls short of being all right; of equal pages, the one with more fields wrong is worse."""
        return sum(1 - mark.share for mark in self.marks)


def judge(labelled: Labelled, site: Site) -> Judgement:
    """The marks of a page read by the rules of ``site``."""
    began = process_time()
    try:
        parts = [extract_article(page, site) for page in labelled.pages]
        read: Article | Rejected = normalize(parts[0] if len(parts) == 1 else join_parts(parts), site)
    except Rejected as refusal:
        read = refusal
    seconds = process_time() - began
    return Judgement(labelled.id, tuple(_marks(labelled.label, read)), seconds)


def likeness(wanted: Sequence[str], got: Sequence[str]) -> float:
    """F1 over the characters of two texts as multisets, white space left out."""
    counted = [Counter("".join("".join(text).split())) for text in (wanted, got)]
    total = sum(map(Counter.total, counted))
    return 2 * (counted[0] & counted[1]).total() / total if total else 1.0


def _marks(label: Label, read: Article | Rejected) -> Iterator[Mark]:
    if not label.article:
        yield from _marks_of_refusal(label, read)
        return
    kept = isinstance(read, Article)
    yield Mark("kept", float(kept), "an article", "an article" if kept else _told(read))
    for field, wanted in label.values.items():
        got = _value(field, read)
        right = _same_time(wanted, got) if field == "published" else _bare(wanted) == _bare(got)
        yield Mark(field, float(kept and right), wanted or "–", (got or "–") if kept else _told(read))
    if "published" in label.values and label.values["published"] is None:
        dated = _value("published", read)
        yield Mark("invented", float(dated is None), "–", dated or "–")
    if label.body is not None:
        body = read.body.split("\n") if isinstance(read, Article) else []
        yield Mark("body", likeness(label.body, body), _sketch(label.body, body), _sketch(body, label.body))


def _marks_of_refusal(label: Label, read: Article | Rejected) -> Iterator[Mark]:
    refused = isinstance(read, Rejected)
    got = _told(read) if refused else f"an article: {read.title}" if isinstance(read, Article) else ""
    yield Mark("refused", float(refused), "no article", got)
    if label.reason and isinstance(read, Rejected):
        yield Mark("reason", float(read.reason == label.reason), label.reason, read.reason)


def _value(field: str, read: Article | Rejected) -> str | None:
    """A field of an article as a label states it."""
    if isinstance(read, Rejected):
        return None
    if field == "published":
        at, precision = read.published_at, read.published_precision
        return china_time(at)[: CUT[precision]] if at and precision else None
    value = getattr(read, field)
    return None if value is None else str(value)


def _same_time(wanted: str | None, got: str | None) -> bool:
    """Whether a time is the labelled one: to the day at least, finer where the label is, no day where it has none."""
    if wanted is None or got is None:
        return wanted == got
    return got == wanted if len(wanted) < CUT["day"] else got.startswith(wanted)


def _bare(value: str | None) -> str:
    return "".join((value or "").split())


def _told(read: Article | Rejected) -> str:
    return f"{read.field}: {read.reason}" if isinstance(read, Rejected) else "an article"


def _sketch(lines: Sequence[str], others: Sequence[str]) -> str:
    """The lines that one text has and the other has not, each by its beginning."""
    known = {_bare(line) for line in others}
    differing = [line for line in lines if _bare(line) not in known]
    return " ¶ ".join(line if len(line) <= 40 else f"{line[:40]}…" for line in differing[:4]) or "–"
