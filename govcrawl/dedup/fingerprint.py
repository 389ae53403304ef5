"""The fingerprint of a text."""

from hashlib import blake2b

from govcrawl.dedup.flat import flatten


def fingerprint(body: str) -> int:
    """A signed 64-bit number, equal for equal texts: BLAKE2b of the flattened text."""
    digest = blake2b(flatten(body).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
