"""``govcrawl why``: how a page came to read as it does. A URL is fetched once, a file not at all."""

import re
from collections.abc import Iterator
from typing import Any

import click
import orjson

from govcrawl.cli.archived import archived_page
from govcrawl.cli.catalogue import ANONYMOUS, site_named, site_of
from govcrawl.cli.database import Chosen, database_options
from govcrawl.cli.fetching import fetch_page
from govcrawl.cli.outcome import DONE
from govcrawl.cli.saved import page_of, read_arguments
from govcrawl.errors import UsageError
from govcrawl.explanation import Explanation, explain
from govcrawl.export.records import article_record
from govcrawl.site import Site

WEB = re.compile(r"https?://", re.IGNORECASE)
SHOWN = 100  # characters of a value
LABEL = 11  # columns


@click.command()
@click.argument("target", metavar="URL|ID|FILE|-")
@click.option("--url", help="Address of the page in FILE.")
@click.option("--status", default=200, show_default=True, type=click.IntRange(100, 599), help="HTTP status of FILE.")
@click.option("--header", "headers", multiple=True, metavar="'K: V'", help="A response header of FILE; repeatable.")
@click.option("--site", "name", metavar="SITE", help="Read by the rules of this site instead of the URL's.")
@click.option(
    "--archived", is_flag=True, help="Of what is stored or was refused, by URL or id: its page in the archive."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@database_options
def command(
    chosen: Chosen,
    *,
    target: str,
    url: str | None,
    status: int,
    headers: tuple[str, ...],
    name: str | None,
    archived: bool,
    as_json: bool,
) -> int:
    """Say how a page came to read as it does.

    Every claim of every field with what it would give alone (= won, - lost, x gives nothing), what was taken from the
    body and by which rule, how the bytes were read. A URL is fetched once, with the guards and the pace of a crawl.
    """
    if (archived or WEB.match(target)) and (url or headers or status != 200):
        raise UsageError("--url, --status and --header describe a FILE; a URL says them itself")
    if archived:
        with chosen.opened() as store:
            page, site = archived_page(store, target)
        site = site_named(name) if name else site
    elif WEB.match(target):
        site = site_named(name) if name else site_of(target)
        page = fetch_page(site, target)
    else:
        (saved,) = read_arguments([target], [url] if url else [], status=status, headers=headers, name=name)
        site, page = saved.site, page_of(saved)
    say(explain(page, site), as_json=as_json)
    return DONE


def say(found: Explanation, *, as_json: bool) -> None:
    click.echo(orjson.dumps(told(found), option=orjson.OPT_INDENT_2) if as_json else "\n".join(lines(found)))


def lines(found: Explanation) -> Iterator[str]:
    """The explanation for people."""
    page, site = found.page, found.site
    yield f"{page.url}  status {page.status}, {len(page.body):,} bytes"
    yield _line("site", _site(site, found.platform))
    yield _line("encoding", _encoding(found))
    if found.refusal:
        refusal = found.refusal
        yield _line(
            "refused", f"{refusal.field}: {refusal.reason}" + (f" ({refusal.detail})" if refusal.detail else "")
        )
    for field, weighed in found.weighed.items():
        yield ""
        yield _line(field, _value(found, field) or "none")
        for one in weighed:
            won = found.won(field, one.claim)
            sign = "=" if won else "x" if one.value is None else "-"
            gives = "" if one.value in (None, one.claim.value) else f"  gives {_short(one.value)}"
            yield f"  {sign} {one.claim.method} {one.claim.where}: {_short(one.claim.value)}{gives}"
    yield from _body_lines(found)


def told(found: Explanation) -> dict[str, Any]:
    """The explanation as a JSON object."""
    refusal = found.refusal
    return {
        "url": found.page.url,
        "status": found.page.status,
        "site": found.site.name,
        "platform": found.platform,
        "encoding": {
            "read_as": found.decoded.encoding,
            "declared": found.charsets,
            "transforms": found.decoded.transforms,
        },
        "rejected": refusal and {"field": refusal.field, "reason": refusal.reason, "detail": refusal.detail},
        "claims": {
            field: [
                {"value": one.claim.value, "method": one.claim.method, "where": one.claim.where,
                 "gives": one.value, "won": found.won(field, one.claim)}
                for one in weighed
            ]
            for field, weighed in found.weighed.items()
        },
        "container": found.raw and found.raw.container,
        "removed": [{"rule": one.rule, "line": one.line} for one in _removed(found)],
        "next_part": found.raw and found.raw.next_part,
        "article": article_record(found.article) if found.article else None,
    }  # fmt: skip


def _body_lines(found: Explanation) -> Iterator[str]:
    if not found.raw:
        return
    yield ""
    body = found.article.body if found.article else "\n".join(found.raw.paragraphs)
    yield _line(
        "body", f"{body.count(chr(10)) + 1} paragraphs, {len(body):,} characters, found by {found.raw.container}"
    )
    if found.raw.next_part:
        yield f"  goes on at {found.raw.next_part}"
    for one in _removed(found):
        yield f"  - {one.rule}: {_short(one.line)}"
    transforms = found.article.transforms if found.article else found.raw.transforms
    if transforms:
        yield _line("transforms", ", ".join(transforms))


def _removed(found: Explanation) -> tuple[Any, ...]:
    return found.article.removed if found.article else found.raw.removed if found.raw else ()


def _site(site: Site, platform: str | None) -> str:
    named = "none that is declared" if site is ANONYMOUS else f"{site.name} {site.title}"
    return f"{named}, platform {platform or 'not known'}"


def _encoding(found: Explanation) -> str:
    said = ", ".join(found.charsets) or "nothing"
    took = f"; {', '.join(found.decoded.transforms)}" if found.decoded.transforms else ""
    return f"{found.decoded.encoding}, the page declares {said}{took}"


def _value(found: Explanation, field: str) -> str | None:
    """The value that a field came to."""
    winner = next((one for one in found.weighed[field] if found.won(field, one.claim)), None)
    return winner.value if winner else None


def _line(label: str, text: str) -> str:
    return f"{label:<{LABEL}} {text}"


def _short(text: str | None) -> str:
    bare = " ".join((text or "").split())
    return bare if len(bare) <= SHOWN else f"{bare[:SHOWN]}…"
