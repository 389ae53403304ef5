"""``govcrawl export`` and ``govcrawl withdraw``."""

import gzip
import json
import os
import pty
import resource
import subprocess
from pathlib import Path
from typing import Any

import pytest
from warm import ended

from govcrawl.errors import UsageError
from govcrawl.export.manifest import verify
from govcrawl.export.records import NAMES
from govcrawl.items import Article
from govcrawl.store.connection import Store
from tests.cli.conftest import Run
from tests.store.variants import put, report


def lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


def test_articles_come_in_the_order_of_publication_undated_last(run: Run, articles: list[Article]) -> None:
    assert [each["_id"] for each in lines(run("export").stdout)] == [article.id for article in articles]


def test_two_exports_of_one_state_are_equal_byte_for_byte(run: Run, articles: list[Article], tmp_path: Path) -> None:
    run("export", "-o", tmp_path / "one.jsonl")
    run("export", "-o", tmp_path / "two.jsonl")
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes() != b""


def test_a_file_gets_a_manifest_that_verifies(run: Run, articles: list[Article], tmp_path: Path) -> None:
    target = tmp_path / "corpus.jsonl.gz"
    said = run("export", "-o", target)
    assert said.stderr == f"{target}: 3 articles\n"
    assert len(lines(gzip.decompress(target.read_bytes()).decode())) == 3
    assert verify(target)["counts"]["site"] == {"fanwen": 1, "shequ": 2}


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        (["--site", "shequ"], [0, 1]),
        (["--site", "shequ", "--site", "fanwen"], [0, 1, 2]),
        (["--since", "2024-03-06"], [1]),
        (["--until", "2024-03-05"], [0]),
        (["--genre", "template"], [2]),
        (["--match", "簡報寫法"], [2]),
        (["--limit", "1"], [0]),
        (["--limit", "0"], []),
        (["--source", "河湾街道办事处"], [0, 1, 2]),
        (["--topic", "物业"], []),
        (["--story", "original"], [0, 1, 2]),
        (["--fetched-since", "2026-11-02"], []),
    ],
    ids=str,
)
def test_options_choose_articles(run: Run, articles: list[Article], options: list[str], numbers: list[int]) -> None:
    found = [each["_id"] for each in lines(run("export", *options).stdout)]
    assert found == [articles[number].id for number in numbers]


def test_chosen_fields_stand_in_the_order_given(run: Run, articles: list[Article]) -> None:
    assert [list(each) for each in lines(run("export", "--fields", "title,_id").stdout)] == [["title", "_id"]] * 3


def test_claims_come_only_when_asked_for(run: Run, articles: list[Article]) -> None:
    assert "claims" not in lines(run("export").stdout)[0]
    assert lines(run("export", "--with-claims").stdout)[0]["claims"]["title"][0]["where"] == "ArticleTitle"
    assert lines(run("export", "--fields", "url", "--with-claims").stdout)[0].keys() == {"url", "claims"}


def test_masked_exports_hold_no_mobile_number(run: Run, articles: list[Article]) -> None:
    assert "13812345678" in run("export").stdout
    assert "13812345678" not in run("export", "--mask").stdout


def test_the_suffix_chooses_the_format(run: Run, articles: list[Article], tmp_path: Path) -> None:
    run("export", "-o", tmp_path / "corpus.csv")
    assert (tmp_path / "corpus.csv").read_bytes().startswith(b"\xef\xbb\xbf_id,site,")
    run("export", "-o", tmp_path / "corpus.parquet")
    assert (tmp_path / "corpus.parquet").read_bytes().startswith(b"PAR1")


def test_a_withdrawn_article_leaves_exports_and_a_tombstone(run: Run, articles: list[Article], tmp_path: Path) -> None:
    target = tmp_path / "corpus.jsonl"
    run("export", "-o", target)
    said = run("withdraw", articles[0].url, "--why", "本人要求")
    assert said.stdout.startswith(f"{articles[0].id} is withdrawn")
    delta = lines(run("export", "--changed-since", verify(target)["cursor"]).stdout)
    assert {"_id": articles[0].id, "deleted": "withdrawn"} in delta
    assert [each["_id"] for each in lines(run("export").stdout)] == [articles[1].id, articles[2].id]
    assert "before" in run("withdraw", articles[0].id, "--why", "再说一次").stdout


def test_who_withdraws_an_article_is_told_where_else_its_story_stands(run: Run, store: Store) -> None:
    one, copy, third = report("a"), report("b"), report("c")
    put(store, [one, copy, third])
    run("withdraw", third.id, "--why", "本人要求")
    said = run("withdraw", one.id, "--why", "本人要求").stdout.splitlines()
    assert said[1:] == [f"its story is also told at {copy.url}"]
    (left,) = lines(run("export").stdout)
    assert left["_id"] == copy.id
    assert one.url not in json.dumps(left)
    assert left["story"]["role"] == "original", "its story goes on without it, though under its id"


