"""What the lines around an article say of it: dates, source, author, views, with labels and without.

The line under the title is believed before the one above it, and both before what stands under the body. Prose is never
read, nor rows of lists and feet.
"""

from collections.abc import Iterable
from datetime import date

from govcrawl.extract.around import Place, Told, far_lines, near_lines
from govcrawl.extract.lines import Sheet
from govcrawl.extract.unlabelled import bare_authors, bare_dates, bare_sources
from govcrawl.items import Claim

_FIELDS = frozenset({"published", "updated", "written", "source", "author", "views"})


def read_info(sheet: Sheet, place: Place, *, polluted: bool, day: date | None) -> dict[str, list[Claim]]:
    """The claims of the lines around an article by field, most trustworthy first; ``day`` is the URL's."""
    near = [*near_lines(sheet, place, polluted=polluted)]
    said: dict[str, list[Claim]] = {}
    _take(said, near)
    _take(said, far_lines(sheet, place, polluted=polluted))
    said.setdefault("published", []).extend(bare_dates(near, day))
    said.setdefault("author", []).extend(bare_authors(near))
    if "source" not in said:
        said["source"] = list(bare_sources(near))
    _settle_updates(said)
    return {field: list(dict.fromkeys(claims)) for field, claims in said.items() if claims}


def _take(said: dict[str, list[Claim]], told: Iterable[Told]) -> None:
    for one in told:
        for found in one.labelled:
            if found.kind in _FIELDS and (found.value or found.kind == "source"):
                said.setdefault(found.kind, []).append(Claim(found.value, "label", found.label))


def _settle_updates(said: dict[str, list[Claim]]) -> None:
    """更新时间 beside 发布时间 is the modification; alone it is the publication."""
    updated = said.pop("updated", [])
    said["modified" if said.get("published") else "published"] = updated
