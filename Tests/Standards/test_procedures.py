"""The JSON Schemas of procedures, run by a validator of the standard on answers as dossiers store them."""
import copy
import json
import re

import jsonschema
import pytest
import visitor as visitors


@pytest.fixture(scope="module")
def procedures(site):
    items = json.loads(visitors.Visitor(site).get("/api/v1/procedures").text)["items"]
    assert items
    return items


@pytest.fixture(scope="module")
def schema(site):
    return json.loads(visitors.Visitor(site).get("/api/v1/procedures/label-candidacy/schema").text)


@pytest.fixture(scope="module")
def answers(site):
    """The answers of a candidacy that was filled in through the site and submitted, from its owner's own data."""
    applicant = visitors.Visitor(site, "applicant")
    dossier = applicant.post(applicant.open_call(), {}).location
    for section in visitors.sections(applicant, dossier):
        form = visitors.section_form(applicant, section)
        assert applicant.post(section, visitors.filled(form)).status == 303
    visitors.sign_all(applicant, dossier)
    version = re.search(r'name="version" value="(\d+)"', applicant.get(dossier).text).group(1)
    assert applicant.post(f"{dossier}/depot", {"version": version}).status == 303, applicant.get(dossier).text
    data = json.loads(applicant.get("/espace/donnees/export").text)
    own = [entry for entry in data["submissions"] if entry["dossierId"] == dossier.rsplit("/", 1)[1]]
    return own[-1]["answers"]


def errors(schema, answers):
    return [error.json_path for error in jsonschema.Draft202012Validator(schema).iter_errors(answers)]


def test_each_procedure_has_a_schema_that_is_one(site, procedures):
    visitor = visitors.Visitor(site)
    for procedure in procedures:
        path = re.sub(r"^https?://[^/]+", "", procedure["schema"])
        answer = visitor.get(path)
        assert answer.headers["Content-Type"].startswith("application/schema+json")
        document = json.loads(answer.text)
        assert document["$id"] == procedure["schema"]
        jsonschema.Draft202012Validator.check_schema(document)


def test_what_was_submitted_is_valid(schema, answers):
    assert errors(schema, answers) == []


def changed(answers, change):
    answers = copy.deepcopy(answers)
    change(answers)
    return answers


@pytest.mark.parametrize("change", [
    lambda a: a.pop("name"),
    lambda a: a.update(name=" "),
    lambda a: a.update(name=["a"]),
    lambda a: a.update(colour="blue"),
    lambda a: a.update(nameIfNotLabelled="maybe"),
    lambda a: a.update(perimeter=["93066"]),
    lambda a: a.update(memberCount="douze"),
    lambda a: a.update(challenges=a["challenges"][:2]),
    lambda a: a["challenges"][0].update(theme="T99"),
    lambda a: a["challenges"][0]["objectives"][0].update(targetDay="demain"),
    lambda a: [o.update(role="member") for o in a["organisations"]],
    lambda a: [o.update(role="lead") for o in a["organisations"]],
    lambda a: a["companies"][0].pop("pledgeKind"),
])
def test_what_the_form_refuses_is_invalid(schema, answers, change):
    assert errors(schema, changed(answers, change))


@pytest.mark.parametrize("change", [
    lambda a: a.update(collectiveName=""),
    lambda a: a.update(figures=[]),
    lambda a: a.pop("figures", None),
    lambda a: a["organisations"].append({"#": "x", "name": "", "role": ""}),
])
def test_what_is_left_blank_is_valid(schema, answers, change):
    assert errors(schema, changed(answers, change)) == []
