"""One's own data, in a browser without JavaScript: a copy is taken, a refusal says why, the account is erased."""
import json
import os
import pathlib

import pytest

from conftest import Server
from test_journeys import accessible, step_into


@pytest.fixture
def page(chromium):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 780})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def own_site(tmp_path_factory):
    """A site of these tests alone: example people are erased in it."""
    server = Server(tmp_path_factory.mktemp("privacy"), "--demo", "--empty")
    yield server.address
    server.stop()


def picture(page, name):
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        page.screenshot(path=str(pathlib.Path(folder) / f"{name}.png"), full_page=True)


def test_a_copy_holds_what_the_account_does_and_the_account_can_be_erased(own_site, chromium, page):
    step_into(page, own_site, "applicant")
    page.goto(own_site + "/appels")
    page.click("main form button")
    reference = page.locator("h1").inner_text()
    page.goto(own_site + "/espace")
    page.click("text=Mes données")
    accessible(chromium, page)
    picture(page, "own-data")
    with page.expect_download() as download:
        page.click("text=Télécharger mes données")
    data = json.loads(pathlib.Path(download.value.path()).read_text())
    assert data["format"] == "french-impact/personal-data" and data["version"] == 1
    assert [row["email"] for row in data["account"]] == ["applicant@exemple.example"]
    assert [row["reference"] for row in data["dossiers"]] == [reference]
    assert "dossier.started" in [row["action"] for row in data["journal"]]

    page.click("text=Voir ce qui serait effacé")
    assert reference in page.locator("main").inner_text()
    accessible(chromium, page)
    picture(page, "erasure")
    page.fill("#email", "autre@exemple.example")
    page.click("text=Effacer définitivement")
    assert "n’est pas celle du compte" in page.locator(".errors").inner_text()
    assert page.input_value("#email") == "autre@exemple.example"
    picture(page, "erasure-refused")
    page.fill("#email", "applicant@exemple.example")
    page.click("text=Effacer définitivement")
    assert page.locator("h1").inner_text() == "Votre compte est effacé"
    picture(page, "erased")
    page.goto(own_site + "/espace")
    assert "/connexion" in page.url


def test_the_only_administrator_is_told_what_to_do_first(own_site, chromium, page):
    step_into(page, own_site, "administrator")
    page.goto(own_site + "/en/espace/donnees/effacement")
    assert "Give that role to somebody else first" in page.locator(".errors").inner_text()
    assert page.locator("#email").count() == 0
    accessible(chromium, page)
    picture(page, "erasure-blocked")
