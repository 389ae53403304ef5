"""A MongoDB of three members on loopback, each of which can be killed, frozen, and brought back."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socket import create_server
from time import monotonic, sleep
from typing import Any

from pymongo import MongoClient
from pymongo.errors import PyMongoError

from govcrawl.store import binary

NAME = "rs0"
NUMBER = 3
PATIENCE = 60.0  # seconds
PAUSE = 0.05
HEARTBEAT = 0.2  # of the time after which members elect anew


@dataclass
class Members:
    """A replica set; a member is known by its port."""

    directory: Path
    ports: tuple[int, ...]
    running: dict[int, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    @property
    def uri(self) -> str:
        return f"mongodb://{','.join(map(address, self.ports))}/?replicaSet={NAME}"

    def start(self, port: int) -> None:
        data = self.directory / str(port)
        data.mkdir(exist_ok=True)
        place = ("--dbpath", str(data), "--bind_ip", "127.0.0.1", "--port", str(port), "--nounixsocket")
        small = ("--wiredTigerCacheSizeGB", "0.25", "--oplogSize", "64", "--noscripting")
        unmeasured = ("--setParameter", "diagnosticDataCollectionEnabled=false")
        log = ("--logpath", str(data / "log"), "--quiet")
        command = [str(binary.find()), *place, "--replSet", NAME, *small, *unmeasured, *log]
        self.running[port] = subprocess.Popen(command, stdout=subprocess.DEVNULL)

    def found(self, election: float) -> None:
        """Makes them a set whose members hold the same; they elect so many seconds after a primary's last sign."""
        settings = {
            "electionTimeoutMillis": round(election * 1000),
            "heartbeatIntervalMillis": round(election * 1000 * HEARTBEAT),
        }
        members = [{"_id": number, "host": address(port)} for number, port in enumerate(self.ports)]
        for port in self.ports:  # all must answer when they are asked to join
            with asked(port) as client:
                client.admin.command("ping")
        with asked(self.ports[0]) as client:
            client.admin.command("replSetInitiate", {"_id": NAME, "members": members, "settings": settings})
        self.until_whole()

    def primary(self) -> int:
        """The member that takes writes, once there is one."""
        until = monotonic() + PATIENCE
        while monotonic() < until:
            for port in self.ports:
                if is_primary(port):
                    return port
            sleep(PAUSE)
        raise AssertionError("no member becomes primary")

    def kill(self, port: int) -> None:
        self.running[port].kill()
        self.running[port].wait()

    def freeze(self, port: int) -> None:
        self.running[port].send_signal(signal.SIGSTOP)

    def thaw(self, port: int) -> None:
        self.running[port].send_signal(signal.SIGCONT)

    def step_down(self, port: int) -> None:
        with asked(port) as client:
            client.admin.command({"replSetStepDown": 5, "secondaryCatchUpPeriodSecs": 2})

    def bring_back(self) -> None:
        """Starts who was killed."""
        for port, process in [*self.running.items()]:
            if process.poll() is not None:
                self.start(port)

    def until_whole(self) -> None:
        """Brings back who was killed, and returns once all are primary or secondary and hold the same."""
        self.bring_back()
        until = monotonic() + PATIENCE
        while monotonic() < until:
            with asked(self.primary()) as client:
                members = client.admin.command("replSetGetStatus")["members"]
            if (
                all(each["state"] in (1, 2) for each in members)
                and len({each["optime"]["ts"] for each in members}) == 1
            ):
                return
            sleep(PAUSE)
        raise AssertionError(members)


@contextmanager
def replica_set(directory: Path, *, election: float = 10.0) -> Iterator[Members]:
    """A block in which there is a replica set."""
    members = Members(directory, tuple(free_ports(NUMBER)))
    try:
        for port in members.ports:
            members.start(port)
        members.found(election)
        yield members
    finally:
        for process in members.running.values():
            process.kill()
            process.wait()


def free_ports(number: int) -> list[int]:
    listeners = [create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [each.getsockname()[1] for each in listeners]
    for each in listeners:
        each.close()
    return ports


def address(port: int) -> str:
    return f"127.0.0.1:{port}"


def asked(port: int, *, within: float = PATIENCE) -> "MongoClient[dict[str, Any]]":
    """A client of one member, whatever it is."""
    milliseconds = round(within * 1000)
    return MongoClient(
        address(port),
        directConnection=True,
        serverSelectionTimeoutMS=milliseconds,
        connectTimeoutMS=milliseconds,
        socketTimeoutMS=milliseconds,
    )


def is_primary(port: int) -> bool:
    try:
        with asked(port, within=0.5) as client:
            return bool(client.admin.command("hello")["isWritablePrimary"])
    except PyMongoError:
        return False
