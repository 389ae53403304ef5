"""All labelled pages of the benchmark."""

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.accuracy.apps import apps
from benchmarks.accuracy.charsets import charsets
from benchmarks.accuracy.embedded import embedded
from benchmarks.accuracy.families import articles
from benchmarks.accuracy.refusals import refusals
from benchmarks.accuracy.specimens import Specimen
from benchmarks.accuracy.traps import traps

PRECISIONS = {4: "year", 7: "month", 10: "day", 16: "minute", 19: "second"}


def specimens() -> Iterator[Specimen]:
    """Every labelled article and page, the same in every process."""
    yield from articles()
    yield from traps()
    yield from embedded()
    yield from apps()
    yield from charsets()
    yield from refusals()


def write(folder: Path) -> int:
    """How many were written into a folder that ``govcrawl score`` reads."""
    count = 0
    for made in specimens():
        count += 1
        stem = f"{count:03}-{made.family}-{made.name}".replace(" ", "_").replace("/", "_")
        files = [f"{stem}{'' if at == 1 else f'_{at}'}.html" for at in range(1, len(made.pages) + 1)]
        for name, page in zip(files, made.pages, strict=True):
            (folder / name).write_bytes(page.body)
            link = page.link and {"title": page.link.title, "published": page.link.published}
            meta = {"url": page.url, "status": page.status, "headers": dict(page.headers)} | (
                {"link": link} if link else {}
            )
            _write(folder / name.replace(".html", ".meta.json"), meta)
        label: dict[str, object] = {"article": made.label.article, **made.label.values, "trap": made.trap}
        if made.label.values.get("published"):
            label["published_precision"] = PRECISIONS[len(str(made.label.values["published"]))]
        label |= {"pages": files} if len(files) > 1 else {}
        label |= {"body": made.label.body} if made.label.body is not None else {}
        label |= {"reason": made.label.reason} if made.label.reason else {}
        _write(folder / f"{stem}.json", label)
    return count


def _write(file: Path, said: object) -> None:
    file.write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")