def test_a_terminal_sees_how_far_an_export_is(
    store: Store, mongodb_uri: str, articles: list[Article], tmp_path: Path
) -> None:
    terminal, side = pty.openpty()
    options = ("-o", str(tmp_path / "corpus.jsonl"), "--database", store.database.name)
    said = process("export", *options, uri=mongodb_uri, data=tmp_path, stderr=side)
    os.close(side)
    shown = os.read(terminal, 65536).decode()
    os.close(terminal)
    assert said.returncode == 0
    assert "/3" in shown
    assert "3 articles" in shown


def test_an_address_that_was_never_crawled_can_be_withdrawn(run: Run, store: Store) -> None:
    run("withdraw", "https://www.investchn.com/news/detail/9.html?from=timeline", "--why", "本人要求")
    (held,) = store.database["withdrawals"].find()
    canonical = "http://investchn.com/news/detail/9.html"
    assert held["_id"] == run("withdraw", canonical, "--why", "本人要求").stdout.split()[0]


@pytest.mark.parametrize(
    ("verb", "options", "said"),
    [
        ("export", ["--fields", "headline"], "no field is called 'headline'"),
        ("export", ["--site", "shequx"], "no site is called"),
        ("export", ["--since", "2024-03-02", "--until", "2024-03-01"], "later than"),
        ("export", ["--match", "，。"], "needs a hanzi"),
        ("export", ["--changed-since", "2024-03-01", "--format", "csv"], "tombstones"),
        ("export", ["--changed-since", "2024-03-01", "--fields", "url"], "_id"),
        ("export", ["--changed-since", "2024-03-01", "--limit", "3"], "no delta"),
        ("export", ["--changed-since", "2024-03-01", "--as-of", "2024-03-01"], "present"),
        ("export", ["-o", "corpus.parquet.gz"], "compressed inside"),
        ("withdraw", ["a1.html", "--why", "本人要求"], "neither"),
        ("withdraw", ["http://a.cn/1", "--why", " "], "reason"),
    ],
)
def test_wrong_usage_is_said_in_one_sentence(run: Run, verb: str, options: list[str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        run(verb, *options)


@pytest.mark.parametrize("given", ["2024-02-30", "gestern", "2024-3-1T9"])
@pytest.mark.parametrize("option", ["--since", "--as-of"])
def test_a_wrong_day_is_wrong_usage(option: str, given: str, tmp_path: Path) -> None:
    said = process("export", option, given, data=tmp_path)
    assert (said.returncode, len(said.stderr.splitlines())) == (2, 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_line_and_leaves_nothing(
    store: Store, articles: list[Article], mongodb_uri: str, tmp_path: Path
) -> None:
    said = process("export", "-o", "/dev/full", "--database", store.database.name, uri=mongodb_uri, data=tmp_path)
    assert (said.returncode, said.stdout, len(said.stderr.splitlines())) == (1, "", 1)
    assert "No space left" in said.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_closed_pipe_is_one_line(store: Store, mongodb_uri: str, articles: list[Article], tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as gone:
        said = process("export", "--database", store.database.name, uri=mongodb_uri, data=tmp_path, stdout=gone)
    assert (said.returncode, len(said.stderr.splitlines())) == (1, 1)
    assert "not complete" in said.stderr


def test_a_target_that_cannot_be_written_is_one_line(store: Store, mongodb_uri: str, tmp_path: Path) -> None:
    target = tmp_path / "none" / "corpus.jsonl"
    said = process("export", "-o", str(target), uri=mongodb_uri, data=tmp_path)
    assert (said.returncode, len(said.stderr.splitlines())) == (1, 1)


@pytest.mark.parametrize("name", ["corpus.jsonl", "corpus.csv.gz", "corpus.jsonl.zst", "corpus.parquet"])
def test_a_disk_that_fills_up_leaves_the_old_file_and_no_litter(
    name: str, store: Store, mongodb_uri: str, articles: list[Article], tmp_path: Path
) -> None:
    target = tmp_path / name
    target.write_text("old")
    options = ("-o", str(target), "--database", store.database.name)
    said = process("export", *options, uri=mongodb_uri, data=tmp_path, preexec_fn=small_files_only)
    assert (said.returncode, len(said.stderr.splitlines())) == (1, 1)
    assert "what stood there before stays" in said.stderr
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(name, "old")]


def test_a_mongodb_that_cannot_be_had_is_one_line_and_status_75(tmp_path: Path) -> None:
    said = process("export", uri="mongodb://ann:s3cret:x@/", data=tmp_path)
    assert (said.returncode, said.stdout, len(said.stderr.splitlines())) == (75, "", 1)
    assert "s3cret" not in said.stderr


def test_every_field_can_be_asked_for(run: Run, articles: list[Article]) -> None:
    assert tuple(lines(run("export", "--fields", ",".join(NAMES)).stdout)[0]) == NAMES


def small_files_only() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


def process(*arguments: str, data: Path, uri: str = "", **options: Any) -> "subprocess.CompletedProcess[str]":
    """The command line as a process of its own."""
    environment = {**os.environ, "MONGODB_URI": uri, "GOVCRAWL_DATA_DIR": str(data), "TERM": "xterm"}
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return ended(*arguments, cwd=Path.cwd(), env=environment, **streams | options)
