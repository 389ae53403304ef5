"""Pages into a directory, each whole at every moment, and what is no page any more out of it."""

import json
from collections.abc import Iterable
from pathlib import Path

from govcrawl.errors import UsageError
from govcrawl.export.atomic import atomic
from govcrawl.report.pages import INDEX, Page

CONTENTS = ".govcrawl-report.json"  # the names of the files that the last report put here


def publish(pages: Iterable[Page], target: Path) -> int:
    """How many pages were written; raises UsageError where the directory holds somebody else's pages.

    A page is there before one that leads to it, and pages of an earlier report go once nothing leads to them.
    """
    target.mkdir(parents=True, exist_ok=True)
    earlier = _contents(target)
    if not earlier and (target / INDEX).exists():
        raise UsageError(f"{target} holds an {INDEX} that is no report of govcrawl: choose another directory")
    made = list(pages)
    names = {page.name for page in made}
    _list(target, earlier | names)
    for page in made:
        _write(target / page.name, page.html)
    for name in earlier - names:
        (target / name).unlink(missing_ok=True)
    _list(target, names)
    return len(names)


def _list(target: Path, names: Iterable[str]) -> None:
    """Writes down which files are ours, before they are there and after they are gone."""
    _write(target / CONTENTS, json.dumps(sorted(names)))


def _write(path: Path, text: str) -> None:
    with atomic(path) as file:
        file.write(text.encode("utf-8", "replace"))


def _contents(target: Path) -> set[str]:
    """The files of the report that is there; only plain names, so that none outside is ever touched."""
    try:
        held = json.loads((target / CONTENTS).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return set()
    return {name for name in held if isinstance(name, str) and Path(name).name == name}
