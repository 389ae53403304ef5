"""Alarms by mail."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

from govcrawl.alarms.channels import TIMEOUT, Channel, Untold
from govcrawl.alarms.message import Message
from govcrawl.errors import UsageError


@dataclass(frozen=True, slots=True)
class Mail(Channel):
    """A server by its URL, ``smtps://user:password@host:465``, and from whom to whom.

    ``smtp://`` is for a server on this machine, or one that takes STARTTLS; a password is never sent in the clear.
    """

    url: str
    sender: str
    recipients: tuple[str, ...]
    name: str = "mail"

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise UsageError("the address of the mail server is none: it looks like smtps://user:password@host:465")

    def tell(self, message: Message) -> None:
        host = urlsplit(self.url).hostname
        try:
            with self._server() as server:
                server.send_message(self._letter(message))
        except (OSError, smtplib.SMTPException) as error:
            raise Untold(f"mail: {host} did not take it ({type(error).__name__})") from error

    @contextmanager
    def _server(self) -> Iterator[smtplib.SMTP]:
        parts = urlsplit(self.url)
        assert parts.hostname is not None
        context = ssl.create_default_context()
        if parts.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(parts.hostname, parts.port or 465, timeout=TIMEOUT, context=context)
        else:
            server = smtplib.SMTP(parts.hostname, parts.port or 25, timeout=TIMEOUT)
        with server:
            server.ehlo_or_helo_if_needed()  # before it, nothing is known of what the server can do
            if parts.scheme == "smtp" and server.has_extn("starttls"):
                server.starttls(context=context)
            if parts.username:
                if not isinstance(server.sock, ssl.SSLSocket):
                    raise Untold(f"mail: {parts.hostname} offers no encryption, and the password is not sent without")
                server.login(unquote(parts.username), unquote(parts.password or ""))
            yield server

    def _letter(self, message: Message) -> EmailMessage:
        letter = EmailMessage()
        letter["Subject"] = " ".join(message.title.split())
        letter["From"] = self.sender
        letter["To"] = ", ".join(self.recipients)
        letter["Date"] = formatdate()
        letter["Message-ID"] = make_msgid(domain="govcrawl")
        letter.set_content(message.text)
        return letter
