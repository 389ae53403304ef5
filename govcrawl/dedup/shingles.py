"""The shingles of a text, its runs of five characters, as numbers."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

SHINGLE = 5  # characters
KEPT = 1024  # texts whose shingles are at hand, some 15 KB each

Hashes = npt.NDArray[np.uint64]

_BASE = np.array([pow(0x100000001B3, SHINGLE - place, 1 << 64) for place in range(SHINGLE)], dtype=np.uint64)


def hashes(flat: str) -> Hashes:
    """The hashes of the shingles of a text, in order; they are part of what is stored."""
    points = np.frombuffer(flat.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    count = points.size - SHINGLE + 1
    found = np.zeros(max(count, 0), dtype=np.uint64)
    for place in range(SHINGLE if count > 0 else 0):
        found += points[place : place + count] * _BASE[place]
    return found ^ (found >> np.uint64(29))


def containment(shorter: str, longer: str) -> float:
    """The share of the shorter text's distinct shingles that the longer has; neither is without any."""
    sought, held = _distinct(shorter), _distinct(longer)
    beside = held[np.minimum(held.searchsorted(sought), held.size - 1)]
    return float(np.count_nonzero(beside == sought) / sought.size)


@lru_cache(maxsize=KEPT)
def _distinct(flat: str) -> Hashes:
    """The hashes of a text's shingles, sorted; those of a neighbour are asked for again and again."""
    return np.unique(hashes(flat))
