"""Requests that differ from one list page to the next by one parameter, in the query or in the form."""

import re
from dataclasses import replace
from urllib.parse import quote, unquote_plus, urljoin

from govcrawl.items import ListRequest

_LONG = 16  # digits from which on a number counts nothing


def parameter(url: str, name: str) -> str | None:
    """The value of a query parameter, ``None`` where the URL has none of that name."""
    found = _pattern(name).search(url)
    return unquote_plus(found[2]) if found else None


def with_parameter(url: str, name: str, value: object) -> str:
    """The URL with a query parameter set; the others stay as they are written, whatever their charset."""
    written = quote(str(value), safe="")
    if _pattern(name).search(url):
        return _pattern(name).sub(lambda found: f"{found[1]}{written}", url, count=1)
    stem, hash_, fragment = url.partition("#")
    return f"{stem}{'&' if '?' in stem else '?'}{name}={written}{hash_}{fragment}"


def counted_on(request: ListRequest, name: str, *, by: int = 1) -> ListRequest:
    """The request for the following page where ``name`` counts the pages (or rows) and goes up ``by`` that many."""
    if any(field == name for field, _ in request.form):
        form = tuple((field, str(_number(value) + by) if field == name else value) for field, value in request.form)
        return replace(request, form=form, number=request.number + 1)
    here = parameter(request.url, name)
    url = with_parameter(request.url, name, (_number(here) if here is not None else request.number) + by)
    return replace(request, url=url, number=request.number + 1)


def join(base: str, address: str) -> str | None:
    """The absolute URL of an address on a page, ``None`` for what is none (``http://[``)."""
    try:
        return urljoin(base, address)
    except ValueError:
        return None


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"([?&]{re.escape(name)}=)([^&#]*)")


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdecimal() and len(value) < _LONG else 1
