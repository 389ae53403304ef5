"""What pymongo raises, as the errors of govcrawl; no message carries a credential."""

import contextlib
import re
from collections.abc import Iterator

from pymongo.errors import (
    BulkWriteError,
    ConnectionFailure,
    ExecutionTimeout,
    OperationFailure,
    PyMongoError,
    WTimeoutError,
)

from govcrawl.errors import StoreError, Unavailable

DUPLICATE_KEY = 11000
UNAUTHORIZED = {13, 18, 8000}
DISK_FULL = 14031
# Codes of a server that is no primary any more or not yet, shuts down, or misses its majority; pymongo knows them as
# errors of a connection, but not where they are said of a write that was made and then not acknowledged.
CHANGING = {6, 7, 64, 89, 91, 134, 189, 262, 9001, 10058, 10107, 11600, 11602, 13435, 13436}
USERINFO = re.compile(r"//[^/@\s]*@")


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """A block, or as a decorator a method, that raises StoreError and no error of pymongo."""
    try:
        yield
    except PyMongoError as error:
        raise translate(error) from error


def translate(error: PyMongoError) -> StoreError:
    """The error of govcrawl that says the same; Unavailable where the same again may succeed later."""
    why = reason(error)
    if isinstance(error, ConnectionFailure | ExecutionTimeout | WTimeoutError) or is_transient(error):
        return Unavailable(f"MongoDB does not answer ({why}): see whether it runs")
    if isinstance(error, OperationFailure) and error.code in UNAUTHORIZED:
        return StoreError(
            f"MongoDB does not allow it ({why}): see the user and the password, and the rights of the user"
        )
    return StoreError(f"MongoDB refuses ({why})")


def is_transient(error: PyMongoError) -> bool:
    """Whether the server itself says that trying again may help, or that its disk is full."""
    labelled = error.has_error_label("RetryableWriteError") or error.has_error_label("TransientTransactionError")
    return labelled or not codes(error).isdisjoint({DISK_FULL, *CHANGING})


def codes(error: PyMongoError) -> frozenset[int]:
    """The numbers by which a server says what is wrong; those of all writes where they were many."""
    if isinstance(error, BulkWriteError):
        return frozenset(each["code"] for kind in ("writeErrors", "writeConcernErrors") for each in error.details[kind])
    return frozenset({error.code} if isinstance(error, OperationFailure) and error.code is not None else ())


def reason(error: Exception) -> str:
    """The first clause of a message: pymongo appends its timeouts and its view of all servers."""
    said = re.split(r" \(configured timeouts|, Timeout:|, full error:", str(error))[0]
    return USERINFO.sub("//", said)[:300]
