"""``govcrawl story``."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import click
import orjson

from govcrawl.cli.database import Chosen, database_options
from govcrawl.cli.naming import identity_of
from govcrawl.cli.outcome import DONE
from govcrawl.dedup.passages import Kind, Passage, passages
from govcrawl.dedup.story import judge, original_of
from govcrawl.errors import UsageError
from govcrawl.export.records import china_time
from govcrawl.store.connection import Store
from govcrawl.store.membership import Membership
from govcrawl.store.texts import read_text
from govcrawl.store.whole import Whole

SHOWN = 60  # characters of a passage
SIGNS: dict[Kind, str] = {"alike": "=", "moved": "↕", "left_out": "-", "added": "+", "replaced": "~"}
STATED = {"second": 19, "minute": 16, "day": 10, "month": 7, "year": 4}  # characters of a date, by its precision
NO_DATE = "no date"

Document = Mapping[str, Any]


@click.command()
@click.argument("named", metavar="ID|URL")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@database_options
def command(chosen: Chosen, *, named: str, as_json: bool) -> int:
    """Show a story: its articles by date, what differs between each and the original, and why.

    ID is that of the story or of any article in it, URL any address that one of them was met under. Passages are
    marked = alike, ~ replaced, - left out, + added, ↕ moved.
    """
    with chosen.opened() as store:
        found = told(named, store)
    click.echo(orjson.dumps(found, option=orjson.OPT_INDENT_2) if as_json else "\n".join(lines(found)))
    return DONE


def told(named: str, store: Store) -> dict[str, Any]:
    """A story as a JSON object; raises UsageError where there is none by the name."""
    article = identity_of(named, store)
    story = store.stories.whole(article)
    if story is None:
        placed = "has no story yet: govcrawl restory finds it one" if store.articles.get(article) else "is not stored"
        raise UsageError(f"the article {named} {placed}")
    documents = {each.article: found for each in story.members if (found := store.articles.get(each.article))}
    days = sorted(day.isoformat() for each in story.members if (day := each.member.day))
    members = sorted(story.members, key=lambda each: (*each.member.originality[:2], each.article != story.original))
    return {
        "id": story.leader,
        "original": story.original,
        "why_original": _why_original(story),
        "sites": sorted({each.member.site for each in story.members}),
        "first_day": days[0] if days else None,
        "last_day": days[-1] if days else None,
        "furniture": story.furniture,
        "articles": [_of_member(each, story, documents) for each in members],
    }


def _why_original(story: Whole) -> str:
    members = [each.member for each in story.members]
    if story.furniture:
        return "furniture of its site: nobody's reprint"
    if len(members) == 1:
        return "the only article of its story"
    original = original_of(members)
    crediting = sum(any(each.credits(other) for other in members) for each in members)
    of = f"the {len(members) - crediting} that credit no other" if crediting else str(len(members))
    return f"the first of {of}" if original.published_at else f"none of {of} has a date; the least id"


def _of_member(held: Membership, story: Whole, documents: Mapping[str, Document]) -> dict[str, Any]:
    """What is said of a member; ``passages`` are those of the original and of it, none of the original itself."""
    document = documents.get(held.article)
    original = documents.get(story.original) if held.article != story.original else None
    place = story.place(held).story
    said = {"_id": held.article, "site": held.member.site, "role": place.role, "similarity": place.similarity}
    if document is None:
        return {**said, "stored": False}
    return {
        **said,
        "stored": True,
        "url": document["url"],
        "title": document["title"],
        "published_at": _published(document),
        "source": document["source"],
        "gone": document.get("gone_at") is not None,
        "why": _why(held, story, documents),
        "passages": [_as_values(each) for each in passages(original["body"], document["body"])] if original else [],
    }


def _why(held: Membership, story: Whole, documents: Mapping[str, Document]) -> str:
    """Why an article is in its story, in the words of the decision."""
    if story.furniture:
        return "furniture of its site"
    if held.article == story.leader:
        return "the fullest text, with which the others are compared"
    leader = documents.get(story.leader)
    if leader is None:
        return "the fullest text is stored no more"
    return judge(*(read_text(each) for each in (leader, documents[held.article]))).reason


def _published(document: Document) -> str | None:
    """The date as far as the page states it."""
    published = document["published_at"]
    return china_time(published)[: STATED[document["published_precision"]]].replace("T", " ") if published else None


def _as_values(passage: Passage) -> dict[str, str]:
    return {"kind": passage.kind, "original": passage.one, "here": passage.other}


def lines(found: Mapping[str, Any]) -> Iterator[str]:
    """The story for people."""
    articles = found["articles"]
    days = " to ".join(dict.fromkeys(day for day in (found["first_day"], found["last_day"]) if day)) or NO_DATE
    yield f"story {found['id']}: {len(articles)} articles on {', '.join(found['sites'])}; {days}"
    yield f"original {found['original']}: {found['why_original']}"
    original: Mapping[str, Any] = next((each for each in articles if each["_id"] == found["original"]), {})
    for article in articles:
        yield ""
        yield from _lines_of(article, original)


def _lines_of(article: Mapping[str, Any], original: Mapping[str, Any]) -> Iterator[str]:
    share = f" {article['similarity']:.0%}" if article["role"] != "original" else ""
    if not article["stored"]:
        yield f"{article['_id']}  {article['site']}  {article['role']}{share}: its article is stored no more"
        return
    gone = "  gone from its site" if article["gone"] else ""
    published = article["published_at"] or NO_DATE
    yield f"{published:<16}  {article['site']}  {article['role']}{share}  {article['_id']}{gone}"
    yield f"  {article['url']}"
    yield f"  why      {article['why']}"
    if article is original:
        yield f"  title    {article['title']}"
        return
    for field in ("title", "source"):
        if article[field] != original.get(field):
            yield f"  {field:<8} {article[field] or 'none'}, the original's: {original.get(field) or 'none'}"
    yield f"  text     {_tally(article['passages'])}"
    for passage in article["passages"]:
        sides = (passage["original"],) if passage["kind"] == "alike" else (passage["original"], passage["here"])
        yield f"  {SIGNS[passage['kind']]} {' → '.join(_short(text) for text in sides if text)}"


def _tally(found: list[Mapping[str, str]]) -> str:
    counted = Counter(passage["kind"] for passage in found)
    return (
        ", ".join(f"{counted[kind]} {kind.replace('_', ' ')}" for kind in SIGNS if counted[kind])
        or "the original is stored no more"
    )


def _short(text: str) -> str:
    bare = " ".join(text.split())
    return bare if len(bare) <= SHOWN else f"{bare[: SHOWN - 12]}…{bare[-10:]}"
