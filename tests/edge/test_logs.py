"""What a line of the log is, and what it never holds."""

import json
import logging

import pytest

from govcrawl.crawl.logs import LABEL, PLAIN, JsonLines, Label, Masked

SECRET = "mongodb://ann:s3cret@db.example/"


def a_record(said: str, **given: object) -> logging.LogRecord:
    record = logging.LogRecord("govcrawl", logging.WARNING, __file__, 1, "%s", (said,), None)
    vars(record).update(given)
    return record


@pytest.mark.parametrize("inner", [logging.Formatter(PLAIN), JsonLines()], ids=["plain", "json"])
def test_a_password_is_masked_in_a_message_and_in_a_traceback(inner: logging.Formatter) -> None:
    error = ValueError(SECRET)
    said = Masked(inner).format(a_record(f"to {SECRET}", exc_info=(ValueError, error, error.__traceback__)))
    assert "db.example" in said
    assert "ValueError" in said
    assert "s3cret" not in said


def test_text_of_a_page_cannot_move_the_cursor_of_a_terminal() -> None:
    said = Masked(logging.Formatter("%(message)s")).format(a_record("标题\x1b[2J\x9b31m\r假的一行"))
    assert said == "标题\ufffd[2J\ufffd31m\ufffd假的一行"


def test_a_line_of_json_is_one_line_with_the_facts_and_whose_it_is() -> None:
    token = LABEL.set(Label("xsnet", "r1"))
    try:
        said = JsonLines().format(a_record("两\n行", facts={"queue": 3}))
    finally:
        LABEL.reset(token)
    assert "\n" not in said
    values = json.loads(said)
    assert (values["site"], values["run"], values["message"], values["queue"]) == ("xsnet", "r1", "两\n行", 3)
    assert values["level"] == "WARNING"
