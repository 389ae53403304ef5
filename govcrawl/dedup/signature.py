"""What near-duplicates are found by: the keys of a text, few enough for one unique index."""

from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from govcrawl.dedup.flat import flatten, sentences

KEY_VERSION = 1  # of everything below: stored beside the keys, changed with them
LONGEST = 8  # sentences that become keys
MIN_SENTENCE = 12  # characters; a shorter sentence is shared by everybody
BANDS, ROWS = 4, 3  # of the MinHash: 12 permutations
SHINGLE = 5  # characters

# Multiply-shift permutations of 64-bit shingle hashes: odd multipliers and their addends. They are part of what is
# stored, so they stand here rather than in the hands of a library's generator.
_MULTIPLIERS = np.array(
    [int.from_bytes(blake2b(b"m%d" % row, digest_size=8).digest(), "big") | 1 for row in range(BANDS * ROWS)],
    dtype=np.uint64,
)
_ADDENDS = np.array(
    [int.from_bytes(blake2b(b"a%d" % row, digest_size=8).digest(), "big") for row in range(BANDS * ROWS)],
    dtype=np.uint64,
)
_BASE = np.array([pow(0x100000001B3, SHINGLE - place, 1 << 64) for place in range(SHINGLE)], dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Text:
    """What the same-story decision compares: flattened title and body, the body's sentences, the day it is from."""

    title: str
    flat: str
    sentences: tuple[str, ...]
    day: date | None


def read(title: str, body: str, *, day: date | None) -> Text:
    """The text of an article as the decision sees it."""
    said = sentences(body)
    return Text(flatten(title), "".join(said), said, day)


def keys(text: Text) -> tuple[int, ...]:
    """At most 13 signed 64-bit keys: the whole text's, its 8 longest sentences', 4 bands' of its MinHash.

    Two texts that may be of one story share at least one; the first is the whole text's.
    """
    long = sorted({said for said in text.sentences if len(said) >= MIN_SENTENCE}, key=lambda said: (-len(said), said))
    named = [_key("t", text.flat), *(_key("s", said) for said in long[:LONGEST]), *_bands(text.flat)]
    return tuple(dict.fromkeys(named))


def _bands(flat: str) -> list[int]:
    hashes = _shingle_hashes(flat)
    if not hashes.size:
        return []
    mixed = hashes[None, :] * _MULTIPLIERS[:, None] + _ADDENDS[:, None]
    lowest = mixed.min(axis=1).reshape(BANDS, ROWS)
    return [_key(f"b{band}", row.tobytes()) for band, row in enumerate(lowest)]


def _shingle_hashes(flat: str) -> npt.NDArray[np.uint64]:
    points = np.frombuffer(flat.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    if points.size < SHINGLE:
        return points[:0]
    windows = np.lib.stride_tricks.sliding_window_view(points, SHINGLE)
    hashes = (windows * _BASE).sum(axis=1, dtype=np.uint64)
    return np.unique(hashes ^ (hashes >> np.uint64(29)))


def _key(kind: str, value: str | bytes) -> int:
    data = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
    return int.from_bytes(blake2b(data, digest_size=8, person=kind.encode()).digest(), "big", signed=True)
