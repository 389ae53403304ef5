"""Strings as printed to typed, checked values, or ``Rejected``. Pure."""

from govcrawl.normalize.gate import EXTRACTOR, normalize
from govcrawl.normalize.urls import article_id, canonical_url

__all__ = ["EXTRACTOR", "article_id", "canonical_url", "normalize"]
