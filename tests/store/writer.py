"""A writer to be killed: ``python -m tests.store.writer URI DATABASE SEED COMMANDS``.

It stores the variants in an order of its own and dies, without a word, once MongoDB has answered so many commands.
"""

import os
import sys
from random import Random

from pymongo import monitoring

from govcrawl.store.connection import connect
from tests.store.variants import put, variants


class Killer(monitoring.CommandListener):
    """Ends the process as SIGKILL would, after a number of commands."""

    def __init__(self) -> None:
        self.left = sys.maxsize

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        pass

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        self.left -= 1
        if self.left <= 0:
            os._exit(9)

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        pass


if __name__ == "__main__":
    uri, database, seed, commands = sys.argv[1:]
    killer = Killer()
    monitoring.register(killer)
    articles = variants()
    Random(int(seed)).shuffle(articles)
    with connect(uri, database=database) as store:
        killer.left = int(commands)
        put(store, articles)
