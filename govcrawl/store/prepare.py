"""Makes the collections of a database what the schema says, where they are not."""

from typing import Any

from pymongo.database import Database
from pymongo.errors import CollectionInvalid, OperationFailure

from govcrawl.store.schema import SHAPES, Shape

Document = dict[str, Any]
NAMESPACE_EXISTS = 48  # error code
INDEX_NOT_FOUND = 27  # error code


def prepare(database: Database[Document]) -> None:
    """Make every collection what it must be; where all is so already, nothing is written."""
    held = {each["name"]: each["options"].get("validator") for each in database.list_collections()}
    for name, shape in SHAPES.items():
        if name not in held:
            _create(database, name, shape)
        elif held[name] != shape.validator:
            database.command("collMod", name, validator=shape.validator)
        _index(database, name, shape, new=name not in held)


def _create(database: Database[Document], name: str, shape: Shape) -> None:
    try:
        database.create_collection(name, check_exists=False, validator=shape.validator)
    except (CollectionInvalid, OperationFailure) as error:
        if isinstance(error, OperationFailure) and error.code != NAMESPACE_EXISTS:
            raise


def _index(database: Database[Document], name: str, shape: Shape, *, new: bool) -> None:
    held = {} if new else {each["name"]: each for each in database[name].list_indexes()}
    wanted = [index for index in shape.indexes if index.name not in held or not index.is_as(held[index.name])]
    for index in wanted:
        if index.name in held:
            _drop(database, name, index.name)
    if wanted:
        database[name].create_indexes([index.model for index in wanted])


def _drop(database: Database[Document], name: str, index: str) -> None:
    try:
        database[name].drop_index(index)
    except OperationFailure as error:
        if error.code != INDEX_NOT_FOUND:
            raise
