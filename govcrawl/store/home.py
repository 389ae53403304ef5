"""Where an embedded mongod lives: its files, and the address it answers at."""

import hashlib
import json
import os
import re
import socket
import stat
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

from govcrawl.errors import StoreError

LONGEST_SOCKET = 100  # bytes of a socket's path; Linux ends at 107, macOS at 103
PLAIN_PATH = re.compile(rb"[\w./+@-]+")  # what mongod takes as the name of a member and in a list of addresses
PRIVATE = 0o700


@dataclass(frozen=True, slots=True)
class Address:
    """Where a mongod answers: a socket's path, or a port of the loopback interface."""

    host: str
    port: int | None = None

    @property
    def uri(self) -> str:
        return f"mongodb://{quote(self.member, safe=':')}/?directConnection=true"

    @property
    def member(self) -> str:
        """Its name in the configuration of its replica set."""
        return self.host if self.port is None else f"{self.host}:{self.port}"

    @property
    def options(self) -> tuple[str, ...]:
        """The options of mongod that make it listen here and nowhere else."""
        port = () if self.port is None else ("--port", str(self.port))
        return ("--bind_ip", self.host, "--nounixsocket", *port)


@dataclass(frozen=True, slots=True)
class Record:
    """The mongod started last: its address, and the number of its process once it has answered."""

    address: Address
    pid: int | None


@dataclass(frozen=True, slots=True)
class Home:
    """The directory of one embedded mongod; everything in it is private to its user."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "db"

    @property
    def data_lock(self) -> Path:
        """The file that a running mongod holds locked; it holds the number of its process."""
        return self.data / "mongod.lock"

    @property
    def lock(self) -> Path:
        """Held by whoever starts, stops, joins or leaves."""
        return self.root / "lock"

    @property
    def leases(self) -> Path:
        return self.root / "leases"

    @property
    def log(self) -> Path:
        return self.root / "mongod.log"

    @property
    def output(self) -> Path:
        """What the mongod started last wrote to its terminal."""
        return self.root / "mongod.out"

    @property
    def record(self) -> Path:
        """Where the mongod started last answers."""
        return self.root / "server.json"

    def pid(self) -> int | None:
        """The number of the process that uses the data, or that used them last."""
        try:
            return int(self.data_lock.read_text())
        except (OSError, ValueError):
            return None

    def recorded(self) -> Record | None:
        """What is known of the mongod started last, ``None`` where nothing is."""
        try:
            held = json.loads(self.record.read_text())
            return Record(Address(held["host"], held["port"]), held["pid"])
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def write(self, record: Record) -> None:
        draft = self.record.with_suffix(".new")
        draft.write_text(json.dumps({**asdict(record.address), "pid": record.pid}))
        draft.replace(self.record)


def home_of(data_dir: Path) -> Home:
    """The home of the mongod under a data directory, nothing made yet."""
    return Home(data_dir.expanduser().absolute() / "mongodb")


def furnish(home: Home) -> None:
    """Make the directories of a home; raises StoreError where that cannot be."""
    try:
        home.root.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        home.root.chmod(PRIVATE)
        for place in (home.data, home.leases):
            place.mkdir(mode=PRIVATE, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{home.root} cannot be made or written ({error.strerror}): choose another data directory, or mend this one"
        ) from error


def choose_address(home: Home) -> Address:
    """An address on which a mongod for this home can listen now: a socket, or where sockets fail a loopback port."""
    for path in _socket_paths(home):
        with suppress(OSError):
            _try_socket(path)
            return Address(str(path))
    known = home.recorded()
    for port in (known.address.port if known else None, 0):
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port or 0))
            return Address("127.0.0.1", probe.getsockname()[1])
    raise StoreError(f"no socket can be made, neither in {home.root} nor on the loopback interface")


def remove_socket(home: Home, address: Address) -> None:
    """Take away what a mongod that has ended leaves of its socket."""
    if address.port is None:
        path = Path(address.host)
        path.unlink(missing_ok=True)
        if path.parent != home.root:
            with suppress(OSError):
                path.parent.rmdir()


def _socket_paths(home: Home) -> Iterator[Path]:
    """Where the socket may be: in the home, else in a private directory of a place for temporary files."""
    key = hashlib.sha256(os.fsencode(home.root)).hexdigest()[:12]
    shared = dict.fromkeys((tempfile.gettempdir(), "/tmp"))  # noqa: S108 - the directory made in it is private
    for place in (home.root, *(Path(top, f"govcrawl-{os.getuid()}-{key}") for top in shared)):
        path = place / "mongod.sock"
        if len(os.fsencode(path)) <= LONGEST_SOCKET and PLAIN_PATH.fullmatch(os.fsencode(path)):
            yield path


def _try_socket(path: Path) -> None:
    """Bind a socket there and take it away; raises OSError where the place is not ours alone or has no sockets."""
    with suppress(FileExistsError):
        path.parent.mkdir(mode=PRIVATE)
    owner = path.parent.lstat()
    if not stat.S_ISDIR(owner.st_mode) or owner.st_uid != os.getuid() or owner.st_mode & 0o077:
        raise PermissionError(path.parent)
    path.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as probe:
        probe.bind(str(path))
    path.unlink()
