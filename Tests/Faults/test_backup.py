"""Backups of a site that runs, the copy to the other engine and back, and a disk that is too small for one."""
import json
import pathlib
import subprocess
import threading

import pytest

from cluster import Cluster
from conftest import Server, run


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demonstration")
    server = Server(folder, "--demo")
    yield folder
    server.stop()


def summary(file):
    return json.loads(pathlib.Path(file).read_text().splitlines()[-1])


def test_a_backup_taken_while_others_write_is_of_one_moment_and_restores_whole(demonstration, tmp_path):
    folder = ("--data", demonstration)
    stop = threading.Event()
    written = []

    def write():
        number = 0
        while not stop.is_set():
            number += 1
            done = run("people", "grant", f"n{number}@exemple.example", "--role", "expert", *folder)
            assert done.returncode == 0, done.stderr
            written.append(number)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        files = [tmp_path / f"{number}.backup" for number in range(3)]
        for file in files:
            done = run("backup", file, *folder)
            assert done.returncode == 0, done.stderr
    finally:
        stop.set()
        writer.join()
    assert written
    again = run("backup", files[0], *folder)
    assert again.returncode == 2 and "is there already" in again.stderr
    place = ("--data", tmp_path / "restored")
    restored = run("restore", files[-1], *place)
    assert restored.returncode == 0, restored.stderr
    for command in (["journal", "verify"], ["database", "check"]):
        checked = run(*command, *place)
        assert checked.returncode == 0, checked.stdout + checked.stderr
    twice = run("restore", files[-1], *place)
    assert twice.returncode == 1 and "empty place" in twice.stderr
    # What is restored is what the file says: its own backup is the same.
    assert run("backup", tmp_path / "again.backup", *place).returncode == 0
    first, second = summary(files[-1]), summary(tmp_path / "again.backup")
    assert {**first["counts"], "settings": 0} == {**second["counts"], "settings": 0}
    assert first["journal"] == second["journal"]


def test_a_restored_site_starts_and_its_search_finds(demonstration, tmp_path):
    file = tmp_path / "site.backup"
    assert run("backup", file, "--data", demonstration).returncode == 0
    assert run("restore", file, "--data", tmp_path / "restored").returncode == 0
    server = Server(tmp_path / "restored")
    try:
        import urllib.request
        with urllib.request.urlopen(server.address + "/recherche?q=mobilit%C3%A9", timeout=10) as answer:
            page = answer.read().decode()
        assert "/territoires/" in page
    finally:
        server.stop()


def test_a_programme_goes_to_postgresql_and_back_and_is_the_same(demonstration, tmp_path):
    cluster = Cluster(sync=False)
    try:
        there = cluster.database("copy")
        source = demonstration / "frenchimpact.sqlite"
        gone = run("database", "copy", source, there)
        assert gone.returncode == 0, gone.stderr
        back = tmp_path / "back.sqlite"
        returned = run("database", "copy", there, back)
        assert returned.returncode == 0, returned.stderr
        # A restored search is made at the next start: the setting that says so is the only difference.
        assert run("backup", tmp_path / "there.backup", "--database", there).returncode == 0
        lines = (tmp_path / "there.backup").read_text().splitlines()
        assert run("database", "copy", back, tmp_path / "last.sqlite").returncode == 0
        assert gone.stdout.split("journal at")[1] == returned.stdout.split("journal at")[1]
        assert json.loads(lines[-1])["journal"] in returned.stdout
        refused = run("database", "copy", source, there)
        assert refused.returncode == 1 and "empty place" in refused.stderr
        assert run("journal", "verify", "--database", there).returncode == 0
    finally:
        cluster.remove()


def test_a_disk_with_no_room_for_a_backup_is_told_and_holds_no_half_of_one(demonstration, tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", small], capture_output=True)
    if mounted.returncode != 0:
        pytest.skip("no right to mount a small disk here")
    try:
        done = run("backup", small / "site.backup", "--data", demonstration)
        assert done.returncode == 2 and "cannot write" in done.stderr, done.stderr
        assert list(small.iterdir()) == []
    finally:
        subprocess.run(["umount", small], check=True)


def test_without_a_database_there_is_nothing_to_back_up(tmp_path):
    for command in (["backup", tmp_path / "x"], ["database", "check"]):
        done = run(*command, "--data", tmp_path / "nowhere")
        assert done.returncode == 2 and "there is no database" in done.stderr
    assert run("restore", tmp_path / "none", "--data", tmp_path / "r").returncode == 2
