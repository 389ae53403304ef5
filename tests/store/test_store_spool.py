"""Notes that MongoDB could not be told: kept on disk, replayed once, and by nobody else while their run lives."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govcrawl.errors import StoreError
from govcrawl.items import Attachment, Claim, Image, PageRef, Story
from govcrawl.store.connection import Store
from govcrawl.store.ledger import Resolution
from govcrawl.store.replay import record, replay, replay_left_behind
from govcrawl.store.spool import DIRECTORY, Ending, Note, Spool, read
from tests.store.conftest import MakeArticle
from tests.store.test_store_ledger import discover, entry

ME = "me"


@pytest.fixture
def spool(store: Store, tmp_path: Path) -> Spool:
    """The spool of a run that the store knows."""
    run = store.runs.start("shequ", owner=ME)
    return Spool(tmp_path / DIRECTORY, run.id)


@pytest.fixture
def note(store: Store, make_article: MakeArticle) -> Note:
    """A note on a page that was fetched and stored, leased to ME."""
    [key] = discover(store, "a")
    store.ledger.claim("shequ", owner=ME, limit=1)
    article = make_article(id=key)
    return Note(owner=ME, url=article.url, resolution=Resolution(id=key, state="stored"), article=article)


def kept(spool: Spool) -> list[object]:
    return list(spool.notes())


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(), title=st.text(min_size=1))
def test_a_note_comes_back_as_it_was_whatever_its_article_holds(
    text: str, title: str, make_article: MakeArticle, tmp_path: Path
) -> None:
    article = make_article(
        title=title,
        body=text + "\ud800\x00",
        images=(Image(url="http://shequ.example.cn/1.jpg", caption=text),),
        attachments=(Attachment(url="http://shequ.example.cn/1.pdf"),),
        claims={"title": (Claim(title, "meta", text),), "source": ()},
        story=Story(id="0" * 32, role="reprint", similarity=0.75),
        page=PageRef(file="2024.warc.gz", offset=2**40),
    )
    note = Note(owner=ME, url=article.url, resolution=Resolution(id="1", state="stored", again=1.5), article=article)
    spool = Spool(tmp_path / "spool", "run")
    spool.put(note)
    assert kept(spool) == [note]
    spool.forget()
    spool.close()


def test_what_was_replayed_is_stored_and_the_spool_is_empty(store: Store, spool: Spool, note: Note) -> None:
    spool.put(note)
    [said] = replay(store, spool)
    assert (said.counted, said.saved) == (True, "new")
    assert store.articles.get(note.article.id)["story"]["role"] == "original"
    assert entry(store, note.resolution.id).state == "stored"
    assert spool.is_empty


def test_a_replay_that_was_killed_is_done_again_and_changes_nothing(store: Store, spool: Spool, note: Note) -> None:
    spool.put(note)
    next(replay(store, spool))  # and never ends
    before = store.articles.get(note.article.id)
    [said] = replay(store, spool)
    after = store.articles.get(note.article.id)
    assert (said.counted, said.saved) == (True, "same")
    assert {**before, "last_seen_at": None} == {**after, "last_seen_at": None}


def test_what_another_has_claimed_since_is_not_overwritten(store: Store, spool: Spool, note: Note) -> None:
    spool.put(note)
    store.ledger.release(ME)
    store.ledger.claim("shequ", owner="another", limit=1)
    [said] = replay(store, spool)
    assert not said.counted
    assert store.articles.get(note.article.id) is None
    assert entry(store, note.resolution.id).owner == "another"


def test_a_poisoned_article_costs_nothing_but_itself(store: Store, spool: Spool, note: Note) -> None:
    poisoned = replace(note, article=replace(note.article, body="长" * 2**23))
    [other] = discover(store, "b")
    store.ledger.claim("shequ", owner=ME, limit=1)
    spool.put(poisoned)
    spool.put(Note(owner=ME, url="", resolution=Resolution(id=other, state="rejected", reason="no_body")))
    list(replay(store, spool))
    states = {key: (entry(store, key).state, entry(store, key).reason) for key in (note.resolution.id, other)}
    assert states == {note.resolution.id: ("failed", "not_storable"), other: ("rejected", "no_body")}
    assert [letter.reason for letter in store.dead_letters.find()] == ["too_large"]


def test_a_tombstone_is_replayed(store: Store, note: Note) -> None:
    record(store, note)
    gone = replace(note, article=None, gone=True, resolution=replace(note.resolution, state="gone"))
    assert record(store, gone).counted
    assert store.articles.get(note.article.id)["gone_at"] is not None


def test_a_line_that_breaks_off_is_left_out_and_one_that_is_damaged_is_kept_apart(
    store: Store, spool: Spool, note: Note
) -> None:
    spool.put(note)
    whole = spool.written.read_bytes()
    spool.written.write_bytes(b'{"note":\xff}\n' + whole + whole[:-40])
    assert [said.counted for said in replay(store, spool)] == [True]
    assert [letter.reason for letter in store.dead_letters.find()] == ["unreadable_note"]


@given(cut=st.integers(0, 400))
def test_no_beginning_of_a_line_is_taken_for_a_note(cut: int) -> None:
    line = json.dumps({"note": {"owner": ME, "url": "http://a.example/", "resolution": {"id": "1", "state": "gone"}}})
    assert isinstance(read(line.encode()[: min(cut, len(line) - 1)]), bytes)


def test_a_spool_that_has_no_room_says_so_and_keeps_what_it_had(spool: Spool, note: Note) -> None:
    spool.put(note)
    spool.limit = spool.written.stat().st_size + 10
    with pytest.raises(StoreError, match="reached its limit"):
        spool.put(note)
    assert kept(spool) == [note]


def test_a_full_disk_is_said(spool: Spool, note: Note) -> None:
    spool.directory.mkdir()
    spool.written.symlink_to("/dev/full")
    with pytest.raises(StoreError, match="No space left on device"):
        spool.put(note)
    spool.close()


def test_the_next_start_replays_what_a_dead_run_left_and_how_it_ended(store: Store, spool: Spool, note: Note) -> None:
    spool.put(note)
    spool.put(Ending(verdict="failed", counts={"in_spool": 2}))
    home = spool.directory.parent
    assert replay_left_behind(store, home) == 0, "its run lives"
    spool.close()
    assert replay_left_behind(store, home) == 1
    assert entry(store, note.resolution.id).state == "stored"
    run = store.runs.get(spool.run)
    assert (run.state, run.verdict, run.counts) == ("finished", "failed", {"in_spool": 2})
    assert list(spool.directory.iterdir()) == []
    assert replay_left_behind(store, home) == 0


def test_the_spool_of_another_database_is_left_alone(store: Store, note: Note, tmp_path: Path) -> None:
    spool = Spool(tmp_path / DIRECTORY, "0" * 32)
    spool.put(note)
    spool.close()
    assert replay_left_behind(store, tmp_path) == 0
    assert spool.written.exists()
