"""Alarms by mail, against a server on loopback that speaks just enough SMTP, in the clear or encrypted."""

import base64
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from govcrawl.alarms.channels import Untold
from govcrawl.alarms.mail import Mail
from govcrawl.alarms.message import Message
from govcrawl.demo.certificate import write_certificate
from govcrawl.errors import UsageError

MESSAGE = Message("🔴 河湾社区 (shequ): silent", "No article since 2026-11-07.\nSee http://shequ.example.cn/", {})


@dataclass
class Postbox:
    """A mail server that takes everything from one client, or refuses it.

    With a ``certificate`` it encrypts from the first byte where it is ``implicit``, else once it is asked to.
    """

    port: int = 0
    commands: list[str] = field(default_factory=list)
    letters: list[bytes] = field(default_factory=list)
    refuses: bool = False
    certificate: Path | None = None
    implicit: bool = False

    def serve(self, listener: socket.socket) -> None:
        connection, _ = listener.accept()
        try:
            connection = self.encrypted(connection) if self.implicit else connection
            connection.sendall(b"220 box\r\n")
            while self.converse(connection):
                connection = self.encrypted(connection)
        except ssl.SSLError:
            self.commands.append("the client does not trust us")
        finally:
            connection.close()

    def encrypted(self, connection: socket.socket) -> socket.socket:
        assert self.certificate is not None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate)
        return context.wrap_socket(connection, server_side=True)

    def converse(self, connection: socket.socket) -> bool:
        """Whether the client has asked for encryption, rather than gone."""
        with connection.makefile("rb") as lines:
            for line in lines:
                command = line.decode().strip()
                self.commands.append(command)
                word = command[:4].upper()
                if word == "DATA":
                    connection.sendall(b"354 go\r\n")
                    self.letters.append(b"".join(iter(lines.readline, b".\r\n")))
                connection.sendall(self.answer(word, is_encrypted=isinstance(connection, ssl.SSLSocket)))
                if word in ("QUIT", "STAR"):
                    return word == "STAR"
        return False

    def answer(self, word: str, *, is_encrypted: bool) -> bytes:
        if word == "EHLO" and self.certificate:
            return b"250-box\r\n250 AUTH PLAIN\r\n" if is_encrypted else b"250-box\r\n250 STARTTLS\r\n"
        if word == "RCPT" and self.refuses:
            return b"550 no\r\n"
        return {"QUIT": b"221 bye\r\n", "STAR": b"220 go\r\n", "AUTH": b"235 it is you\r\n"}.get(word, b"250 ok\r\n")


@pytest.fixture
def box() -> Iterator[Postbox]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        box = Postbox(port=listener.getsockname()[1])
        thread = threading.Thread(target=box.serve, args=(listener,))
        thread.start()
        yield box
        thread.join(10)


@pytest.fixture
def certified(box: Postbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Mail]:
    """Has the box encrypt as a scheme of addresses says; gives the channel by that address, which trusts the box."""
    box.certificate = write_certificate(str(tmp_path), ["localhost"])
    monkeypatch.setenv("SSL_CERT_FILE", str(box.certificate))

    def made(scheme: str) -> Mail:
        box.implicit = scheme == "smtps"
        return Mail(f"{scheme}://me%40example.cn:ge%3Aheim@localhost:{box.port}", "me@example.cn", ("a@example.cn",))

    return made


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


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_password_is_sent_once_the_connection_is_encrypted(
    scheme: str, box: Postbox, certified: Callable[[str], Mail]
) -> None:
    certified(scheme).tell(MESSAGE)
    assert len(box.letters) == 1
    (login,) = [command for command in box.commands if command.startswith("AUTH")]
    assert base64.b64decode(login.split()[2]) == b"\0me@example.cn\0ge:heim"
    assert [command for command in box.commands if command == "STARTTLS"] == (["STARTTLS"] if scheme == "smtp" else [])


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_server_that_nobody_vouches_for_gets_no_password(
    scheme: str, box: Postbox, certified: Callable[[str], Mail], monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = certified(scheme)
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(Untold, match=r"did not take it \(SSLCertVerificationError\)"):
        mail.tell(MESSAGE)
    assert not any("AUTH" in command for command in box.commands)


@pytest.mark.parametrize("url", ["mail.example.cn", "https://mail.example.cn", "smtp://"])
def test_what_is_no_address_of_a_mail_server_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="mail server"):
        Mail(url, "a@example.cn", ("a@example.cn",))
