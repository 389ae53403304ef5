"""Alarms by mail, against a server on loopback that speaks just enough SMTP."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default

import pytest

from govcrawl.alarms.channels import Untold
from govcrawl.alarms.mail import Mail
from govcrawl.alarms.message import Message
from govcrawl.errors import UsageError

MESSAGE = Message("🔴 河湾社区 (shequ): silent", "No article since 2026-11-07.\nSee http://shequ.example.cn/", {})


@dataclass
class Postbox:
    """A mail server that takes everything from one client, or refuses it."""

    port: int = 0
    commands: list[str] = field(default_factory=list)
    letters: list[bytes] = field(default_factory=list)
    refuses: bool = False

    def serve(self, listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection, connection.makefile("rb") as lines:
            connection.sendall(b"220 box\r\n")
            for line in lines:
                command = line.decode().strip()
                self.commands.append(command)
                word = command[:4].upper()
                if word == "DATA":
                    connection.sendall(b"354 go\r\n")
                    self.letters.append(b"".join(iter(lines.readline, b".\r\n")))
                if word == "QUIT":
                    connection.sendall(b"221 bye\r\n")
                    return
                connection.sendall(b"550 no\r\n" if self.refuses and word == "RCPT" else b"250 ok\r\n")


@pytest.fixture
def box() -> Iterator[Postbox]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        box = Postbox(port=listener.getsockname()[1])
        thread = threading.Thread(target=box.serve, args=(listener,))
        thread.start()
        yield box
        thread.join(10)


def test_a_letter_has_title_text_and_all_recipients(box: Postbox) -> None:
    Mail(f"smtp://127.0.0.1:{box.port}", "govcrawl@example.cn", ("a@example.cn", "b@example.cn")).tell(MESSAGE)
    letter = message_from_bytes(box.letters[0], policy=default)
    assert (letter["Subject"], letter["To"]) == (MESSAGE.title, "a@example.cn, b@example.cn")
    assert letter.get_body().get_content().split("\r\n") == [*MESSAGE.text.split("\n"), ""]  # type: ignore[attr-defined]
    assert [command for command in box.commands if command.startswith("rcpt")] == [
        "rcpt TO:<a@example.cn>",
        "rcpt TO:<b@example.cn>",
    ]


def test_a_letter_that_is_refused_was_not_told(box: Postbox) -> None:
    box.refuses = True
    with pytest.raises(Untold, match=r"mail: 127.0.0.1 did not take it \(SMTPRecipientsRefused\)"):
        Mail(f"smtp://127.0.0.1:{box.port}", "govcrawl@example.cn", ("a@example.cn",)).tell(MESSAGE)


def test_a_password_is_not_sent_in_the_clear(box: Postbox) -> None:
    mail = Mail(f"smtp://me:geheim@127.0.0.1:{box.port}", "govcrawl@example.cn", ("a@example.cn",))
    with pytest.raises(Untold, match="no encryption") as said:
        mail.tell(MESSAGE)
    assert "geheim" not in str(said.value)
    assert not any("AUTH" in command.upper() for command in box.commands)


@pytest.mark.parametrize("url", ["mail.example.cn", "https://mail.example.cn", "smtp://"])
def test_what_is_no_address_of_a_mail_server_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="mail server"):
        Mail(url, "a@example.cn", ("a@example.cn",))
