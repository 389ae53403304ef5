from pathlib import Path

import pytest

from govcrawl.store.binary import explain

# As mongod 6.0.5 said it, shortened to the parts that carry the reason.
SAID = {
    "libcurl": (
        "./mongod: error while loading shared libraries: libcurl.so.4: cannot open shared object file: No such file",
        "mongod needs libcurl.so.4: install it (Debian, Ubuntu: apt-get install libcurl4), or set MONGODB_URI",
    ),
    "libcrypto": (
        "mongod: error while loading shared libraries: libcrypto.so.3: cannot open shared object file: No such file",
        "mongod needs libcrypto.so.3: install it, or set MONGODB_URI",
    ),
    "glibc": (
        "mongod: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by mongod)",
        "newer system library (GLIBC_2.34)",
    ),
    "full": (
        '{"s":"E","c":"WT","msg":"WiredTiger error message","attr":{"error":28,"error_str":"No space left on device"}}',
        "the disk that holds /d/db is full",
    ),
    "in_use": (
        '{"s":"E","msg":"DBException in initAndListen, terminating","attr":{"error":"DBPathInUse: Unable to lock"}}',
        "/d/db is in use by another mongod",
    ),
    "newer": (
        '{"s":"E","attr":{"msg":"an unsupported WiredTiger source file version 9.1","error_str":"Permission denied"}}',
        "the data in /d/db were written by a mongod of another version",
    ),
    "damaged": (
        '{"s":"E","c":"WT","attr":{"msg":"WiredTiger.wt is corrupted","error_str":"WT_TRY_SALVAGE: database corrup"}}',
        "the data files in /d/db are damaged",
    ),
    "foreign_processor": (
        "sh: 1: /opt/mongod: Exec format error",
        "not built for this processor",
    ),
    "unheard_of": (
        '{"s":"F","c":"CONTROL","msg":"Something new"}',
        "its last word was 'Something new': see /d/mongod.log",
    ),
    "silent": ("", "its last word was 'nothing'"),
}


@pytest.mark.parametrize(("said", "sentence"), SAID.values(), ids=SAID)
def test_why_mongod_ended_is_said_in_one_sentence(said: str, sentence: str) -> None:
    explained = explain(said, data=Path("/d/db"), log=Path("/d/mongod.log"))
    assert sentence in explained
    assert "\n" not in explained
