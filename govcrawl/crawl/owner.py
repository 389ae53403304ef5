"""Who holds leases: a process, by a name that others on its machine can look up; and what the dead leave behind."""

import hashlib
import os
import socket
from functools import cache
from pathlib import Path
from uuid import uuid4

from govcrawl.store.connection import Store
from govcrawl.store.ledger import Kind

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
PID_NAMESPACE = Path("/proc/self/ns/pid")
ENDED = ("Z", "X")  # proc(5): dead, though nobody may have asked yet how it ended; in containers often nobody does


def new_owner() -> str:
    """A name no one else has: host, where process numbers count, process number, and a part of its own."""
    return f"{socket.gethostname()}:{_place()}:{os.getpid()}:{uuid4().hex[:8]}"


def is_dead(owner: str) -> bool:
    """Whether a process is known to be no more; of one on another machine nobody here can know."""
    host, place, pid, _ = owner.rsplit(":", 3)
    if (host, place) != (socket.gethostname(), _place()) or place == "":
        return False
    try:
        os.kill(int(pid), 0)
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except ProcessLookupError:
        return True
    except OSError:
        return False  # somebody else's
    return state in ENDED


def inherit(store: Store, site: str) -> None:
    """Writes off the dead runs of a site and gives back what they hold, so that it can be claimed at once."""
    write_off_dead(store, site)
    take_back_leases(store, site)


def write_off_dead(store: Store, site: str | None = None) -> None:
    """Writes off the runs, of a site or of all, whose process is known to be no more, before their lease ends."""
    for record in store.runs.find(site=site, state="running"):
        if is_dead(record.owner):
            store.runs.write_off(record.id)


def take_back_leases(store: Store, site: str) -> None:
    """Gives back what others hold than the owners of the runs of a site that are alive."""
    alive = {record.owner for record in store.runs.find(site=site, state="running")}
    kinds: tuple[Kind, ...] = ("list", "article")
    owners = {entry.owner for kind in kinds for entry in store.ledger.find(site, state="leased", kind=kind)}
    for owner in owners - alive:
        if owner is not None:
            store.ledger.release(owner)


@cache
def _place() -> str:
    """Where process numbers count: one boot of one machine, one container; empty where that cannot be told."""
    try:
        said = f"{BOOT_ID.read_text().strip()} {PID_NAMESPACE.readlink()}"
    except OSError:
        return ""
    return hashlib.sha256(said.encode()).hexdigest()[:8]
