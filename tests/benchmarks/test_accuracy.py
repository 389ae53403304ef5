"""The accuracy gate: no field falls under its floor in ``benchmarks/accuracy/floors.json``."""

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.accuracy import measuring
from benchmarks.accuracy.corpus import specimens, write
from govcrawl.score import breaches, read_floors, read_folder

FLOORS = Path(measuring.__file__).with_name("floors.json")


@pytest.mark.parametrize("measure", [measuring.with_declared_sites, measuring.without_declarations])
def test_no_field_is_under_its_floor(measure: measuring.Measure) -> None:
    found = measure()
    differing = [f"{page.id}: {mark}" for page in found.worst[:20] for mark in page.marks if mark.share < 1]
    assert list(map(str, breaches(found, read_floors(FLOORS)))) == [], "\n".join(differing)


def test_the_benchmark_covers_every_platform_with_150_pages_and_more() -> None:
    made = list(specimens())
    assert len(made) >= 150
    assert len({specimen.labelled.id for specimen in made}) == len(made)
    platforms = Counter(specimen.platform.name for specimen in made)
    wanted = "trs hanweb jpaas ucap gkmlpt vsb sudy people dede phpcms empire wordpress aspnet meipian fanwen xsnet"
    assert set(wanted.split()) <= platforms.keys()


def test_written_pages_are_read_back_as_they_were_made(tmp_path: Path) -> None:
    made = [specimen.labelled for specimen in specimens()]
    assert write(tmp_path) == len(made)
    read = list(read_folder(tmp_path))
    assert [one.label for one in read] == [one.label for one in made]
    assert [[page.body for page in one.pages] for one in read] == [[page.body for page in one.pages] for one in made]
    assert [one.pages[0].url for one in read] == [one.pages[0].url for one in made]
