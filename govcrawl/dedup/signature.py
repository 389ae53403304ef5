"""What near-duplicates are found by: the keys of a text, few enough for one unique index."""

import re
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from govcrawl.dedup.shingles import hashes
from govcrawl.dedup.text import Text

SENTENCES = 8  # of a text that become keys
NUMBERED = 20  # characters that a number in a sentence is worth
MIN_SENTENCE = 12  # characters; a shorter sentence is shared by everybody
BANDS, ROWS = 4, 3  # of the MinHash: 12 permutations

_NUMBER = re.compile(r"\d")


def keys(text: Text) -> tuple[int, ...]:
    """At most 13 signed 64-bit keys: the whole text's, 8 of its sentences', 4 bands' of its MinHash.

    Sentences that count or date something stand in few texts, so they come first, and long ones before short ones.

    Two texts that may be of one story share at least one; the first is the whole text's. A few words have none.
    """
    if len(text.flat) < MIN_SENTENCE:
        return ()
    long = {said for said in text.sentences if len(said) >= MIN_SENTENCE}
    telling = sorted(long, key=lambda said: (-len(said) - NUMBERED * bool(_NUMBER.search(said)), said))
    named = [text_key(text), *(_key(b"s", said) for said in telling[:SENTENCES]), *_bands(text.flat)]
    return tuple(dict.fromkeys(named))


def text_key(text: Text) -> int:
    """A signed 64-bit number, equal for equal texts."""
    return _key(b"t", text.flat)


def _key(kind: bytes, value: str) -> int:
    return _number(value.encode("utf-8", "surrogatepass"), kind)


def _number(data: bytes, kind: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=8, person=kind).digest(), "big", signed=True)


def _bands(flat: str) -> list[int]:
    points = hashes(flat)
    if not points.size:
        return []
    lowest = (points * _MULTIPLIERS + _ADDENDS).min(axis=1).reshape(BANDS, ROWS)
    return [_number(row.tobytes(), b"b%d" % band) for band, row in enumerate(lowest.astype("<u8"))]


def _constants(kind: bytes) -> npt.NDArray[np.uint64]:
    """A column of 64-bit constants, one a permutation."""
    drawn = [_number(b"%d" % row, kind) % 2**64 for row in range(BANDS * ROWS)]
    return np.array(drawn, dtype=np.uint64)[:, None]


# Multiply-shift permutations of 64-bit shingle hashes. They are part of what is stored, so they are made here rather
# than by a library's generator.
_MULTIPLIERS = _constants(b"m") | np.uint64(1)
_ADDENDS = _constants(b"a")
