"""Which mongod the embedded server is, and why it would not start, in one sentence."""

import importlib.util
import json
import platform
import re
import shutil
from pathlib import Path

from govcrawl.errors import StoreError

INSTEAD = "or set MONGODB_URI to a server of your own"
LIBRARY = re.compile(r"error while loading shared libraries: (\S+?): cannot open")
SYMBOL = re.compile(r"version `([\w.]+)' not found")

# What mongod says when it ends at once, and what a person can do about it; {data} is its directory.
SIGNS: tuple[tuple[str, str], ...] = (
    (r"No space left on device", "the disk that holds {data} is full: free some space"),
    (r"DBPathInUse|Unable to lock the lock file", "{data} is in use by another mongod: stop it, " + INSTEAD),
    (
        (
            r"featureCompatibilityVersion|Wrong mongod version|any compatibility version|too recent to start up"
            r"|unsupported WiredTiger|unsupported log|Version incompatibility"
        ),
        "the data in {data} were written by a mongod of another version: put that version on the PATH, " + INSTEAD,
    ),
    (
        r"Read-only file system|Permission denied|Operation not permitted",
        "mongod may not write to {data}: mend its owner and permissions",
    ),
    (
        r"WT_TRY_SALVAGE|database corruption|--repair",
        "the data files in {data} are damaged: restore them from a copy, or try mongod --repair --dbpath {data}",
    ),
    (
        r"Exec format error|cannot execute|Illegal instruction",
        "the mongod found is not built for this processor: put one that is on the PATH, " + INSTEAD,
    ),
    (r"Address already in use", "the address of the mongod for {data} was taken in between: try again"),
)


def find() -> Path:
    """The mongod to run: that of the PyPI package, else one on the PATH; raises StoreError where there is none."""
    found = _packaged() or shutil.which("mongod")
    if found is None:
        here = f"{platform.system()} {platform.machine()}"
        raise StoreError(f"there is no mongod for {here}: put one (6.0 or later) on the PATH, {INSTEAD}")
    return Path(found)


def explain(said: str, *, data: Path, log: Path) -> str:
    """Why a mongod ended as it started, from what it printed and logged: one sentence that says what to do."""
    if library := LIBRARY.search(said):
        return f"mongod needs {library[1]}: install it{_package_of(library[1])}, {INSTEAD}"
    if symbol := SYMBOL.search(said):
        return f"mongod needs a newer system library ({symbol[1]}): put a mongod for this system on the PATH, {INSTEAD}"
    for sign, sentence in SIGNS:
        if re.search(sign, said):
            return sentence.format(data=data)
    return f"mongod ended as it started, its last word was {_last_word(said)!r}: see {log}, {INSTEAD}"


def _packaged() -> Path | None:
    """``fiftyone/db/bin/mongod`` of whatever ``fiftyone`` is installed, without importing it."""
    spec = importlib.util.find_spec("fiftyone")
    for place in (spec and spec.submodule_search_locations) or ():
        mongod = Path(place, "db", "bin", "mongod")
        if mongod.is_file():
            return mongod
    return None


def _package_of(library: str) -> str:
    return " (Debian, Ubuntu: apt-get install libcurl4)" if library.startswith("libcurl.") else ""


def _last_word(said: str) -> str:
    """The last complaint of a log, or its last line."""
    lines = said.strip().splitlines()
    worst = [line for line in lines if '"s":"F"' in line or '"s":"E"' in line] or lines or ["nothing"]
    try:
        return str(json.loads(worst[-1])["msg"]).strip()
    except (ValueError, KeyError, TypeError):
        return worst[-1][:200]
