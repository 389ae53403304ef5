"""Whether a compressed body is whole."""

import gzip
import os
import zlib

import pytest

from govcrawl.middlewares.bodies import flaw

TEXT = os.urandom(50_000).hex().encode()
MOST = 10 * 2**20
RAW = zlib.compressobj(wbits=-15)
DEFLATED = RAW.compress(TEXT) + RAW.flush()


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(TEXT), "gzip"),
        (gzip.compress(TEXT), "x-gzip"),
        (zlib.compress(TEXT), "deflate"),
        (DEFLATED, "deflate"),
        (b"", "gzip"),
        (TEXT, ""),
    ],
)
def test_a_whole_body_has_no_flaw(body: bytes, encoding: str) -> None:
    assert flaw(body, encoding, most=MOST) is None


@pytest.mark.parametrize(
    ("body", "encoding"),
    [(gzip.compress(TEXT), "gzip"), (zlib.compress(TEXT), "deflate"), (DEFLATED, "deflate")],
)
@pytest.mark.parametrize("kept", [0.5, 0.999])
def test_a_body_that_breaks_off_is_truncated(body: bytes, encoding: str, kept: float) -> None:
    assert flaw(body[: int(len(body) * kept)], encoding, most=MOST) == "truncated"


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_plain_body_under_a_compressed_header_has_a_bad_encoding(encoding: str) -> None:
    assert flaw(b"<html><p>plain</p></html>", encoding, most=MOST) == "bad_encoding"


def test_a_body_damaged_on_its_way_has_a_bad_encoding() -> None:
    body = bytearray(gzip.compress(TEXT))
    body[-8] ^= 1  # the checksum
    assert flaw(bytes(body), "gzip", most=MOST) == "bad_encoding"


def test_a_bomb_is_too_large() -> None:
    assert flaw(gzip.compress(bytes(2 * MOST)), "gzip", most=MOST) == "too_large"
