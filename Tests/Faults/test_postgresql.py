"""PostgreSQL as the database: TLS, two nodes that behave as one."""
import os
import re
import subprocess
import time
import urllib.request

import pytest

from cluster import Cluster
from conftest import Server, run, wait_until


@pytest.fixture(scope="module")
def cluster():
    cluster = Cluster()
    yield cluster
    cluster.remove()


def read(address, cookie=None):
    request = urllib.request.Request(address, headers={"Cookie": cookie} if cookie else {})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.read().decode()


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def post(address, form, cookie=None):
    """The status, the headers and the cookies that were set."""
    request = urllib.request.Request(address, data=urllib.parse.urlencode(form).encode(),
                                     headers={"Cookie": cookie} if cookie else {})
    opener = urllib.request.build_opener(NoRedirect)
    try:
        answer = opener.open(request, timeout=10)
    except urllib.error.HTTPError as refused:
        answer = refused
    return answer.status, answer.headers


def test_two_nodes_on_one_database_behave_as_one(cluster, tmp_path):
    address = cluster.database("nodes")
    one = Server(tmp_path / "one", "--demo", "--database", address)
    two = Server(tmp_path / "two", "--demo", "--database", address)
    try:
        # Both replayed nothing twice.
        assert cluster.sql("SELECT COUNT(*) FROM territories WHERE published_at IS NOT NULL", address) == "20"
        # A session of one node holds on the other, and ends on both.
        status, headers = post(one.address + "/demo", {"role": "applicant"})
        assert status == 303
        cookie = headers["Set-Cookie"].split(";")[0]
        page = read(two.address + "/espace", cookie)
        assert "Camille Exemple" in page
        csrf = re.search(r'name="csrf" value="([^"]+)"', page).group(1)
        status, _ = post(two.address + "/deconnexion", {"csrf": csrf}, cookie)
        assert status == 303
        assert "Camille Exemple" not in read(one.address + "/espace", cookie)
        # What is published on one is read on the other within a second: the cached page there is given up.
        assert "Ville d’Essai" not in read(two.address + "/territoires")
        published = time.monotonic()
        cluster.sql("UPDATE territories SET name = 'Ville d’Essai' WHERE slug = (SELECT MIN(slug) FROM territories);"
                    "UPDATE settings SET value = (value::int + 1)::text WHERE name = 'published-version'", address)
        assert wait_until(lambda: "Ville d’Essai" in read(two.address + "/territoires"), seconds=10)
        print(f"seen on the other node after {time.monotonic() - published:.2f} s")
        assert "Ville d’Essai" in read(one.address + "/territoires")
    finally:
        one.stop()
        two.stop()
    verdict = run("journal", "verify", "--database", address)
    assert verdict.returncode == 0, verdict.stderr


@pytest.fixture(scope="module")
def guarded():
    cluster = Cluster(sync=False, tls=True)
    yield cluster
    cluster.remove()


@pytest.mark.parametrize("mode,authority,works", [
    ("require", None, True), ("verify-full", "authority.pem", True), ("verify-ca", "authority.pem", True),
    ("verify-full", "other.pem", False), ("disable", None, True),
])
def test_the_connection_is_guarded_as_its_address_says(guarded, mode, authority, works):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-subj", "/CN=Another authority", "-keyout", guarded.place / "other.key",
                    "-out", guarded.place / "other.pem"], check=True, capture_output=True)
    address = f"{guarded.address}?sslmode={mode}"
    if authority:
        address += f"&sslrootcert={guarded.place / authority}"
    answer = run("journal", "verify", "--database", address)
    assert (answer.returncode == 0) == works, answer.stderr
    if not works:
        assert answer.returncode == 2 and "certificate verify failed" in answer.stderr


def test_a_server_without_tls_is_refused_where_tls_is_asked_for(cluster):
    answer = run("journal", "verify", "--database", cluster.address + "?sslmode=require")
    assert answer.returncode == 2
    assert "SSL" in answer.stderr


@pytest.mark.parametrize("address,words", [
    ("mysql://x", "postgres://"), ("postgres://127.0.0.1:1/x", "refused"), ("postgres://u@nowhere.invalid/x", "nowhere"),
])
def test_a_database_that_is_not_there_is_named(address, words):
    answer = run("journal", "verify", "--database", address, env={**os.environ, "DATABASE_URL": ""})
    assert answer.returncode == 2, answer.stderr
    assert words in answer.stderr
    assert "Fatal error" not in answer.stderr
