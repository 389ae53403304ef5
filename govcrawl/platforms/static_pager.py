"""Static pagers: page k of a list lies beside its first page as ``index_k.html``, and only a script says so.

The scripts differ from one deployment to the next. What they share: the number of pages, the number of this one
counted from 0 or from 1, and the name of the files. The next file's suffix is this page's number plus one in either
count: page 0 is followed by ``index_1``, page 1 by ``index_2``.
"""

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from govcrawl.items import Link, ListRequest
from govcrawl.platforms import answers
from govcrawl.platforms.queries import join
from govcrawl.site import ListView

_CALL = re.compile(r"createPage(?:HTML)?\s*\(([^)]*)\)")
_ARGUMENT = re.compile(r"""['"]([^'"]*)['"]|(\d{1,9})""")
_COUNT = re.compile(r"\b(?:countPage|pageCount|totalPages?)\s*=\s*['\"]?(\d{1,9})")
_CURRENT = re.compile(r"\b(?:currentPage|curPage|pageIndex)\s*=\s*['\"]?(\d{1,9})")
_OPTIONS = re.compile(r"\bPager\(\s*\{([^}]*)\}")
_OPTION = re.compile(r"(\w+)\s*:\s*['\"]?(\w+)")
_PLUGIN = re.compile(r"\.pagination\(\s*\{[^}]*?\btotalPage\s*:\s*['\"]?(\d{1,9})")
_FILE = re.compile(r"/(?P<stem>[^/]*?)(?:_(?P<suffix>\d{1,4}))?\.(?P<extension>s?html?)$")
_EXTENSION = re.compile(r"\.(s?html?)['\"]")
_MOST_PAGES = 5000  # a larger first number is the number of records


@dataclass(frozen=True, slots=True)
class StaticPager:
    """What a pager script says: pages in all, the number of this one, the stem and extension of the files."""

    pages: int
    current: int
    stem: str
    extension: str


def next_page(view: ListView, _links: tuple[Link, ...] = ()) -> ListRequest | None:
    """The request for the file that the page's pager script names next, ``None`` on the last page or without one."""
    return _following(view, read_pager(view.text, view.page.url))


def next_page_from_two(view: ListView, _links: tuple[Link, ...] = ()) -> ListRequest | None:
    """The same where the second file is ``index_2`` although the script counts from 0."""
    pager = read_pager(view.text, view.page.url)
    return _following(view, replace(pager, current=max(pager.current, 1)) if pager else None)


def read_pager(text: str, url: str) -> StaticPager | None:
    """The static pager in the scripts (or the comments) of the list page at ``url``."""
    here = _file(url)
    pager = _by_call(text, here) or _by_options(text) or _by_plugin(text, here) or _by_variables(text, here)
    if pager is None:
        return None
    return replace(pager, current=int(here["suffix"])) if here and here["suffix"] else pager


def _following(view: ListView, pager: StaticPager | None) -> ListRequest | None:
    asked = view.request
    if pager is None or asked.number >= pager.pages:
        return None
    file = f"{pager.stem}_{pager.current + 1}.{pager.extension}"
    url = join(view.page.url, file)
    return ListRequest(url=url, headers=asked.headers, number=asked.number + 1) if url else None


def _by_call(text: str, here: re.Match[str] | None) -> StaticPager | None:
    """``createPageHTML(pages, current, "index", "html")``, with an element's id, the records or more figures in it."""
    current = int(here["suffix"]) if here and here["suffix"] else None
    for call in _CALL.finditer(text):
        arguments = [(match[1], match[2]) for match in _ARGUMENT.finditer(call[1])]
        names = [name for name, figure in arguments if figure is None]
        figures = [int(figure) for _, figure in arguments if figure is not None]
        if len(names) < 2 or not figures:
            continue
        if len(figures) == 3 and len(names) == 2 and _counts_records(figures, current):
            figures = figures[1:]
        stated = figures[1] if len(figures) > 1 and figures[1] in (0, 1) else 0
        return StaticPager(figures[0], stated, names[-2], names[-1].lstrip("."))
    return None


def _counts_records(figures: list[int], current: int | None) -> bool:
    records, pages, page = figures
    return records > _MOST_PAGES or (records >= pages >= page and page in ((0, 1) if current is None else (current,)))


def _by_options(text: str) -> StaticPager | None:
    """``Pager({size: 12, current: 0, prefix: 'index', suffix: 'html'})``."""
    for call in _OPTIONS.finditer(text):
        options = dict(_OPTION.findall(call[1]))
        pages, current = answers.whole(options.get("size")), answers.whole(options.get("current")) or 0
        if pages is not None:
            return StaticPager(pages, min(current, 1), options.get("prefix", "index"), options.get("suffix", "html"))
    return None


def _by_plugin(text: str, here: re.Match[str] | None) -> StaticPager | None:
    """``$(…).pagination({totalPage: 12})``, whose second file is ``index_2``."""
    found = _PLUGIN.search(text)
    return StaticPager(int(found[1]), 1, *_named(text, here)) if found else None


def _by_variables(text: str, here: re.Match[str] | None) -> StaticPager | None:
    """``var countPage = 12; var currentPage = 0;`` and a script that builds the names from them."""
    pages, current = _COUNT.search(text), _CURRENT.search(text)
    if not pages or not current or int(pages[1]) > _MOST_PAGES:
        return None
    return StaticPager(int(pages[1]), min(int(current[1]), 1), *_named(text, here))


def _named(text: str, here: re.Match[str] | None) -> tuple[str, str]:
    """Stem and extension of the list's files: those of this page, else ``index`` and what a script appends."""
    if here:
        return here["stem"], here["extension"]
    extension = _EXTENSION.search(text)
    return "index", extension[1] if extension else "html"


def _file(url: str) -> re.Match[str] | None:
    return _FILE.search(urlsplit(url).path)
