"""The assignment of experts: an expert says what they know, the service proposes, sees what changes cost, and asks them."""
import datetime
import os
import pathlib
import re

import pytest

from conftest import Server
from test_journeys import accessible, step_into
from visitor import Visitor, filled, section_form, sections, sign_all


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site of these tests alone: interests and charges that other tests leave change who is proposed."""
    server = Server(tmp_path_factory.mktemp("panel"), "--demo")
    yield server.address
    server.stop()


@pytest.fixture
def people(chromium):
    contexts = [chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 780})
                for _ in range(2)]
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def look(page, name):
    folder = os.environ.get("SCREENSHOTS")
    if not folder:
        return
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 780})
        page.screenshot(path=pathlib.Path(folder) / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 360, "height": 780})


def admissible(site):
    """A candidacy that was found admissible, and the address of its call."""
    person = Visitor(site, "applicant")
    call = person.open_call()
    dossier = person.post(call, {}).location
    for section in sections(person, dossier):
        person.post(section, filled(section_form(person, section)))
    sign_all(person, dossier)
    version = re.search(r'name="version" value="(\d+)"', person.get(dossier).text).group(1)
    assert person.post(f"{dossier}/depot", {"version": version}).status == 303
    service = Visitor(site, "instructor")
    place = f"/instruction/{dossier.rsplit('/', 1)[1]}"
    page = service.get(place).text
    version = re.search(r'name="version" value="(\d+)"', page).group(1)
    answer = service.post(f"{place}/etapes", {"version": version, "event": "findAdmissible"})
    assert answer.status == 303, answer.text
    return place, re.search(r"/appels/([^/]+)/", call).group(1)


def test_experts_are_proposed_explained_changed_by_hand_and_asked(chromium, people, site):
    expert, service = people
    place, call = admissible(site)
    step_into(expert, site, "expert")
    expert.click("main a:has-text('Mon profil d’expert')")
    accessible(chromium, expert)
    expert.click("main button[type=submit]")
    assert expert.locator(".errors a").count() == 1
    accessible(chromium, expert)
    expert.check("#college-research")
    expert.check("#theme-T02")
    expert.fill("#knowledge", "Texte d’exemple sur le réemploi")
    expert.click("main button[type=submit]")
    assert expert.locator("p[role=status]").count() == 1
    look(expert, "expert-profile")
    accessible(chromium, expert)

    step_into(service, site, "instructor")
    service.goto(f"{site}/instruction?wave={call}")
    service.click("main a:has-text('Affectation des experts')")
    accessible(chromium, service)
    service.click("a:has-text('Experts de la vague')")
    look(service, "panel")
    accessible(chromium, service)
    service.goto(f"{site}/service/affectations/{call}")
    # Two experts are asked for, and the demonstration has one: what is missing is told.
    service.click("button:has-text('Proposer une affectation')")
    assert "Il manque 1 expert." in service.inner_text("main")
    look(service, "panel-proposal")
    accessible(chromium, service)
    service.goto(site + place + "/affectation")
    look(service, "panel-dossier")
    accessible(chromium, service)
    assert "charge ensuite" in service.inner_text("main")
    service.click("button:has-text('Retirer')")
    assert "Personne n’est proposé" in service.inner_text("main")
    look(service, "panel-dossier-empty")
    accessible(chromium, service)
    service.click("button:has-text('Ajouter')")
    assert "à la main" in service.inner_text("main")
    service.goto(f"{site}/service/affectations/{call}")
    service.fill("#due", "2020-01-01")
    service.click("button:has-text('Solliciter tous')")
    assert service.locator("#due-error").count() == 1
    accessible(chromium, service)
    service.fill("#due", (datetime.date.today() + datetime.timedelta(days=40)).isoformat())
    service.click("button:has-text('Solliciter tous')")
    assert "demande envoyée" in service.inner_text("main") or "demandes envoyées" in service.inner_text("main")
    look(service, "panel-asked")
    accessible(chromium, service)
