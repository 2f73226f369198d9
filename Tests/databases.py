"""The database of a test, on each engine that the program has: how a server is told of it, how it crashes."""
import pathlib

from cluster import Cluster
from conftest import Server, run


class SQLiteDatabase:
    """A file in the folder of the server."""

    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        self.options = ["--data", str(folder / "data")]

    def crash(self):
        """The engine lives in the process of the server, and dies with it."""

    def restart(self):
        pass

    def remove(self):
        pass


class PostgreSQLDatabase:
    """A cluster of its own, which crashes with all its processes, as when the machine loses its power."""

    def __init__(self, folder: pathlib.Path):
        self.folder = folder
        self.cluster = Cluster()
        self.options = ["--data", str(folder / "data"), "--database", self.cluster.address]

    def crash(self):
        self.cluster.crash()

    def restart(self):
        self.cluster.restart()

    def remove(self):
        self.cluster.remove()


ENGINES = {"sqlite": SQLiteDatabase, "postgresql": PostgreSQLDatabase}


def serve(database, *options, **more):
    """A server on the database; what it logs goes to a file beside it, so that nothing waits for a reader."""
    with open(database.folder / "log", "a") as log:
        return Server(database.folder / "data", "--demo", *database.options[2:], *options, stderr=log, **more)


def journal_verdict(database):
    return run("journal", "verify", *database.options)
