"""What is old goes; what articles refer to stays."""

import os
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from govcrawl.cli import govcrawl
from govcrawl.errors import Unstorable
from govcrawl.items import PageRef
from govcrawl.retention import SETTLED, Gone, Terms, prune
from govcrawl.store.connection import Store
from govcrawl.store.ledger import Resolution
from govcrawl.store.retention import RUNS_KEPT
from tests.report.corpus import a_run, save
from tests.store.test_store_ledger import discover

FOR_EVER = Terms(runs=0, revisions=0, dead_letters=0, crashes=0, logs=0, logs_most=0, archive=0, archive_most=0)
SIZE = 1000  # bytes of an archive file here


@dataclass(frozen=True, slots=True)
class Place:
    """A data directory with four archive files, a day of age more each, three of which articles refer to."""

    store: Store
    root: Path
    now: datetime

    @property
    def archive(self) -> Path:
        return self.root / "archive"

    def prune(self, terms: Terms, *, remove: bool = True) -> dict[str, Gone]:
        gone = prune(self.store, terms, data_dir=self.root, archive=self.archive, now=self.now, remove=remove)
        return {each.kind: each for each in gone}

    def files(self) -> list[str]:
        return sorted(path.name for path in self.archive.rglob("*.gz"))


@pytest.fixture
def place(store: Store, tmp_path: Path) -> Place:
    now = store.figures.now()
    place = Place(store, tmp_path, now)
    for name, days in (("page", 40), ("part", 39), ("before", 38), ("nobody", 37), ("young", 0)):
        write(place.archive / "shequ" / f"{name}.warc.gz", now - timedelta(days=days), SIZE)
    first = save(store, "shequ", 1, page=PageRef(file="shequ/page.warc.gz", offset=0))
    part = (PageRef(file="shequ/part.warc.gz", offset=7),)
    save(store, "shequ", 2, page=PageRef(file="shequ/young.warc.gz", offset=0), parts=part)
    before = save(store, "shequ", 3, page=PageRef(file="shequ/before.warc.gz", offset=0))
    store.articles.save(replace(before, title="改了标题", page=PageRef(file="shequ/young.warc.gz", offset=9)))
    assert first.page is not None
    return place


def write(path: Path, at: datetime, size: int = 10) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * size)
    os.utime(path, (at.timestamp(), at.timestamp()))


def test_for_ever_is_for_ever(place: Place) -> None:
    write(place.root / "crashes" / "govcrawl-crash-1.txt", place.now - timedelta(days=9999))
    assert [each.number for each in place.prune(FOR_EVER).values()] == [0] * 6
    assert len(place.files()) == 5


def test_an_old_archive_file_goes_unless_an_article_or_what_it_was_refers_to_it(place: Place) -> None:
    gone = place.prune(replace(FOR_EVER, archive=30))["archive files"]
    assert (gone.number, gone.octets) == (1, SIZE)
    assert gone.kept == "3 that stored articles refer to"
    assert place.files() == ["before.warc.gz", "page.warc.gz", "part.warc.gz", "young.warc.gz"]


def test_the_ledger_forgets_where_a_refused_page_was(place: Place) -> None:
    ledger, refs = place.store.ledger, [PageRef(file=f"shequ/{name}.warc.gz", offset=0) for name in ("nobody", "young")]
    discover(place.store, "a")
    [lease] = ledger.claim("shequ", owner="me", limit=1)
    ledger.resolve(Resolution(id=lease.id, state="rejected", reason="no_body", pages=tuple(refs)), owner="me")
    place.prune(replace(FOR_EVER, archive=30))
    assert [entry.pages for entry in ledger.find("shequ")] == [(refs[1],)]


def test_logs_go_by_age_and_the_oldest_until_the_rest_fits(place: Place) -> None:
    for name, days in (("logs/2024-01.log", 99), ("logs/a/b.jsonl", 20), ("logs/c.log", 10), ("logs/d.log", 0)):
        write(place.root / name, place.now - timedelta(days=days), SIZE)
    write(place.root / "mongodb" / "mongod.log.1", place.now - timedelta(days=99))
    write(place.root / "mongodb" / "mongod.log", place.now - timedelta(days=99))
    assert place.prune(replace(FOR_EVER, logs=30))["logs"].number == 2
    assert place.prune(replace(FOR_EVER, logs_most=2 * SIZE / 10**9))["logs"].octets == SIZE
    left = {path.name for directory in ("logs", "mongodb") for path in (place.root / directory).rglob("*.*")}
    assert left == {"c.log", "d.log", "mongod.log"}


