"""The ways by which an alarm is told. Of an address, which is a secret, an error names the host alone."""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from time import time
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from govcrawl.alarms import signatures
from govcrawl.alarms.message import Message
from govcrawl.errors import GovcrawlError, UsageError

TIMEOUT = 10.0  # seconds
LONGEST = 2000  # bytes of UTF-8; 企业微信 takes 2,048 of a text
LARGEST_ANSWER = 65536  # bytes

Clock = Callable[[], float]


class Untold(GovcrawlError):
    """A channel did not take a message."""


class Channel(ABC):
    """A way to tell people; ``name`` is what it is called in settings, in MongoDB and on the command line."""

    name: str

    @abstractmethod
    def tell(self, message: Message) -> None:
        """Returns when the other side has taken the message; raises Untold."""


@dataclass(frozen=True, slots=True)
class Webhook(Channel):
    """A channel that is an address to which JSON is posted; raises UsageError for what is no address.

    ``made`` gives the address, the body and the headers for a message at a time (Unix seconds); ``took`` says of the
    JSON that came back whether the message was taken, as some say no with status 200.
    """

    name: str
    url: str
    made: Callable[[Message, float], "Post"]
    took: Callable[[Mapping[str, Any]], bool] = lambda _: True
    clock: Clock = time

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError(f"the channel {self.name} has no address: that begins with https:// and names a host")

    def tell(self, message: Message) -> None:
        host = urlsplit(self.url).hostname
        try:
            status, answer = send(self.made(message, self.clock()))
        except (OSError, HTTPException) as error:
            raise Untold(f"{self.name}: {host} cannot be reached ({type(error).__name__})") from error
        if not 200 <= status < 300 or not self.took(said(answer)):
            raise Untold(f"{self.name}: {host} did not take it (status {status}, {answer[:200]!r})")


@dataclass(frozen=True, slots=True)
class Post:
    """A request of a webhook."""

    url: str
    body: bytes
    headers: Mapping[str, str]


def wecom(url: str) -> Webhook:
    """A group robot 群机器人 of 企业微信; its address is its key."""

    def made(message: Message, now: float) -> Post:
        return post(url, {"msgtype": "text", "text": {"content": clipped(message.whole)}})

    return Webhook("wecom", url, made, lambda answer: answer.get("errcode") == 0)


def dingtalk(url: str, secret: str | None) -> Webhook:
    """A robot 自定义机器人 of 钉钉, with 加签 where there is a secret: time in ms and signature go into the address."""

    def made(message: Message, now: float) -> Post:
        signed = with_query(url, signatures.dingtalk(secret, now)) if secret else url
        return post(signed, {"msgtype": "text", "text": {"content": clipped(message.whole)}})

    return Webhook("dingtalk", url, made, lambda answer: answer.get("errcode") == 0)


def feishu(url: str, secret: str | None) -> Webhook:
    """A robot 自定义机器人 of 飞书, with 签名校验 where there is a secret: time in s and signature go into the body."""

    def made(message: Message, now: float) -> Post:
        told = {"msg_type": "text", "content": {"text": clipped(message.whole)}}
        return post(url, (signatures.feishu(secret, now) if secret else {}) | told)

    return Webhook("feishu", url, made, lambda answer: answer.get("code", answer.get("StatusCode")) == 0)


def slack(url: str) -> Webhook:
    """An incoming webhook of Slack; its address is its key."""

    def made(message: Message, now: float) -> Post:
        told = clipped(message.whole).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return post(url, {"text": told})

    return Webhook("slack", url, made)


def generic(url: str, secret: str | None) -> Webhook:
    """JSON for a program of one's own: the values of the alarm, signed in a header where there is a secret."""

    def made(message: Message, now: float) -> Post:
        body = encoded({"title": message.title, "text": message.text, **message.values})
        headers = signatures.generic(secret, now, body) if secret else {}
        return Post(url, body, {"Content-Type": "application/json; charset=utf-8"} | headers)

    return Webhook("webhook", url, made)


def post(url: str, told: Mapping[str, Any]) -> Post:
    return Post(url, encoded(told), {"Content-Type": "application/json; charset=utf-8"})


def encoded(told: Mapping[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode()


def clipped(text: str) -> str:
    """A text of so many bytes at most, cut between characters."""
    held = text.encode()
    return text if len(held) <= LONGEST else held[: LONGEST - 3].decode(errors="ignore") + "…"


def with_query(url: str, given: Mapping[str, str]) -> str:
    parts = urlsplit(url)
    query = "&".join(filter(None, (parts.query, urlencode(given))))
    return urlunsplit(parts._replace(query=query))


def send(asked: Post) -> tuple[int, bytes]:
    """The status and the body of the answer; no redirect is followed and no proxy asked."""
    parts = urlsplit(asked.url)
    assert parts.hostname is not None
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname, parts.port, timeout=TIMEOUT)
    try:
        target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        connection.request("POST", target, body=asked.body, headers={**asked.headers, "User-Agent": "govcrawl"})
        answer = connection.getresponse()
        return answer.status, answer.read(LARGEST_ANSWER)
    finally:
        connection.close()


def said(answer: bytes) -> Mapping[str, Any]:
    """The JSON object that came back, an empty one where it is none."""
    try:
        found = json.loads(answer)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
