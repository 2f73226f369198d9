"""What the tests of the running program share: a server on a database of its own, and a browser."""
import os
import pathlib
import re
import socket
import subprocess
import time

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = os.environ.get("FRENCHIMPACT", str(ROOT / ".build" / "debug" / "frenchimpact"))


def run(*arguments, **options):
    """Runs the command line to its end."""
    return subprocess.run([BINARY, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True,
                          **{"timeout": 120, **options})


def free_port():
    """A port that nobody listens on. Links in mail bear it, so it must be known before the start."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """The program, serving on a free port; `stop` ends it in order, `kill` does not."""

    def __init__(self, data, *options, environment=None, stderr=subprocess.STDOUT, preexec_fn=None, prints=False):
        # The documents of the recorded wave take 20 seconds of a processor: only who looks at them has them made.
        options += () if prints else ("--weasyprint", "false")
        environment = {**os.environ, "PORT": str(free_port()), **(environment or {})}
        self.process = subprocess.Popen([BINARY, "serve", "--data", str(data), *options], cwd=ROOT, env=environment,
                                        stdout=subprocess.PIPE, stderr=stderr, text=True, preexec_fn=preexec_fn)
        lines = []
        for line in self.process.stdout:
            lines.append(line)
            found = re.search(r"listens on (http://\S+)", line)
            if found:
                self.address = found.group(1)
                return
        raise RuntimeError("the server did not start:\n" + "".join(lines))

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)

    def kill(self):
        self.process.kill()
        self.process.wait(timeout=20)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The site with the first wave and the demonstration."""
    server = Server(tmp_path_factory.mktemp("site"), "--demo")
    yield server.address
    server.stop()


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


def wait_until(condition, seconds=10):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False
