"""What pymongo raises, as the errors of govcrawl; no message carries a credential."""

import contextlib
import re
from collections.abc import Iterator

from pymongo.errors import ConnectionFailure, ExecutionTimeout, OperationFailure, PyMongoError, WTimeoutError

from govcrawl.errors import StoreError, Unavailable

DUPLICATE_KEY = 11000
UNAUTHORIZED = {13, 18, 8000}
DISK_FULL = 14031
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
    return labelled or (isinstance(error, OperationFailure) and error.code == DISK_FULL)


def reason(error: Exception) -> str:
    """The first clause of a message: pymongo appends its timeouts and its view of all servers."""
    said = re.split(r" \(configured timeouts|, Timeout:|, full error:", str(error))[0]
    return USERINFO.sub("//", said)[:300]
