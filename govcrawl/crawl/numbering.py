"""How a site numbers its list pages, learnt from two of them, so that any page can be asked for without the others."""

import re
from collections.abc import Callable
from dataclasses import replace

from govcrawl.items import ListRequest

NUMBER = re.compile(r"(\d+)")

Numbering = Callable[[int], ListRequest]


def learn(one: ListRequest, other: ListRequest) -> Numbering | None:
    """What asks for the list page of a number, given two requests of one column; ``None`` where that cannot be told.

    Every number of URL and form that differs between the two is taken to grow evenly with the page's number, as page
    numbers and record numbers do; a cursor does not.
    """
    distance = other.number - one.number
    if distance == 0 or (one.method, one.headers) != (other.method, other.headers):
        return None
    if [name for name, _ in one.form] != [name for name, _ in other.form]:
        return None
    texts = list(zip(texts_of(one), texts_of(other), strict=True))
    grown = [growth(here, there, distance) for here, there in texts]
    if any(each is None for each in grown) or all(here == there for here, there in texts):
        return None

    def ask(number: int) -> ListRequest:
        url, *values = (each(number - one.number) for each in grown if each is not None)
        form = tuple((name, value) for (name, _), value in zip(one.form, values, strict=True))
        return replace(one, url=url, form=form, number=number)

    return ask


def texts_of(request: ListRequest) -> list[str]:
    """The URL of a request and the values of its form."""
    return [request.url, *(value for _, value in request.form)]


def growth(here: str, there: str, distance: int) -> Callable[[int], str] | None:
    """A text as it is so many pages on; ``None`` where the two differ in more than numbers that grow evenly."""
    ours, theirs = NUMBER.split(here), NUMBER.split(there)
    if len(ours) != len(theirs) or ours[::2] != theirs[::2]:
        return None
    steps = [int(after) - int(before) for before, after in zip(ours[1::2], theirs[1::2], strict=True)]
    if any(step % distance for step in steps):
        return None

    def grow(pages: int) -> str:
        parts = list(ours)
        for place, step in enumerate(steps):
            if step:
                parts[2 * place + 1] = padded(int(ours[2 * place + 1]) + step // distance * pages, ours[2 * place + 1])
        return "".join(parts)

    return grow


def padded(value: int, like: str) -> str:
    """A number as wide as another is printed, where that one has leading zeros."""
    return str(value).zfill(len(like)) if like.startswith("0") and len(like) > 1 else str(value)
