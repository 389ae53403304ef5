"""Findings about this machine: its directories and disks, names, and what runs have left on it."""

import os
import shutil
import socket
import stat
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from govcrawl.health.disk import judge_space
from govcrawl.health.finding import Finding, ok, problem, warning
from govcrawl.store.spool import DIRECTORY, unclaimed

OTHERS = stat.S_IWGRP | stat.S_IWOTH


def judge_directory(check: str, directory: Path) -> Iterator[Finding]:
    """Whether a directory, or the one it would be made in, can be written by us and by nobody else; and its disk."""
    there = next(each for each in (directory, *directory.parents) if each.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        remedy = f"let {_user()} write it, or choose another"
        yield problem(check, f"{there} cannot be written ({error.strerror})", remedy)
        return
    if there == directory and there.stat().st_mode & OTHERS:
        yield warning(check, f"{there} can be written by others", f"chmod go-w {there}")
    else:
        yield ok(check, str(directory))
    usage = shutil.disk_usage(there)
    yield judge_space(f"{check} disk", usage.free, usage.total)


def judge_spool(data_dir: Path) -> Finding:
    """Whether runs have left on disk what they could not tell MongoDB."""
    left = unclaimed(data_dir / DIRECTORY)
    if left:
        said = f"{len(left)} file{'s' if len(left) > 1 else ''} of what MongoDB was not there to be told"
        return warning("spool", said, "leave it there and start a run of any site: that tells MongoDB first")
    return ok("spool", "empty")


def judge_names(hosts: Sequence[str]) -> Finding:
    """Whether names of the web can be resolved: one of these is enough."""
    for host in hosts:
        try:
            socket.getaddrinfo(host, 80, type=socket.SOCK_STREAM)
        except OSError as error:
            last = error.strerror or str(error)
        else:
            return ok("DNS", f"{host} has an address")
    if not hosts:
        return ok("DNS", "no site to look for")
    return problem("DNS", f"none of {', '.join(hosts)} has an address ({last})", "see /etc/resolv.conf and the network")


def judge_contact(contact: str | None) -> Finding:
    if contact:
        return ok("contact", contact)
    return warning("contact", "webmasters are not told who asks", "set GOVCRAWL_CONTACT to a web page or mail address")


def _user() -> str:
    return os.environ.get("USER") or f"user {os.getuid()}"
