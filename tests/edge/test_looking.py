"""``why``, ``snapshot`` and ``check`` over real HTTP, with the guards of a crawl and without MongoDB."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import village
from command import Command
from villages import HOST
from web import Web, page, reply

PAGE = village.article_url(7)


@pytest.fixture
def looking(web: Web, environment_of: Callable[[Web], dict[str, str]]) -> Command:
    """The command line beside a village's web, with no database to be had."""
    village.build(web, 25)
    return Command(environment_of(web) | {"MONGODB_URI": "mongodb://127.0.0.1:1/"})


def test_why_fetches_its_page_once_behind_robots_txt(looking: Command, web: Web) -> None:
    done = looking("why", PAGE)
    assert done.returncode == 0, done.stderr
    assert village.title(7) in done.stdout
    assert "found by rules:text" in done.stdout
    assert web.urls() == [f"{HOST}/robots.txt", PAGE]


def test_why_obeys_robots_txt(looking: Command, web: Web) -> None:
    web.answers[f"{HOST}/robots.txt"] = reply(b"User-agent: *\nDisallow: /cw/\n", "Content-Type: text/plain")
    done = looking("why", PAGE)
    assert (done.returncode, done.stdout) == (1, "")
    assert "robots.txt forbids it" in done.stderr
    assert PAGE not in web.urls()


def test_why_asks_no_private_address(looking: Command, web: Web) -> None:
    done = looking("why", "http://127.0.0.1/cw/")
    assert done.returncode == 1
    assert "no public address" in done.stderr
    assert web.urls() == []


def test_a_snapshot_is_a_fixture_that_nobody_has_signed(looking: Command, tmp_path: Path) -> None:
    done = looking("snapshot", "village", PAGE, "--into", str(tmp_path))
    assert done.returncode == 0, done.stderr
    (place,) = (tmp_path / "village").iterdir()
    assert (place / "page.html").read_bytes() == village.article_page(7).partition(b"\r\n\r\n")[2]
    meta, expected = (json.loads((place / name).read_text()) for name in ("meta.json", "expected.json"))
    assert (meta["url"], meta["status"]) == (PAGE, 200)
    assert meta["got"].startswith("fetched 20")
    assert expected["title"] == village.title(7)
    assert len(expected["body"]) == 3
    assert "unsigned" in expected
    assert "no labelled pages" in looking("score", str(tmp_path)).stderr


def test_a_signed_snapshot_scores(looking: Command, tmp_path: Path) -> None:
    looking("snapshot", "village", PAGE, "--slug", "seventh", "--into", str(tmp_path))
    file = tmp_path / "village" / "seventh" / "expected.json"
    said = json.loads(file.read_text())
    del said["unsigned"]
    file.write_text(json.dumps(said))
    assert looking("score", str(tmp_path)).returncode == 0


def test_a_snapshot_of_a_list_holds_its_rows(looking: Command, tmp_path: Path) -> None:
    looking("snapshot", "village", village.list_url(0), "--slug", "list", "--into", str(tmp_path))
    said = json.loads((tmp_path / "village" / "list" / "expected.json").read_text())
    assert len(said["links"]) == village.ROWS
    assert said["next"] == {"url": village.list_url(1)}


def test_a_wall_is_no_snapshot(looking: Command, web: Web, tmp_path: Path) -> None:
    web.answers[PAGE] = village.WALL
    done = looking("snapshot", "village", PAGE, "--into", str(tmp_path / "none"))
    assert done.returncode == 1
    assert "denied" in done.stderr
    assert not (tmp_path / "none").exists()


def test_a_sound_site_checks_well_and_nothing_has_changed(looking: Command) -> None:
    first = looking("check", "village")
    assert first.returncode == 0, first.stderr + first.stdout
    again = looking("check", "village", "--json")
    said = json.loads(again.stdout)
    assert (said["columns"][0]["rows"], said["columns"][0]["articles"]) == (village.ROWS, 3)
    assert said["changes"] == []


def test_a_check_says_what_is_wrong_and_what_has_changed(looking: Command, web: Web) -> None:
    looking("check", "village")
    web.answers[village.list_url(0)] = page("<html><p>栏目改版，敬请期待。</p></html>")
    done = looking("check", "village")
    assert done.returncode == 1
    assert "village: 村务: " in done.stdout
    assert f"changed: 村务: 0 rows, {village.ROWS} before" in done.stdout
