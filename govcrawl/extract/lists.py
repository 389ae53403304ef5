"""List pages: the links to articles in their order, and how the next page is asked for.

Rows are read by the site's rules, else as the platform knows them, else by what rows look like anywhere. Where the walk
ends is the spider's to say; ``next`` is ``None`` where the page itself says that it is the last.
"""

from dataclasses import replace

from lxml.html import HtmlElement

from govcrawl.extract.encoding import decode
from govcrawl.extract.links import Scope, scope_of, title_of
from govcrawl.extract.pagers import base_of, elsewhere, ends, next_request, totals
from govcrawl.extract.row_dates import date_in, date_of, one_line
from govcrawl.extract.rows import read_rows
from govcrawl.extract.rules import list_rules
from govcrawl.extract.tree import parse
from govcrawl.extract.walls import check_walls
from govcrawl.items import Link, ListPage, ListRequest, Page
from govcrawl.platforms import recognise
from govcrawl.platforms.answers import is_data
from govcrawl.site import GENERIC, Column, ListRules, ListView, Platform, Site


def first_request(site: Site, column: Column) -> ListRequest:
    """The request for the newest list page of a column."""
    return site.platform.first(column.url) if site.platform.first else ListRequest(url=column.url)


def extract_list(page: Page, *, request: ListRequest, site: Site) -> ListPage:
    """The links of one list page, the request for the next and the totals it states.

    Raises Blocked where an anti-bot wall answered, Rejected where the answer is no list at all.
    """
    check_walls(page)
    text = decode(page.body, page.headers).text
    platform = site.platform if site.platform != GENERIC else recognise(ends(text), page.url) or GENERIC
    tree = None if is_data(text) else parse(text, page.url)
    view = ListView(page, text, tree, request, _rules(site, platform))
    read = platform.read_list(view) if platform.read_list else ListPage(links=())
    links = read.links or _by_markup(view, site, wrapped=platform.unwrap(text) if platform.unwrap else None)
    following = next_request(view, links, platform=platform)
    if not links and following is None:
        following = elsewhere(view)
    if following is not None and following.number == request.number:
        return ListPage(links=(), instead=following)
    pages, articles = totals(ends(text))
    return ListPage(
        links=links,
        next=following,
        pages=read.pages or pages,
        articles=read.articles or articles,
    )


def _rules(site: Site, platform: Platform) -> ListRules:
    return list_rules(site if platform is site.platform else replace(site, platform=platform))


def _by_markup(view: ListView, site: Site, *, wrapped: str | None) -> tuple[Link, ...]:
    tree = parse(wrapped, view.page.url) if wrapped else view.tree
    if tree is None:
        return ()
    scope = scope_of(site, view.rules, url=view.page.url, base=base_of(view.tree, view.page.url))
    return _by_rules(tree, view.rules, scope) or read_rows(tree, scope)


def _by_rules(tree: HtmlElement, rules: ListRules, scope: Scope) -> tuple[Link, ...]:
    for selector in rules.rows:
        found = [link for row in tree.cssselect(selector) if (link := _by_rule(row, rules, scope)) is not None]
        if found:
            return tuple({link.url: link for link in reversed(found)}.values())[::-1]
    return ()


def _by_rule(row: HtmlElement, rules: ListRules, scope: Scope) -> Link | None:
    for anchor in [row] if row.tag == "a" else row.cssselect(rules.link):
        url = scope.resolve(anchor.get("href", ""))
        if url is None or (scope.article_url and not scope.article_url.search(url)):
            continue
        stated = (element.text_content() for selector in rules.published for element in row.cssselect(selector))
        printed = next((one_line(text) for text in stated if text.strip()), None)
        published = (date_of(printed) or printed) if printed else date_in(row, anchor)
        return Link(url=url, title=title_of(anchor), published=published)
    return None
