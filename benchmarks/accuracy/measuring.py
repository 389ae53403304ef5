"""How right extraction is on the benchmark: with the site declared, without, and trafilatura alone beside it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import process_time

import trafilatura

from benchmarks.accuracy.corpus import specimens
from govcrawl.cli.catalogue import ANONYMOUS, sites
from govcrawl.platforms import PLATFORMS
from govcrawl.score import Judgement, Label, Labelled, Mark, Tally, judge, read_folder, tally
from govcrawl.score.judging import likeness
from govcrawl.site import GENERIC, Site

Measure = Callable[[], Tally]
FIXTURES = Path(__file__).parents[2] / "tests" / "fixtures"


def fixtures() -> Iterator[tuple[Labelled, Site]]:
    """The labelled pages among the tests' fixtures, each with its site."""
    platforms = {f"platforms/{platform.name}": platform for platform in PLATFORMS}
    for labelled in read_folder(FIXTURES):
        site, _, _ = labelled.id.rpartition("/")
        platform = platforms.get(site, GENERIC)
        yield labelled, sites().get(site, replace(ANONYMOUS, platform=platform))


def with_declared_sites() -> Tally:
    """Every page read as that of a site whose platform and container are declared."""
    pages = ((made.labelled, made.declared) for made in specimens())
    return tally(judge(labelled, site) for pairs in (pages, fixtures()) for labelled, site in pairs)


def without_declarations() -> Tally:
    """Every page read as that of a site of which only the name is known."""
    pages = ((made.labelled, made.undeclared) for made in specimens())
    known = ((labelled, Site(name=site.name, title=site.title)) for labelled, site in fixtures())
    return tally(judge(labelled, site) for pairs in (pages, known) for labelled, site in pairs)


def where_a_container_is_known() -> Tally:
    """The articles of sites whose declaration says where the body stands: what they cost."""
    return tally(judge(made.labelled, made.declared) for made in specimens() if made.contained and made.label.article)


def with_trafilatura() -> Tally:
    """Every page read by trafilatura alone; it knows days only, so days are compared."""
    return tally(_baseline(made.labelled) for made in specimens())


def _baseline(labelled: Labelled) -> Judgement:
    began = process_time()
    documents = [trafilatura.bare_extraction(page.body, url=page.url, with_metadata=True) for page in labelled.pages]
    seconds = process_time() - began
    first = documents[0]
    texts = [document.text or "" for document in documents if document]
    values = {
        "title": first.title if first else None,
        "published": first.date if first else None,
        "source": first.sitename if first else None,
        "author": first.author if first else None,
        "views": None,
    }
    kept = bool(first and texts[0])
    return Judgement(labelled.id, tuple(_marks(labelled.label, values, texts, kept=kept)), seconds)


def _marks(label: Label, values: dict[str, str | None], texts: list[str], *, kept: bool) -> Iterator[Mark]:
    if not label.article:
        yield Mark("refused", float(not kept), "", "")
        return
    yield Mark("kept", float(kept), "", "")
    day = (label.values.get("published") or "")[:10]
    for field, wanted in replace(label, values={**label.values, "published": day or None}).values.items():
        same = "".join((wanted or "").split()) == "".join((values[field] or "").split())
        yield Mark(field, float(kept and same), "", "")
    if not day:
        yield Mark("invented", float(values["published"] is None), "", "")
    yield Mark("body", likeness(label.body or (), texts), "", "")
