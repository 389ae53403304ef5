"""What a server says while its members change their parts, as errors of govcrawl."""

import pytest
from pymongo.errors import BulkWriteError, OperationFailure, PyMongoError, WriteConcernError, WriteError

from govcrawl.errors import StoreError, Unavailable
from govcrawl.store.failures import translate

INTERRUPTED, SHUTTING_DOWN, NO_MAJORITY = 11602, 91, 64
NOT_VALID, DUPLICATE_KEY = 121, 11000


def bulk(*, refused: tuple[int, ...] = (), unacknowledged: tuple[int, ...] = ()) -> BulkWriteError:
    def listed(numbers: tuple[int, ...]) -> list[dict[str, object]]:
        return [{"code": number, "errmsg": "operation was interrupted"} for number in numbers]

    return BulkWriteError({"writeErrors": listed(refused), "writeConcernErrors": listed(unacknowledged)})


@pytest.mark.parametrize(
    "error",
    [
        WriteConcernError("operation was interrupted", INTERRUPTED),
        OperationFailure("the server is in quiesce mode", SHUTTING_DOWN),
        bulk(unacknowledged=(INTERRUPTED,)),
        bulk(unacknowledged=(NO_MAJORITY,)),
        bulk(refused=(DUPLICATE_KEY, INTERRUPTED)),
    ],
)
def test_a_change_of_primary_is_something_that_passes(error: PyMongoError) -> None:
    assert isinstance(translate(error), Unavailable)


@pytest.mark.parametrize("error", [WriteError("no", NOT_VALID), bulk(refused=(DUPLICATE_KEY,)), PyMongoError("no")])
def test_a_refusal_is_none(error: PyMongoError) -> None:
    said = translate(error)
    assert isinstance(said, StoreError)
    assert not isinstance(said, Unavailable)
