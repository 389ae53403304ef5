"""What is looked for, as generators that ask for one page at a time and never touch the network themselves."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeVar

from govcrawl.items import ListRequest, Page

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Missing:
    """A page that could not be had: why, as the slug that a crawl would count, and as a sentence."""

    url: str
    reason: str
    detail: str

    def __str__(self) -> str:
        return f"{self.url}: {self.reason} ({self.detail})"


Errand = Generator[ListRequest, Page | Missing, T]


def fetch(url: str) -> Errand[Page | Missing]:
    """One page, asked for once."""
    return (yield ListRequest(url=url))