def test_files_that_articles_refer_to_go_where_that_is_said(place: Place) -> None:
    assert place.prune(replace(FOR_EVER, archive=30, referred=True))["archive files"].number == 4
    assert place.files() == ["young.warc.gz"]
    assert place.store.articles.count() == 3


def test_the_oldest_go_until_the_rest_fits(place: Place) -> None:
    most = 3 * SIZE / 10**9
    place.prune(replace(FOR_EVER, archive_most=most, referred=True))
    assert place.files() == ["before.warc.gz", "nobody.warc.gz", "young.warc.gz"]


def test_a_file_that_may_still_be_written_stays(place: Place) -> None:
    place.prune(replace(FOR_EVER, archive=0.0001, archive_most=1e-9, referred=True))
    assert place.files() == ["young.warc.gz"]
    assert timedelta(days=1) < SETTLED


def test_a_dry_run_says_the_same_and_leaves_all(place: Place) -> None:
    terms = replace(FOR_EVER, archive=30, referred=True)
    said = place.prune(terms, remove=False)
    assert len(place.files()) == 5
    assert said == place.prune(terms)


def test_a_file_of_another_kind_is_no_part_of_the_archive(place: Place) -> None:
    write(place.archive / "notes.txt", place.now - timedelta(days=99))
    write(place.root / "crashes" / "mine.txt", place.now - timedelta(days=99))
    write(place.root / "crashes" / "govcrawl-crash-1.txt", place.now - timedelta(days=99))
    place.prune(replace(FOR_EVER, archive=30, crashes=30, referred=True))
    assert (place.archive / "notes.txt").exists()
    assert [path.name for path in (place.root / "crashes").iterdir()] == ["mine.txt"]


def test_old_runs_go_but_for_the_latest_of_each_site(place: Place) -> None:
    runs = place.store.database["runs"]
    for site, number in (("shequ", RUNS_KEPT + 5), ("mirror", 3)):
        begun = [place.now - timedelta(days=100 + ago) for ago in range(number)]
        runs.insert_many([a_run(f"{site}{at}", site, "ok", at, at) for at in begun])
    assert place.prune(replace(FOR_EVER, runs=30))["runs"].number == 5
    assert runs.count_documents({"site": "mirror"}) == 3
    assert place.prune(replace(FOR_EVER, runs=30))["runs"].number == 0


def test_a_run_that_is_alive_stays_however_long(place: Place) -> None:
    runs = place.store.database["runs"]
    begun = [place.now - timedelta(days=100 + ago) for ago in range(RUNS_KEPT + 1)]
    runs.insert_many([a_run(str(at), "shequ", "ok", at, at) for at in begun])
    runs.update_one({"started_at": {"$lt": begun[-2]}}, {"$set": {"state": "running", "verdict": None}})
    assert place.prune(replace(FOR_EVER, runs=30))["runs"].number == 0


def test_revisions_and_dead_letters_go_by_their_own_age_and_articles_stay(place: Place) -> None:
    long_ago = place.now - timedelta(days=99)
    place.store.dead_letters.keep(Unstorable("a", "too_large"), url="http://www.example.cn/")
    place.store.database["dead_letters"].update_many({}, {"$set": {"at": long_ago}})
    place.store.database["revisions"].update_many({}, {"$set": {"replaced_at": long_ago}})
    gone = place.prune(replace(FOR_EVER, revisions=30, dead_letters=30))
    assert (gone["revisions"].number, gone["dead letters"].number) == (1, 1)
    assert place.store.articles.count() == 3


def test_the_verb_says_what_it_did(place: Place, mongodb_uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from govcrawl import settings

    monkeypatch.setattr(settings, "GOVCRAWL_DATA_DIR", str(place.root))
    monkeypatch.setattr(settings, "GOVCRAWL_ARCHIVE_DIR", str(place.archive))
    monkeypatch.setattr(settings, "GOVCRAWL_KEEP_ARCHIVE", 30.0)
    given = ["--mongodb-uri", mongodb_uri, "--database", place.store.database.name]
    said = CliRunner().invoke(govcrawl, ["prune", "--dry-run", *given], catch_exceptions=False)
    assert "Nothing was removed" in said.stdout
    assert len(place.files()) == 5
    said = CliRunner().invoke(govcrawl, ["prune", *given], catch_exceptions=False)
    assert "3 that stored articles refer to" in said.stdout
    assert len(place.files()) == 4
