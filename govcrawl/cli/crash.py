"""What is left of an error that nobody foresaw: one line for the person, a report in a file for the developer."""

import platform
import re
import secrets
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from govcrawl import __version__
from govcrawl.cli.outcome import complain
from govcrawl.errors import UsageError

PASSWORD = re.compile(r"(?<=://)[^/@\s]*:[^/\s]*@")


def report_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Writes the traceback to a file and prints one line that names the error and the file; for ``sys.excepthook``."""
    text = describe(error, trace)
    try:
        from govcrawl import settings  # of the environment, which may be what is wrong

        report = _write(text, Path(settings.GOVCRAWL_DATA_DIR, "crashes"))
    except (OSError, UsageError):
        report = _write(text, Path(tempfile.gettempdir()))
    complain(PASSWORD.sub("…@", f"this should not happen: {kind.__name__}: {error} (please report it with {report})"))


def describe(error: BaseException, trace: TracebackType | None) -> str:
    """The report of a crash: when, what ran, and the traceback; passwords in URIs are masked."""
    lines = [
        f"govcrawl {__version__}, Python {platform.python_version()}, {platform.platform()}",
        datetime.now(UTC).isoformat(timespec="seconds"),
        " ".join(sys.argv),
        "",
        *traceback.format_exception(type(error), error, trace),
    ]
    return PASSWORD.sub("…@", "\n".join(lines))


def _write(text: str, directory: Path) -> Path:
    directory.mkdir(parents=True, exist_ok=True)
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(2)}.txt"
    report = directory / f"govcrawl-crash-{name}"
    report.write_text(text, encoding="utf-8", errors="backslashreplace")
    return report
