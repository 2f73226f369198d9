"""A PostgreSQL cluster for one test: started, crashed, stopped."""
import os
import pathlib
import shutil
import subprocess
import tempfile

from conftest import ROOT, free_port


class Cluster:
    """Every commit is on disk before it is acknowledged, unless `sync` is False."""

    def __init__(self, sync=True, tls=False):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="cluster-"))
        self.folder.chmod(0o755)
        self.place = self.folder / "postgresql"
        self.port = free_port()
        self.environment = {**os.environ, "SYNC": "on" if sync else "off", "TLS": "on" if tls else "off"}
        self.address = self._run("start")

    def _run(self, action):
        answer = subprocess.run([ROOT / "scripts" / "cluster", action, self.place, str(self.port)], text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment, timeout=120)
        assert answer.returncode == 0, answer.stderr
        return answer.stdout.strip()

    def database(self, name):
        """The address of a new, empty database of the cluster."""
        self.sql(f'CREATE DATABASE "{name}"')
        return self.address.rsplit("/", 1)[0] + "/" + name

    def sql(self, statement, address=None):
        answer = subprocess.run(["psql", "-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", statement,
                                 address or self.address], capture_output=True, text=True, timeout=60)
        assert answer.returncode == 0, answer.stderr
        return answer.stdout.strip()

    def crash(self):
        self._run("crash")

    def restart(self):
        self._run("restart")

    def halt(self):
        """An orderly stop at once, as an administrator does."""
        self._run("halt")

    def remove(self):
        self._run("stop")
        shutil.rmtree(self.folder, ignore_errors=True)
