"""A whole wave, simulated by the command line, on a real program: its pages, its report, its scores and their recount."""
import csv
import io
import json
import sqlite3
import urllib.error
import urllib.request

import jsonschema
import pytest
from conftest import ROOT, Server, run

NAME = "exemple-simule-7"
SCHEMA = json.loads((ROOT / "docs" / "wave-scores.schema.json").read_text())


def get(address):
    """The status and the text of an answer."""
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.read().decode()


def text(address):
    return get(address)[1]


@pytest.fixture(scope="module")
def simulated(tmp_path_factory):
    """The data folder, what the command printed, and the address of a server on it."""
    data = tmp_path_factory.mktemp("simulated")
    answer = run(
        "simulate", "wave", "--candidacies", 50, "--experts", 20, "--seed", 7, "--data", data, timeout=600)
    assert answer.returncode == 0, answer.stderr
    print(answer.stdout)
    server = Server(data, "--empty")
    yield data, answer.stdout, server.address
    server.stop()


def test_every_step_is_told_and_the_journal_is_whole(simulated):
    data, printed, _ = simulated
    for step in ("call opened", "candidacies written, signed and submitted", "admissibility", "decisions", "publication"):
        assert step in printed
    assert "50 started" in printed
    assert run("journal", "verify", "--data", data).returncode == 0


def test_a_second_run_is_refused_and_adds_nothing(simulated):
    data, _, _ = simulated

    def entries():
        with sqlite3.connect(data / "frenchimpact.sqlite") as database:
            return database.execute("SELECT COUNT(*) FROM journal").fetchone()
    before = entries()
    answer = run("simulate", "wave", "--seed", 7, "--data", data)
    assert answer.returncode == 2 and f"there is a wave {NAME} already" in answer.stderr
    assert entries() == before


def test_its_pages_are_marked_as_examples(simulated):
    _, _, site = simulated
    wave = text(f"{site}/vagues/{NAME}")
    assert '<span class="tag example">' in wave and f"/vagues/{NAME}/bilan" in wave
    territories = json.loads(text(f"{site}/api/v1/territories?wave={NAME}&limit=100"))
    assert territories["total"] > 5 and all(item["example"] for item in territories["items"])
    page = text(f"{site}/territoires/{territories['items'][0]['slug']}")
    assert '<span class="tag example">' in page
    for path in (f"/vagues/{NAME}/bilan", f"/en/vagues/{NAME}/bilan"):
        assert '<span class="tag example">' in text(site + path)


def test_the_report_counts_and_names_nobody(simulated):
    data, _, site = simulated
    table = list(csv.DictReader(io.StringIO(text(f"{site}/data/waves/{NAME}/report.csv"))))
    value = {(row["rubrique"], row["cle"], row["mesure"]): row["valeur"] for row in table}
    assert value["etapes", "started", "dossiers"] == "50" and {row["exemple"] for row in table} == {"oui"}
    ends = sum(int(row["valeur"]) for row in table if row["rubrique"] == "issues")
    with sqlite3.connect(data / "frenchimpact.sqlite") as database:
        drafts, = database.execute("SELECT COUNT(*) FROM dossiers WHERE state = 'draft'").fetchone()
        names = [name for name, in database.execute(
            "SELECT title FROM dossiers WHERE id NOT IN (SELECT dossier_id FROM territories)")]
        addresses = [name for name, in database.execute("SELECT name FROM people")]
    assert ends + drafts == 50 and len(names) > 20
    pages = [text(f"{site}{path}") for path in (
        f"/vagues/{NAME}", f"/vagues/{NAME}/bilan", f"/data/waves/{NAME}/report.csv", "/donnees", "/territoires")]
    for page in pages:
        assert not [name for name in names if f">{name}<" in page or f'"{name}"' in page]
        assert not [name for name in addresses if name in page]


def test_a_wave_that_is_not_published_has_no_report(simulated):
    _, _, site = simulated
    for path in ("/vagues/nulle-part/bilan", "/data/waves/nulle-part/report.csv", "/data/waves/nulle-part/scores.json"):
        assert get(site + path)[0] == 404


def test_the_scores_are_valid_stay_the_same_and_agree_with_a_recount_to_the_last_digit(simulated, tmp_path):
    data, _, site = simulated
    status, first = get(f"{site}/data/waves/{NAME}/scores.json")
    assert status == 200 and text(f"{site}/data/waves/{NAME}/scores.json") == first
    wave = json.loads(first)
    assert list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(wave)) == []
    with sqlite3.connect(data / "frenchimpact.sqlite") as database:
        ids = [found for found, in database.execute("SELECT id FROM people UNION SELECT id FROM dossiers")]
    assert not [found for found in ids if found in first] and "Exemple" not in first
    assert len(wave["dossiers"]) > 30
    file = tmp_path / "scores.json"
    file.write_text(first)
    recount = run("wave", "recount", file)
    assert recount.returncode == 0, recount.stderr
    assert f"agrees: {len(wave['dossiers'])} dossiers" in recount.stdout
    wave["dossiers"][0]["reviews"][0]["scores"]["1.1"] = (
        (wave["dossiers"][0]["reviews"][0]["scores"]["1.1"] or 0) + 1) % 5
    file.write_text(json.dumps(wave))
    assert run("wave", "recount", file).returncode == 1
