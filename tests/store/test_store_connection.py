import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from pymongo import MongoClient
from pymongo.errors import AutoReconnect

from govcrawl.errors import StoreError, Unavailable
from govcrawl.store import binary
from govcrawl.store.connection import connect
from govcrawl.store.schema import SHAPES
from tests.store.conftest import MakeArticle

PASSWORD = "s3cr%2Ft"
NOWHERE = "127.0.0.1:1"


@pytest.fixture(scope="module")
def standalone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The host of a mongod that is no replica set and wants a password: user ``writer``, and ``reader``."""
    top = tmp_path_factory.mktemp("standalone")
    socket = top / "mongod.sock"
    options = ["--bind_ip", str(socket), "--nounixsocket", "--auth", "--logpath", str(top / "log")]
    server = subprocess.Popen([str(binary.find()), "--dbpath", str(top), *options], stdout=subprocess.DEVNULL)
    host = quote(str(socket), safe="")
    with server:
        add_users(host)
        yield host
        server.terminate()


def add_users(host: str) -> None:
    client: MongoClient[dict[str, Any]]
    with MongoClient(f"mongodb://{host}/", serverSelectionTimeoutMS=20_000) as client:
        while True:
            try:
                client.admin.command("createUser", "root", pwd="s3cr/t", roles=["root"])
                break
            except AutoReconnect:
                time.sleep(0.05)
    with MongoClient(f"mongodb://root:{PASSWORD}@{host}/") as client:
        for user, role in {"writer": "readWriteAnyDatabase", "reader": "readAnyDatabase"}.items():
            client.admin.command("createUser", user, pwd="s3cr/t", roles=[role])


def test_collections_validators_and_indexes_are_made_once(mongodb_uri: str, database: str) -> None:
    with connect(mongodb_uri, database=database) as store:
        held = {each["name"]: each["options"].get("validator") for each in store.database.list_collections()}
        assert held == {name: shape.validator for name, shape in SHAPES.items()}
        uuids = [each["info"]["uuid"] for each in store.database.list_collections()]
    with connect(mongodb_uri, database=database) as store:
        assert [each["info"]["uuid"] for each in store.database.list_collections()] == uuids
        for name, shape in SHAPES.items():
            names = {each["name"] for each in store.database[name].list_indexes()}
            assert names == {"_id_", *(index.name for index in shape.indexes)}


def test_what_differs_is_mended_and_the_rest_left_alone(mongodb_uri: str, database: str) -> None:
    with connect(mongodb_uri, database=database) as store:
        store.database.command("collMod", "stories", validator={})
        store.database.stories.drop_index("keys")
        store.database.stories.create_index("keys", name="keys")
        store.database.stories.create_index("mine", name="mine")
    with connect(mongodb_uri, database=database) as store:
        indexes = store.database.stories.index_information()
        assert indexes["keys"]["unique"]
        assert "mine" in indexes
        [stories] = store.database.list_collections(filter={"name": "stories"})
        assert stories["options"]["validator"] == SHAPES["stories"].validator


def test_writes_wait_for_the_journal_of_a_majority(mongodb_uri: str, database: str) -> None:
    with connect(mongodb_uri, database=database) as store:
        assert store.database.write_concern.document == {"w": "majority", "j": True, "wtimeout": 30_000}


def test_a_standalone_server_will_do(standalone: str, make_article: MakeArticle) -> None:
    with connect(f"mongodb://writer:{PASSWORD}@{standalone}/", database="plain") as store:
        assert store.articles.save(make_article()) == "new"
        assert store.articles.save(make_article(title="改过的标题")) == "revised"


def test_a_user_who_may_only_read_reads_what_is_there(standalone: str, make_article: MakeArticle) -> None:
    with connect(f"mongodb://writer:{PASSWORD}@{standalone}/", database="shared") as store:
        store.articles.save(make_article())
    with connect(f"mongodb://reader:{PASSWORD}@{standalone}/", database="shared") as store:
        assert store.articles.count() == 1
        with pytest.raises(StoreError, match="not authorized"):
            store.articles.save(make_article(title="改过的标题"))


@pytest.mark.parametrize(
    ("uri", "says"),
    [
        ("mongodb://user:s3cr%2Ft@{nowhere}/?serverSelectionTimeoutMS=1", r"no MongoDB answers at 127\.0\.0\.1:1"),
        ("mongodb://user:wrong-s3cr%2Ft@{standalone}/", "refuses this user"),
        ("mongodb://{standalone}/", "refuses this user"),
        ("mongodb://user:s3cr/t@{nowhere}/", "no URI that MongoDB understands"),
        ("mongodb://user:s3cr@t:x@{nowhere}/", "no URI that MongoDB understands"),
        ("mongodb://user:s3crt@host:port/", "no URI that MongoDB understands"),
        ("postgres://user:s3crt@host/", "no URI that MongoDB understands"),
        ("", "no URI that MongoDB understands"),
        ("mongodb://user:s3crt@{nowhere}/?retrywrite=true", "the option retrywrite"),
        ("mongodb://user:s3crt@{nowhere}/?wtimeoutMS=s3crt", "an option with a wrong value"),
        ("mongodb://user:s3crt@{nowhere}/?authMechanism=s3crt", "MONGODB_URI"),
    ],
)
def test_why_there_is_no_store_is_said_without_credentials(standalone: str, uri: str, says: str) -> None:
    with pytest.raises(StoreError, match=says) as caught:
        connect(uri.format(nowhere=NOWHERE, standalone=standalone), database="none", timeout=0.5)
    said = str(caught.value)
    assert "s3cr" not in said
    assert "\n" not in said


def test_a_server_that_does_not_answer_may_answer_later(mongodb_uri: str) -> None:
    with pytest.raises(Unavailable, match=r"within 0\.2 s"):
        connect(f"mongodb://{NOWHERE}/", database="none", timeout=0.2)


def test_a_database_name_that_cannot_be_is_refused(mongodb_uri: str) -> None:
    with pytest.raises(StoreError, match="cannot be the name of a database"):
        connect(mongodb_uri, database="a/b")


def test_two_that_connect_at_once_both_succeed(mongodb_uri: str, database: str) -> None:
    script = (
        "import sys; from govcrawl.store.connection import connect; connect(sys.argv[1], database=sys.argv[2]).ping()"
    )
    command = [sys.executable, "-c", script, mongodb_uri, database]
    others = [subprocess.Popen(command) for _ in range(2)]
    assert [other.wait() for other in others] == [0, 0]
