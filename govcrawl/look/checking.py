"""Whether a site is still what its declaration says: its lists, the articles behind them, the fields these have."""

from collections import Counter
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field

from govcrawl.errors import Rejected
from govcrawl.extract import extract_article
from govcrawl.extract.lists import extract_list, first_request
from govcrawl.items import Article, Link, ListPage, ListRequest, Page
from govcrawl.look.errands import Errand, Missing
from govcrawl.normalize import normalize
from govcrawl.site import Column, Site

SAMPLE = 3  # articles of each column that are fetched
DETOURS = 3  # pages that only say where a list stands
FIELDS = ("published_at", "source", "author", "views", "column")

Asking = Generator[ListRequest, Page | Missing, ListPage | str]


@dataclass(frozen=True, slots=True)
class ColumnFinding:
    """What a column gave: the rows of its first list page, those with a date, the new ones of its second page.

    ``following`` is ``None`` where the first page names no second one. ``articles`` of the sample were read,
    ``filled`` says how many of them have each field; ``problems`` are sentences.
    """

    name: str
    rows: int = 0
    dated: int = 0
    following: int | None = None
    articles: int = 0
    filled: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a look at a site found, column by column."""

    site: str
    columns: tuple[ColumnFinding, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        return tuple(f"{column.name}: {problem}" for column in self.columns for problem in column.problems)


def check(site: Site) -> Errand[Finding]:
    """A look at every column of a site: two list pages, and the first articles."""
    columns: list[ColumnFinding] = []
    for column in site.columns:
        columns += [(yield from _check_column(site, column))]
    return Finding(site.name, tuple(columns))


def changes(before: Finding, now: Finding) -> Iterator[str]:
    """What is otherwise than at an earlier look, in sentences."""
    earlier = {column.name: column for column in before.columns}
    for column in now.columns:
        was = earlier.pop(column.name, None)
        if was is None:
            yield f"{column.name}: a new column"
            continue
        if (was.rows > 0) != (column.rows > 0) or abs(was.rows - column.rows) > max(was.rows, column.rows) / 2:
            yield f"{column.name}: {column.rows} rows, {was.rows} before"
        if (was.following is None) != (column.following is None):
            yield f"{column.name}: {'no' if column.following is None else 'a'} second page now"
        lost = [name for name in FIELDS if was.filled.get(name) and not column.filled.get(name)]
        won = [name for name in FIELDS if column.filled.get(name) and not was.filled.get(name)]
        if was.articles and column.articles and lost:
            yield f"{column.name}: no article has {', '.join(lost)} any more"
        if was.articles and column.articles and won:
            yield f"{column.name}: articles have {', '.join(won)} now"
    yield from (f"{name}: the column is gone" for name in earlier)


def _check_column(site: Site, column: Column) -> Errand[ColumnFinding]:
    listed = yield from _list_page(site, first_request(site, column))
    if isinstance(listed, str):
        return ColumnFinding(column.name, problems=(listed,))
    problems = [*_out_of_range(site, len(listed.links))]
    following = None
    if listed.next is not None:
        second = yield from _list_page(site, listed.next)
        known = {link.url for link in listed.links}
        following = 0 if isinstance(second, str) else sum(link.url not in known for link in second.links)
        problems += [second] if isinstance(second, str) else [] if following else ["the second page brings nothing new"]
    articles, refused = yield from _articles(site, listed.links[:SAMPLE])
    filled = Counter(name for article in articles for name in FIELDS if getattr(article, name) is not None)
    return ColumnFinding(
        name=column.name,
        rows=len(listed.links),
        dated=sum(link.published is not None for link in listed.links),
        following=following,
        articles=len(articles),
        filled=dict(filled),
        problems=(*problems, *refused),
    )


def _list_page(site: Site, request: ListRequest) -> Asking:
    """A list page, wherever it stands; a sentence where there is none."""
    for _ in range(DETOURS):
        page = yield request
        if isinstance(page, Missing):
            return str(page)
        try:
            listed = extract_list(page, request=request, site=site)
        except Rejected as refusal:
            return str(refusal)
        if listed.instead is None:
            return listed if listed.links else f"{request.url}: no rows"
        request = listed.instead
    return f"{request.url}: one page after another says that the list is elsewhere"


def _articles(site: Site, links: tuple[Link, ...]) -> Errand[tuple[list[Article], list[str]]]:
    """The articles behind the links, and a sentence for each that is none."""
    read: list[Article] = []
    problems: list[str] = []
    for link in links:
        if link.body is not None:
            continue
        page = yield ListRequest(url=link.url)
        if isinstance(page, Missing):
            problems.append(str(page))
            continue
        try:
            read.append(normalize(extract_article(page, site), site))
        except Rejected as refusal:
            problems.append(str(refusal))
    return read, problems


def _out_of_range(site: Site, rows: int) -> Iterator[str]:
    fewest, most = site.expect or (1, rows)
    if not fewest <= rows <= most:
        yield f"{rows} rows, {fewest} to {most} expected"
