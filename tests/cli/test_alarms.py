"""``govcrawl alarms``."""

import orjson
import pytest
from click.testing import CliRunner

from govcrawl import settings
from govcrawl.cli.alarms import command, configured
from govcrawl.errors import UsageError
from govcrawl.store.connection import Store
from tests.alarms.conftest import READ, Receiver, receiver
from tests.cli.conftest import Run

__all__ = ["receiver"]


@pytest.fixture(autouse=True)
def no_channel(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WECOM", "DINGTALK", "FEISHU", "SLACK", "WEBHOOK", "SMTP"):
        monkeypatch.setattr(settings, f"GOVCRAWL_{name}_URL", None)


def fail(store: Store) -> None:
    run = store.runs.start("xsnet", owner="host:1")
    store.runs.finish(run.id, counts=READ | {"lists": 0, "lists_failed": 3}, verdict="failed")


def test_what_has_changed_is_printed_and_told_once(
    run: Run, store: Store, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "GOVCRAWL_WECOM_URL", receiver.url)
    fail(store)
    said = run("alarms", "check").stdout
    assert said.endswith("(xsnet): failed\n")
    assert receiver.told[0]["text"]["content"].startswith(said.strip())
    assert run("alarms", "check", "xsnet").stdout == ""
    assert len(receiver.bodies) == 1


def test_what_is_raised_is_listed_with_its_reason(run: Run, store: Store) -> None:
    fail(store)
    run("alarms", "check")
    assert "0 list pages read, 3 failed" in run("alarms", "list").stdout
    (alarm,) = map(orjson.loads, run("alarms", "list", "--json").stdout.splitlines())
    assert (alarm["site"], alarm["kind"], alarm["level"]) == ("xsnet", "verdict", 2)


def test_a_trial_goes_to_every_channel_and_one_that_fails_is_named(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "GOVCRAWL_DINGTALK_URL", receiver.url)
    monkeypatch.setattr(settings, "GOVCRAWL_SLACK_URL", receiver.url)
    receiver.answers = [(200, b'{"errcode":310000}')]
    done = CliRunner().invoke(command, ["test"], standalone_mode=False, catch_exceptions=False)
    assert done.return_value == 1
    assert done.stdout == "slack: taken\n"
    assert "dingtalk: 127.0.0.1 did not take it" in done.stderr


def test_a_trial_without_channels_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="no channel is configured"):
        CliRunner().invoke(command, ["test"], standalone_mode=False, catch_exceptions=False)


def test_mail_needs_somebody_to_go_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "GOVCRAWL_SMTP_URL", "smtps://mail.example.cn")
    with pytest.raises(UsageError, match="GOVCRAWL_MAIL_TO"):
        configured()
    monkeypatch.setattr(settings, "GOVCRAWL_MAIL_TO", "a@example.cn, b@example.cn")
    (mail,) = configured()
    assert mail.name == "mail"
