"""Searching Chinese text in MongoDB: a signature of the pairs of characters that title and body hold.

MongoDB's own text index splits at spaces, which Chinese does not write, and an index entry for each of an article's
thousand pairs would cost tens of times the rest of the save. A signature is half a kilobyte; MongoDB compares it with
the pairs of a sought text, and leaves out nearly every article without it, and never one with it.
"""

from itertools import pairwise

from govcrawl.dedup.flat import flatten

BITS = 4096
# A multiplicative hash: the same in every process and for ever, as Python's own is not.
MIX, SPREAD = 0x1F123BB5, 0x9E3779B1


def signature(*texts: str) -> bytes:
    """A bit for each pair of neighbouring characters in one of the texts; least significant byte first."""
    bits = bytearray(BITS // 8)
    for position in set().union(*map(positions, texts)):
        bits[position >> 3] |= 1 << (position & 7)
    return bytes(bits)


def positions(text: str) -> set[int]:
    """The bits that the pairs of a text set, whatever its script, width and punctuation."""
    codes = set(pairwise(map(ord, flatten(text))))
    return {((first * MIX + second) * SPREAD & 0xFFFFFFFF) * BITS >> 32 for first, second in codes}
