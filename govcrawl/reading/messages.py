"""What a crawl and its workers say to each other: pickled values, each behind its length."""

import pickle
import struct
from typing import BinaryIO, Final

LENGTH: Final = struct.Struct("!I")  # in bytes


class Broken(Exception):
    """A fault of ours in reading a page: the traceback, as the worker saw it."""


def message(value: object) -> bytes:
    """A value on its way between crawl and worker."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(data)) + data


def received(inbox: BinaryIO) -> bytes | None:
    """The next message as it was pickled; ``None`` where there will be none."""
    head = inbox.read(LENGTH.size)
    return inbox.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else None
