"""The published scores of a wave: the JSON Schema of the documents, and the command that recounts them."""
import copy
import json

import jsonschema
import pytest
from conftest import ROOT, run

EXAMPLE = ROOT / "docs" / "wave-scores-example.json"
SCHEMA = json.loads((ROOT / "docs" / "wave-scores.schema.json").read_text())


@pytest.fixture
def wave():
    return json.loads(EXAMPLE.read_text())


def errors(wave):
    return [error.json_path for error in jsonschema.Draft202012Validator(SCHEMA).iter_errors(wave)]


def test_the_example_is_valid_and_nothing_can_be_added_to_it(wave):
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert errors(wave) == []
    for place in (wave, wave["rule"], wave["dossiers"][0], wave["dossiers"][0]["reviews"][0],
                  wave["dossiers"][0]["published"]):
        place["name"] = "Dupont"
        assert errors(wave)
        del place["name"]
    wave["dossiers"][0]["code"] = "Dupont"
    assert errors(wave)


def test_a_recount_agrees_or_lists_each_difference(wave, tmp_path):
    agreed = run("wave", "recount", EXAMPLE)
    assert agreed.returncode == 0, agreed.stderr
    assert "agrees: 7 dossiers, 5 ranked, rubric 2019-02" in agreed.stdout
    assert "63.750" in agreed.stdout and "incomplete: nobody could judge 4.2" in agreed.stdout

    forged = copy.deepcopy(wave)
    forged["dossiers"][0]["published"]["total"]["numerator"] += 1
    file = tmp_path / "forged.json"
    file.write_text(json.dumps(forged, indent=2))
    refused = run("wave", "recount", file)
    assert refused.returncode == 1
    assert "D01: total published 601/8, recounted 600/8" in refused.stderr
    assert "digest: stated" in refused.stderr and "2 difference(s)" in refused.stderr


def test_a_file_that_is_none_is_told_with_its_place(wave, tmp_path):
    file = tmp_path / "broken.json"
    file.write_text('{\n  "format": oops\n}')
    broken = run("wave", "recount", file)
    assert broken.returncode == 2 and f"{file}:2:13: this is no JSON" in broken.stderr
    del wave["dossiers"][1]["reviews"][0]["scores"]["3.3"]
    file.write_text(json.dumps(wave))
    broken = run("wave", "recount", file)
    assert broken.returncode == 2 and '/dossiers/1/reviews/0/scores: "3.3" is missing; add it' in broken.stderr
    assert run("wave", "recount", tmp_path / "nowhere.json").returncode == 2
