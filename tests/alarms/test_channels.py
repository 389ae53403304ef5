"""Channels, against a receiver that checks the signatures as each of these services says it does."""

import base64
import hashlib
import hmac
import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from time import time
from urllib.parse import parse_qs, urlsplit

import pytest

from govcrawl.alarms import channels
from govcrawl.alarms.channels import Channel, Untold, Webhook
from govcrawl.alarms.message import Message, message_of, trial
from govcrawl.errors import UsageError
from govcrawl.store.alarms import Alarm
from tests.alarms.conftest import NOW, Receiver

SECRET = "SEC0a1b2c"
ALARM = Alarm(
    site="shequ",
    kind="silent",
    title="河湾社区",
    level=1,
    version=1,
    event="raised",
    name="silent",
    why="No article from 2026-11-07 to 2026-11-19.",
    url="http://shequ.example.cn/a1.html?a=1&b=<2>",
    page={"file": "2026/11/a.warc.gz", "offset": 4711},
    since=NOW,
    changed_at=NOW,
    told={},
)
MESSAGE = message_of(ALARM)
MAKERS: dict[str, Callable[[str], Webhook]] = {
    "wecom": channels.wecom,
    "dingtalk": lambda url: channels.dingtalk(url, SECRET),
    "feishu": lambda url: channels.feishu(url, SECRET),
    "slack": channels.slack,
    "webhook": lambda url: channels.generic(url, SECRET),
}


def signed(key: str, text: str) -> str:
    return base64.b64encode(hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()).decode()


def test_a_message_names_the_site_the_reason_the_page_and_where_it_is_archived() -> None:
    assert MESSAGE.title == "🔴 河湾社区 (shequ): silent"
    assert MESSAGE.text.splitlines() == [
        "No article from 2026-11-07 to 2026-11-19.",
        "See http://shequ.example.cn/a1.html?a=1&b=<2>",
        "archived in 2026/11/a.warc.gz at byte 4711",
        "2026-11-20 12:00 (China), govcrawl status shequ",
    ]
    assert message_of(replace(ALARM, event="recovered", level=0, name="publishes")).title.endswith(
        "recovered: publishes"
    )


def test_wecom_is_told_as_text(receiver: Receiver) -> None:
    channels.wecom(f"{receiver.url}?key=693a").tell(MESSAGE)
    assert receiver.paths == ["/robot?key=693a"]
    assert receiver.told == [{"msgtype": "text", "text": {"content": MESSAGE.whole}}]


def test_dingtalk_checks_the_signature_in_the_address(receiver: Receiver) -> None:
    channels.dingtalk(f"{receiver.url}?access_token=t0", SECRET).tell(MESSAGE)
    given = parse_qs(urlsplit(receiver.paths[0]).query)
    (timestamp,) = given["timestamp"]
    assert abs(int(timestamp) / 1000 - time()) < 60
    assert given["access_token"] == ["t0"]
    assert given["sign"] == [signed(SECRET, f"{timestamp}\n{SECRET}")]
    assert receiver.told == [{"msgtype": "text", "text": {"content": MESSAGE.whole}}]


def test_feishu_checks_the_signature_in_the_body(receiver: Receiver) -> None:
    channels.feishu(receiver.url, SECRET).tell(MESSAGE)
    (told,) = receiver.told
    assert abs(int(told["timestamp"]) - time()) < 60
    assert told["sign"] == signed(f"{told['timestamp']}\n{SECRET}", "")
    assert (told["msg_type"], told["content"]) == ("text", {"text": MESSAGE.whole})


def test_slack_is_told_in_its_own_escapes(receiver: Receiver) -> None:
    receiver.otherwise = (200, b"ok")
    channels.slack(receiver.url).tell(MESSAGE)
    assert "?a=1&amp;b=&lt;2&gt;" in receiver.told[0]["text"]


def test_a_webhook_of_ones_own_gets_the_values_and_can_check_who_sent_them(receiver: Receiver) -> None:
    channels.generic(receiver.url, SECRET).tell(MESSAGE)
    timestamp = receiver.headers[0]["x-govcrawl-timestamp"]
    expected = hmac.new(SECRET.encode(), f"{timestamp}.".encode() + receiver.bodies[0], hashlib.sha256).hexdigest()
    assert receiver.headers[0]["x-govcrawl-signature"] == f"sha256={expected}"
    told = receiver.told[0]
    assert (told["site"], told["kind"], told["event"], told["page"]["offset"]) == ("shequ", "silent", "raised", 4711)


@pytest.mark.parametrize("maker", [channels.dingtalk, channels.feishu, channels.generic])
def test_without_a_secret_nothing_is_signed(maker: Callable[[str, None], Channel], receiver: Receiver) -> None:
    maker(receiver.url, None).tell(MESSAGE)
    assert "sign" not in receiver.paths[0]
    assert "sign" not in receiver.told[0]
    assert "x-govcrawl-signature" not in receiver.headers[0]


@pytest.mark.parametrize(
    ("name", "status", "answer"),
    [
        ("wecom", 200, b'{"errcode":93000,"errmsg":"invalid webhook url"}'),
        ("dingtalk", 200, b'{"errcode":310000,"errmsg":"sign not match"}'),
        (
            "feishu",
            200,
            b'{"code":19021,"msg":"sign match fail"}',
        ),
        ("feishu", 200, b"<html>"),
        ("slack", 404, b"no_service"),
        ("webhook", 500, b""),
        ("webhook", 302, b""),
    ],
)
def test_a_no_is_heard_and_the_secrets_are_not_said(name: str, status: int, answer: bytes, receiver: Receiver) -> None:
    receiver.otherwise = (status, answer)
    with pytest.raises(Untold, match=rf"{name}: 127.0.0.1 did not take it \(status {status}") as said:
        MAKERS[name](f"{receiver.url}/token-0815?key=k0815").tell(MESSAGE)
    assert "0815" not in str(said.value)
    assert SECRET not in str(said.value)


@pytest.mark.parametrize("name", MAKERS)
def test_a_receiver_that_is_not_there_is_said_without_its_address(name: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(Untold, match=r"127.0.0.1 cannot be reached \(ConnectionRefusedError\)") as said:
        MAKERS[name](f"http://127.0.0.1:{port}/token-0815").tell(MESSAGE)
    assert "0815" not in str(said.value)


@pytest.mark.parametrize("url", ["", "oapi.dingtalk.com/robot/send", "ftp://host/", "https:///robot"])
def test_what_is_no_address_is_refused_before_anything_is_told(url: str) -> None:
    with pytest.raises(UsageError, match="the channel dingtalk has no address"):
        channels.dingtalk(url, SECRET)


def test_a_long_message_is_cut_between_characters(receiver: Receiver) -> None:
    channels.wecom(receiver.url).tell(Message("长", "话" * 2000, {}))
    content = receiver.told[0]["text"]["content"]
    assert len(content.encode()) <= 2000
    assert content.endswith("话…")


def test_a_trial_says_that_it_is_one(receiver: Receiver) -> None:
    channels.generic(receiver.url, None).tell(trial(datetime(2026, 11, 20, tzinfo=UTC)))
    assert receiver.told[0]["event"] == "test"
