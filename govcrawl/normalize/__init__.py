"""Strings as printed to typed, checked values, or ``Rejected``. Pure."""

from govcrawl.normalize.gate import EXTRACTOR, normalize
from govcrawl.normalize.urls import article_id, canonical_url
from govcrawl.normalize.weighing import Weighed, weigh

__all__ = ["EXTRACTOR", "Weighed", "article_id", "canonical_url", "normalize", "weigh"]
