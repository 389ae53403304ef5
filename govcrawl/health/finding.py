"""What was found, and what to do about it."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["ok", "warning", "problem"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found; ``remedy`` says what to do where it is not ``ok``."""

    check: str
    severity: Severity
    said: str
    remedy: str | None = None


def ok(check: str, said: str) -> Finding:
    return Finding(check, "ok", said)


def warning(check: str, said: str, remedy: str) -> Finding:
    return Finding(check, "warning", said, remedy)


def problem(check: str, said: str, remedy: str) -> Finding:
    return Finding(check, "problem", said, remedy)
