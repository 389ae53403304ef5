"""``govcrawl snapshot``: a live page as a fixture directory, with a draft of what it must give."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from govcrawl import __version__
from govcrawl.cli.catalogue import site_named
from govcrawl.cli.fetching import fetch_page
from govcrawl.cli.outcome import DONE, PROBLEMS, complain
from govcrawl.cli.saved import absolute
from govcrawl.errors import Rejected, UsageError
from govcrawl.export.records import article_record
from govcrawl.extract import extract_article
from govcrawl.extract.lists import extract_list
from govcrawl.items import ListPage, ListRequest, Page
from govcrawl.normalize import normalize
from govcrawl.site import Site

SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")
FIELDS = ("title", "published_at", "published_precision", "modified_at", "source", "author", "views")
KEPT = ("content-type", "content-encoding", "last-modified", "server")  # headers that tell of the page, not of a visit
UNSIGNED = "drafted by govcrawl: compare with the page, mend, and delete this line"


@click.command()
@click.argument("name", metavar="SITE")
@click.argument("url")
@click.option("--slug", help="Name of the directory; default: from the URL.")
@click.option(
    "--into", "fixtures", metavar="DIR", default="tests/fixtures", show_default=True, type=click.Path(path_type=Path)
)
def command(name: str, url: str, slug: str | None, fixtures: Path) -> int:
    """Keep a live page as a fixture, with a draft of what it must give.

    The page is fetched once and kept in DIR/SITE/SLUG/ as page.html, meta.json and expected.json.
    expected.json is a draft, what govcrawl reads now; it counts only once a person has compared it with the page and
    deleted its line "unsigned". Exit status: 0; 1 the page was not had, or is neither an article nor a list.
    """
    site, url = site_named(name), absolute(url)
    place = fixtures / site.name / (slug or slug_of(url))
    if not SLUG.fullmatch(place.name):
        raise UsageError(f"--slug {place.name}: small letters, digits, - and _")
    if place.exists():
        raise UsageError(f"{place}: exists; choose another --slug")
    page = fetch_page(site, url)
    try:
        draft = draft_of(page, site)
    except Rejected as refusal:
        complain(f"nothing kept: {refusal}")
        return PROBLEMS
    write(place, page, draft)
    click.echo(f"{place}: compare expected.json with the page, then delete its line “unsigned”")
    return DONE


def slug_of(url: str) -> str:
    """A name for the page of a URL: the last parts of its path that say something."""
    words = re.findall(r"[a-z0-9]+", urlsplit(url).path.lower().removesuffix(".html").removesuffix(".htm"))
    telling = [word for word in words if word not in ("index", "content", "html", "shtml")]
    return "-".join(telling[-2:])[-60:].lstrip("-_") or "index"


def draft_of(page: Page, site: Site) -> dict[str, Any]:
    """What the page must give, as it is read now; raises Rejected where it is neither an article nor a list."""
    try:
        record = article_record(normalize(extract_article(page, site), site))
    except Rejected as refusal:
        listed = _listed(page, site)
        if listed is None:
            raise refusal from None
        return {"unsigned": UNSIGNED} | _list_draft(listed)
    return {"unsigned": UNSIGNED} | {name: record[name] for name in FIELDS} | {"body": record["body"].split("\n")}


def write(place: Path, page: Page, draft: dict[str, Any]) -> None:
    """Writes the fixture directory."""
    place.mkdir(parents=True)
    (place / "page.html").write_bytes(page.body)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    meta = {
        "url": page.url,
        "status": page.status,
        "headers": {name: value for name, value in page.headers.items() if name in KEPT},
        "got": f"fetched {now} by govcrawl {__version__}",
    }
    for name, said in (("meta.json", meta), ("expected.json", draft)):
        (place / name).write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _listed(page: Page, site: Site) -> ListPage | None:
    try:
        listed = extract_list(page, request=ListRequest(url=page.url), site=site)
    except Rejected:
        return None
    return listed if listed.links or listed.instead else None


def _list_draft(listed: ListPage) -> dict[str, Any]:
    """A list page as its fixtures state it: rows, the next request, where else the list stands."""
    rows = [[link.url, link.title, link.published] for link in listed.links]
    instead = {"instead": _asked(listed.instead)} if listed.instead else {}
    return {"links": rows, "next": _asked(listed.next) if listed.next else None} | instead


def _asked(request: ListRequest) -> dict[str, Any]:
    form = {"form": [list(field) for field in request.form]} if request.form else {}
    return {"url": request.url} | form
