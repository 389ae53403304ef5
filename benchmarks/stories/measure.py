"""What the decision makes of labelled pairs, by kind."""

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarks.stories.pairs import Pair, Truth
from benchmarks.stories.sheets import Sheet
from govcrawl.dedup.decision import Decision, decide
from govcrawl.dedup.signature import keys
from govcrawl.dedup.text import Text, read


@dataclass(slots=True)
class Kind:
    """The pairs of one kind: how many there were, how many shared a key, how many were merged; and the wrong ones."""

    truth: Truth
    pairs: int = 0
    met: int = 0
    merged: int = 0
    wrong: list[tuple[Pair, Decision | None]] = field(default_factory=list)


@dataclass(slots=True)
class Measured:
    """All kinds, and the CPU seconds that a text took to read and a pair to decide."""

    kinds: dict[str, Kind]
    reading: float
    deciding: float

    @property
    def precision(self) -> float:
        """Of the merged pairs, the share that is of one story; excerpts count on neither side."""
        right, false = self._merged("same"), self._merged("different")
        return right / max(right + false, 1)

    @property
    def recall(self) -> float:
        """Of the pairs of one story, the share that was merged."""
        return self._merged("same") / max(sum(kind.pairs for kind in self.kinds.values() if kind.truth == "same"), 1)

    def _merged(self, truth: Truth) -> int:
        return sum(kind.merged for kind in self.kinds.values() if kind.truth == truth)


def measure(pairs: Iterable[Pair]) -> Measured:
    """The pairs found by their keys and decided, as the store does."""
    kinds: dict[str, Kind] = {}
    reading: Counter[str] = Counter()
    for pair in pairs:
        kind = kinds.setdefault(pair.kind, Kind(pair.truth))
        start = time.process_time()
        texts = [_read(sheet) for sheet in (pair.one, pair.other)]
        met = bool(set(keys(texts[0])) & set(keys(texts[1])))
        between = time.process_time()
        said = decide(*texts) if met else None
        reading["reading"] += between - start
        reading["deciding"] += time.process_time() - between
        merged = said is not None and said.verdict != "different"
        kind.pairs, kind.met, kind.merged = kind.pairs + 1, kind.met + met, kind.merged + merged
        if merged != (pair.truth != "different"):
            kind.wrong.append((pair, said))
    count = sum(kind.pairs for kind in kinds.values())
    return Measured(kinds, reading["reading"] / (2 * count), reading["deciding"] / count)


def _read(sheet: Sheet) -> Text:
    return read(sheet.title, sheet.body, day=sheet.day)
