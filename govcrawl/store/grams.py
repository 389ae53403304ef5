"""Searching Chinese text in MongoDB: a signature of the pairs of characters that title and body hold.

MongoDB's own text index splits at spaces, which Chinese does not write, and an index entry for each of an article's
thousand pairs would cost tens of times the rest of the save. A signature is half a kilobyte; MongoDB compares it with
the pairs of a sought text, and leaves out nearly every article without it, and never one with it.
"""

import numpy as np
import numpy.typing as npt

from govcrawl.dedup.flat import flatten

BITS = 4096
# A multiplicative hash: the same in every process and for ever, as Python's own is not.
_MIX, _SPREAD, _WORD = np.uint64(0x1F123BB5), np.uint64(0x9E3779B1), np.uint64(0xFFFFFFFF)


def signature(*texts: str) -> bytes:
    """A bit for each pair of neighbouring characters in one of the texts; least significant byte first."""
    bits = np.zeros(BITS, dtype=np.uint8)
    for text in texts:
        bits[_positions(text)] = 1
    return np.packbits(bits, bitorder="little").tobytes()


def positions(text: str) -> set[int]:
    """The bits that the pairs of a text set, whatever its script, width and punctuation."""
    return set(_positions(text).tolist())


def _positions(text: str) -> npt.NDArray[np.uint64]:
    codes = np.frombuffer(flatten(text).encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    mixed = (codes[:-1] * _MIX + codes[1:]) * _SPREAD & _WORD
    return mixed * np.uint64(BITS) >> np.uint64(32)
