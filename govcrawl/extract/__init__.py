"""Bytes of a page → strings as printed: list pages to links, article pages to claims and paragraphs. Pure."""

from govcrawl.extract.article import extract_article
from govcrawl.extract.encoding import Decoded, decode
from govcrawl.extract.parts import join_parts

__all__ = ["Decoded", "decode", "extract_article", "join_parts"]
