"""An organisation is registered, somebody is invited and accepts: without JavaScript, on a phone, looked at by axe."""
import pathlib
import os
import re

import pytest

from test_journeys import accessible, step_into


@pytest.fixture
def people(chromium):
    contexts = [chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 780})
                for _ in range(2)]
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def look(page, name):
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        page.screenshot(path=pathlib.Path(folder) / f"{name}.png", full_page=True)


def test_a_member_is_invited_and_comes_in(chromium, people, site):
    manager, guest = people
    step_into(manager, site, "applicant")
    manager.click("main a:has-text('Organisations')")
    manager.fill("input[name=name]", "Atelier d’exemple des collines")
    manager.fill("input[name=siren]", "732829321")
    manager.click("button:has-text('Inscrire une organisation')")
    assert manager.locator("#siren-error").count() == 1
    assert manager.input_value("input[name=name]") == "Atelier d’exemple des collines"
    look(manager, "organisation-refused")
    accessible(chromium, manager)
    manager.fill("input[name=siren]", "732 829 320")
    manager.select_option("select[name=form]", "cooperative")
    manager.fill("input[name=municipality]", "Romans-sur-Isère")
    manager.check("input[value=network]")
    manager.click("button:has-text('Inscrire une organisation')")
    assert re.search(r"/organisations/[0-9a-f-]{36}$", manager.url)
    accessible(chromium, manager)
    manager.fill("input[name=email]", "expert@exemple.example")
    manager.click("button:has-text('Envoyer l’invitation')")
    assert manager.locator("text=Retirer l’invitation de expert@exemple.example").count() == 1
    look(manager, "organisation-managed")
    accessible(chromium, manager)
    # The last manager cannot leave, and is told why.
    manager.click("button:has-text('Quitter cette organisation')")
    assert "Nommez d’abord quelqu’un" in manager.inner_text(".errors")

    step_into(guest, site, "expert")
    guest.goto(site + "/demo/courrier")
    guest.click("a:has-text('Invitation à rejoindre Atelier')")
    link = re.search(r"http\S+/invitations/\S+", guest.inner_text("main")).group(0)
    guest.goto(link)
    look(guest, "invitation")
    accessible(chromium, guest)
    guest.click("button:has-text('Accepter')")
    assert "Atelier d’exemple des collines" in guest.inner_text("h1")
    assert guest.locator("button:has-text('Envoyer l’invitation')").count() == 0
    accessible(chromium, guest)
    again = guest.goto(link)
    assert again.status == 410


def test_administrators_compare_two_records_before_they_become_one(chromium, people, site):
    page, _ = people
    step_into(page, site, "administrator")
    page.click("main a:has-text('Organisations')")
    for number in ("", "404833048"):
        page.goto(site + "/organisations")
        page.fill("input[name=name]", "Doublon d’exemple")
        page.fill("input[name=siren]", number)
        page.select_option("select[name=form]", "association")
        page.click("button:has-text('Inscrire une organisation')")
    page.goto(site + "/administration/organisations?q=doublon")
    page.locator("input[name=kept]").nth(1).check()
    page.locator("input[name=duplicate]").nth(0).check()
    look(page, "register")
    accessible(chromium, page)
    page.click("button:has-text('Comparer')")
    look(page, "merger")
    accessible(chromium, page)
    page.click("button:has-text('Réunir')")
    assert "Doublon d’exemple" in page.inner_text("h1")
    page.goto(site + "/administration/organisations?q=doublon")
    assert page.locator("input[name=kept]").count() == 1
