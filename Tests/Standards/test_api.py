"""The API and the files, against their own description and the standards that they claim."""
import csv
import io
import json

import jsonschema
import pytest
from geojson_validator import validate_geometries
from openapi_spec_validator import validate


@pytest.fixture(scope="session")
def http(chromium):
    context = chromium.new_context()
    yield context.request
    context.close()


@pytest.fixture(scope="session")
def document(http, site):
    return http.get(site + "/api/openapi.json").json()


def resolved(document, schema):
    return {**schema, "components": document["components"]}


CALLS = [
    ("/api/v1/territories", "/api/v1/territories?limit=100"),
    ("/api/v1/territories", "/api/v1/territories?region=53&theme=numerique&wave=2018-10&q=bretagne"),
    ("/api/v1/territories", "/api/v1/territories?limit=0"),
    ("/api/v1/territories", "/api/v1/territories?theme=nothing"),
    ("/api/v1/territories", "/api/v1/territories?lang=zz"),
    ("/api/v1/territories/{slug}", "/api/v1/territories/lyon-metropole"),
    ("/api/v1/territories/{slug}", "/api/v1/territories/territoire-ledonien"),
    ("/api/v1/territories/{slug}", "/api/v1/territories/nowhere"),
    ("/api/v1/challenges", "/api/v1/challenges?limit=100"),
    ("/api/v1/challenges", "/api/v1/challenges?theme=T01"),
    ("/api/v1/waves", "/api/v1/waves"),
    ("/api/v1/procedures", "/api/v1/procedures"),
    ("/api/v1/procedures/{id}/schema", "/api/v1/procedures/label-candidacy/schema"),
    ("/api/v1/procedures/{id}/schema", "/api/v1/procedures/label-candidacy/schema?version=2026-1&lang=en"),
    ("/api/v1/procedures/{id}/schema", "/api/v1/procedures/label-candidacy/schema?version=1"),
    ("/api/v1/procedures/{id}/schema", "/api/v1/procedures/label-candidacy/schema?lang=zz"),
    ("/api/v1/procedures/{id}/schema", "/api/v1/procedures/nothing/schema"),
    ("/api/v1/locate", "/api/v1/locate?commune=93048"),
    ("/api/v1/locate", "/api/v1/locate?name=saint%20denis"),
    ("/api/v1/locate", "/api/v1/locate?postcode=59100"),
    ("/api/v1/locate", "/api/v1/locate?lat=50.69&lon=3.17"),
    ("/api/v1/locate", "/api/v1/locate?commune=00000"),
    ("/api/v1/locate", "/api/v1/locate?postcode=x"),
    ("/data/territories.json", "/data/territories.json"),
]


def test_the_description_is_valid_openapi(document):
    assert document["openapi"].startswith("3.1")
    validate(document)


@pytest.mark.parametrize("path,call", CALLS)
def test_each_answer_is_what_the_description_says(http, site, document, path, call):
    answer = http.get(site + call)
    described = document["paths"][path]["get"]["responses"]
    assert str(answer.status) in described
    content = described[str(answer.status)]["content"]
    kind = answer.headers["content-type"].split(";")[0]
    assert kind in content
    jsonschema.validate(answer.json(), resolved(document, content[kind]["schema"]),
                        cls=jsonschema.Draft202012Validator)


def test_twenty_territories_and_sixty_one_challenges(http, site):
    territories = http.get(site + "/api/v1/territories?limit=100&wave=2018-10").json()
    assert territories["total"] == 20
    challenges = http.get(site + "/api/v1/challenges?limit=100").json()["items"]
    of_the_wave = {t["slug"] for t in territories["items"]}
    assert len([c for c in challenges if c["territory"] in of_the_wave]) == 61


@pytest.mark.parametrize("commune,names", [
    ("97608", ["Mayotte"]), ("35238", ["Région Bretagne"]), ("75056", []),
    ("93048", ["Est Ensemble", "Territoire Olympique 2024"]),
])
def test_locate_answers_every_territory_that_holds_a_commune(http, site, commune, names):
    answer = http.get(site + f"/api/v1/locate?commune={commune}")
    assert answer.status == 200
    assert [t["name"] for t in answer.json()["items"][0]["territories"]] == names


def test_the_outlines_are_valid_geojson(http, site):
    collection = json.loads(http.get(site + "/data/territories.geojson").body())
    assert len(collection["features"]) >= 20
    report = validate_geometries(collection)
    assert not report["invalid"], report["invalid"]


@pytest.mark.parametrize("path,least", [("/data/territories.csv", 20), ("/data/challenges.csv", 61)])
def test_the_tables_are_whole_and_rectangular(http, site, path, least):
    answer = http.get(site + path)
    rows = list(csv.reader(io.StringIO(answer.text(), newline="")))
    assert len(rows) - 1 >= least
    assert {len(row) for row in rows} == {len(rows[0])}
    assert "attachment" in answer.headers["content-disposition"]
