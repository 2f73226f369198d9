"""The replay is killed at any moment; the journal is altered; bad input comes in. Nothing is lost or done twice."""
import random
import shutil
import sqlite3
import subprocess
import time

import pytest

from conftest import BINARY, ROOT, Server, run

WAVE = "programmes/french-impact/waves/2018-10.yaml"


def contents(data):
    """What the replay is to leave behind, without the identities and hashes that differ from run to run."""
    database = sqlite3.connect(data / "frenchimpact.sqlite")
    tables = {
        "territories": "SELECT slug, name, perimeter, labelled_on, published_at FROM territories ORDER BY slug",
        "challenges": "SELECT slug, title, theme FROM challenges ORDER BY slug",
        "dossiers": "SELECT origin, state, version, submitted_at FROM dossiers ORDER BY origin",
        "steps": "SELECT origin, number, event, at FROM dossier_steps JOIN dossiers ON dossiers.id = dossier_id"
                 " ORDER BY origin, number",
        "journal": "SELECT action, COUNT(*) FROM journal WHERE author = 'program:replay' GROUP BY action"
                   " ORDER BY action",
        "search": "SELECT kind, slug, language FROM search_entries ORDER BY 1, 2, 3",
    }
    found = {name: database.execute(query).fetchall() for name, query in tables.items()}
    database.close()
    return found


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    data = tmp_path_factory.mktemp("whole")
    answer = run("wave", "replay", WAVE, "--data", data)
    assert answer.returncode == 0, answer.stderr
    return data


def test_a_second_replay_adds_nothing(whole):
    before = contents(whole)
    answer = run("wave", "replay", WAVE, "--data", whole)
    assert "0 steps taken" in answer.stdout
    assert contents(whole) == before


def test_a_replay_that_is_killed_is_completed_by_the_next_start(whole, tmp_path):
    seed = random.Random(20190225)
    interrupted = 0
    for round_number in range(6):
        data = tmp_path / str(round_number)
        for _ in range(3):
            process = subprocess.Popen([BINARY, "serve", "--data", str(data), "--port", "0"], cwd=ROOT,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            # The replay begins once the geography is read: wait for the database, then for any moment of it.
            end = time.monotonic() + 20
            while not (data / "frenchimpact.sqlite").exists() and time.monotonic() < end:
                time.sleep(0.005)
            time.sleep(seed.uniform(0.02, 0.5))
            process.kill()
            process.wait()
            rows = sqlite3.connect(data / "frenchimpact.sqlite")
            try:
                done = rows.execute("SELECT COUNT(*) FROM territories WHERE published_at IS NOT NULL").fetchone()[0]
            except sqlite3.OperationalError:
                done = 0
            rows.close()
            interrupted += done < 20
        server = Server(data)
        server.stop()
        assert contents(data) == contents(whole)
        verdict = run("journal", "verify", "--data", data)
        assert verdict.returncode == 0, verdict.stderr
    assert interrupted > 0, "no kill fell into the replay: the test looked at nothing"


def test_an_empty_database_stays_empty(tmp_path):
    for _ in range(2):
        server = Server(tmp_path, "--empty")
        server.stop()
    server = Server(tmp_path)
    server.stop()
    assert contents(tmp_path)["territories"] == []


@pytest.mark.parametrize("column", ["at", "author", "action", "subject", "change", "previous", "hash"])
def test_one_byte_changed_in_a_journal_row_fails_at_that_row(whole, tmp_path, column):
    data = tmp_path / "altered"
    shutil.copytree(whole, data)
    database = sqlite3.connect(data / "frenchimpact.sqlite")
    database.execute(f"UPDATE journal SET {column} = substr({column}, 1, length({column}) - 1) || 'z' WHERE number = 77")
    database.commit()
    database.close()
    verdict = run("journal", "verify", "--data", data)
    assert verdict.returncode == 1
    assert "entry 77 " in verdict.stderr


@pytest.mark.parametrize("arguments,code,words", [
    (["locate"], 2, "give one of"),
    (["locate", "Roubaix", "--postcode", "59100"], 2, "give one of"),
    (["locate", "--lat", "91", "--lon", "0"], 2, "-90 to 90"),
    (["locate", "--lat", "x", "--lon", "0"], 2, "lat"),
    (["locate", "--lat", "1"], 2, "together"),
    (["locate", "99999"], 2, "no commune"),
    (["locate", ""], 2, "no commune"),
    (["locate", "Nulle-Part-sur-Rien"], 2, "no commune"),
    (["locate", "--postcode", "00000"], 2, "no commune"),
    (["locate", "--postcode", "abc"], 2, "five digits"),
    (["wave", "replay", "README.md"], 2, "waves/"),
    (["nonsense"], 2, "nonsense"),
    (["journal", "verify", "--data", "/nonexistent"], 2, "no database"),
    (["wave", "replay", "nowhere.yaml"], 2, "not there"),
    (["programme", "check", "nowhere"], 2, "not a folder"),
    (["programme", "check", "docs"], 1, "programme.yaml"),
    (["serve", "--port", "99999"], 2, "PORT"),
    (["serve", "--demo", "--host", "0.0.0.0"], 2, "--demo"),
    (["people", "grant", "nobody", "--role", "instructor"], 2, "not an e-mail address"),
    (["people", "grant", "a@b.fr", "--role", "king"], 2, "unknown"),
])
def test_bad_input_ends_with_a_message_and_never_with_a_crash(whole, arguments, code, words):
    if arguments[0] == "locate":
        arguments = arguments + ["--data", str(whole)]
    answer = run(*arguments)
    assert answer.returncode == code, answer.stderr
    assert words in answer.stderr + answer.stdout
    assert "Fatal error" not in answer.stderr


def test_a_server_that_cannot_listen_says_so_and_ends(whole, tmp_path):
    server = Server(tmp_path)
    port = server.address.rsplit(":", 1)[1]
    answer = run("serve", "--data", whole, "--port", port)
    server.stop()
    assert answer.returncode == 2
    assert "stopped" in answer.stderr


def test_a_journal_that_was_cut_off_at_its_end_fails_where_it_ends(whole, tmp_path):
    data = tmp_path / "cut"
    shutil.copytree(whole, data)
    database = sqlite3.connect(data / "frenchimpact.sqlite")
    database.execute("DELETE FROM journal WHERE number > 81")
    database.commit()
    database.close()
    verdict = run("journal", "verify", "--data", data)
    assert verdict.returncode == 1
    assert "entry 82 " in verdict.stderr


@pytest.mark.parametrize("arguments,names", [
    (["Roubaix"], ["Roubaix (59512)"]), (["59512"], ["Roubaix (59512)"]),
    (["--postcode", "59100"], ["Roubaix (59512)"]), (["--lat", "50.69", "--lon", "3.17"], ["Roubaix (59512)"]),
    (["saint etienne"], ["Saint-Étienne (42218)"]), (["ST-ÉTIENNE"], ["Saint-Étienne (42218)"]),
    (["93048"], ["Est Ensemble", "Territoire Olympique 2024"]), (["75101"], ["Paris (75056)"]),
    (["Montreuil"], ["Montreuil (93048)", "Montreuil (85148)", "Montreuil (28267)"]),
])
def test_locate_finds_places_as_people_name_them(whole, arguments, names):
    answer = run("locate", *arguments, "--data", whole)
    assert answer.returncode == 0, answer.stderr
    for name in names:
        assert name in answer.stdout
