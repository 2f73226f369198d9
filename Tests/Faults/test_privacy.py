"""Erasure and retention on the command line, beside a server that runs."""
import sqlite3

import pytest

from cluster import Cluster
from conftest import Server, run


@pytest.fixture
def demonstration(tmp_path):
    server = Server(tmp_path, "--demo", "--empty")
    yield tmp_path
    server.stop()


def test_people_erase_removes_the_account_or_says_why_not(demonstration):
    folder = ("--data", demonstration)
    done = run("people", "erase", "APPLICANT@exemple.example", *folder)
    assert (done.returncode, done.stdout) == (0, "the account of applicant@exemple.example is erased\n"), done.stderr
    again = run("people", "erase", "applicant@exemple.example", *folder)
    assert again.returncode == 1 and "nobody has the address" in again.stderr
    only = run("people", "erase", "administrator@exemple.example", *folder)
    assert only.returncode == 1 and "only administrator" in only.stderr
    assert run("people", "erase", "nonsense", *folder).returncode == 2
    dump = "\n".join(sqlite3.connect(demonstration / "frenchimpact.sqlite").iterdump())
    assert "applicant@exemple.example" not in dump and "Camille Exemple" not in dump
    assert "administrator@exemple.example" in dump
    assert run("journal", "verify", *folder).returncode == 0


def counts(output):
    return {line.split(":")[0]: int(line.split()[1]) for line in output.splitlines()}


def test_retention_prints_what_it_would_remove_then_removes_it(demonstration):
    folder = ("--data", demonstration)
    with sqlite3.connect(demonstration / "frenchimpact.sqlite", timeout=10) as database:
        person = database.execute("SELECT id FROM people LIMIT 1").fetchone()[0]
        old = "2020-01-01T00:00:00.000Z"
        database.executemany("INSERT INTO sessions (hash, id, person_id, csrf, created_at, last_seen_at, expires_at)"
                             " VALUES (?,?,?,?,?,?,?)",
                             [(f"h{n}", f"s{n}", person, "c", old, old, old) for n in range(1000)])
    trial = run("retention", "--dry-run", *folder)
    assert trial.returncode == 0, trial.stderr
    assert counts(trial.stdout) == {"signIn": 1000, "messages": 0, "unsubmittedDrafts": 0, "refusedCandidacies": 0,
                                    "inactiveAccounts": 0}
    done = run("retention", *folder)
    assert done.stdout == trial.stdout.replace("to remove", "removed")
    assert counts(run("retention", "--dry-run", *folder).stdout)["signIn"] == 0
    assert run("journal", "verify", *folder).returncode == 0


def test_without_a_database_nothing_is_made(tmp_path):
    for command in [("retention",), ("people", "erase", "a@exemple.example")]:
        refused = run(*command, "--data", tmp_path / "nowhere")
        assert refused.returncode == 2 and "there is no database" in refused.stderr
    assert not (tmp_path / "nowhere").exists()


def test_both_run_on_postgresql():
    cluster = Cluster()
    try:
        place = ("--database", cluster.address)
        assert run("people", "grant", "a@exemple.example", "--role", "applicant", *place).returncode == 0
        assert run("retention", *place).stdout.count("removed") == 5
        assert run("people", "erase", "a@exemple.example", *place).returncode == 0
        assert run("people", "erase", "a@exemple.example", *place).returncode == 1
        assert run("journal", "verify", *place).returncode == 0
    finally:
        cluster.remove()
