"""Several people write one dossier in real browsers: an invitation, fields that save themselves, two in one field, a
network that goes and comes back, all of it without JavaScript too."""
import os
import pathlib
import re

import pytest

from test_journeys import accessible, step_into

ROUNDS = int(os.environ.get("ROUNDS", "8"))


def picture(page, name):
    """Keeps what the page looks like, on a wide screen and on a phone, where somebody asks for it."""
    if folder := os.environ.get("PICTURES"):
        for width in (1180, 360):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=pathlib.Path(folder) / f"{name}-{width}.png", full_page=True)


def sign_in(page, site, email):
    """Comes in by the link in the mail, and stays on the page that one was sent to."""
    page.fill("#email", email)
    page.click("main button[type=submit]")
    page.goto(site + "/demo/courrier")
    page.locator("a", has_text="Votre lien de connexion").first.click()
    page.click("text=Ouvrir le lien")
    page.click("main button[type=submit]")


@pytest.fixture
def two(site, chromium, request):
    """The lead of a new dossier and a writer who accepted the invitation, each in a browser of their own."""
    script = getattr(request, "param", True)
    contexts = [chromium.new_context(java_script_enabled=script, viewport={"width": 1180, "height": 900})
                for _ in range(2)]
    lead, writer = (context.new_page() for context in contexts)
    step_into(lead, site, "applicant")
    lead.goto(site + "/appels")
    lead.click("form[action$=dossiers] button >> nth=0")
    dossier = lead.url
    lead.goto(dossier + "/collectif")
    email = f"redacteur-{dossier[-6:]}-{int(script)}@exemple.example"
    lead.fill("#email", email)
    lead.click("text=Envoyer l’invitation")
    assert email in lead.inner_text("main")
    accessible(chromium, lead)
    picture(lead, "collective")
    lead.goto(site + "/demo/courrier")
    lead.locator("a", has_text="Invitation à écrire un dossier").first.click()
    link = re.search(r"https?://\S+/collectif/invitations/\S+", lead.inner_text("pre.letter")).group(0)
    writer.goto(link)
    assert "/connexion" in writer.url
    sign_in(writer, site, email)
    writer.goto(link)
    writer.click("text=Accepter")
    assert writer.url == dossier
    yield lead, writer, dossier
    for context in contexts:
        context.close()


def settle(page, name):
    """Waits until what was typed is saved, or somebody else's text is shown beside it; tells whether it was a conflict."""
    page.wait_for_function(
        """name => {
          const note = document.querySelector(`[data-conflict="${name}"]`);
          const words = document.querySelector("form[data-autosave]").dataset;
          const saved = JSON.parse(localStorage.getItem(`draft:${words.writer}:${words.autosave}`) || "{}");
          return note || !(name in saved);
        }""", arg=name, timeout=30_000)
    return page.locator(f'[data-conflict="{name}"]').count() > 0


def test_no_edit_of_two_writers_is_lost_without_its_author_being_shown_it(two, chromium):
    lead, writer, dossier = two
    place = dossier + "/sections/territory"
    for page in (lead, writer):
        page.goto(place)
    typed, told = [], []
    for number in range(ROUNDS):
        # Each in a field of their own, then both in one.
        for page, name, who in ((lead, "presentation", "A"), (writer, "presentationEn", "B")):
            page.fill(f"[name={name}]", f"{who}{number} seul")
            typed.append(f"{who}{number} seul")
        if number % 4 == 0:
            for page, who in ((lead, "A"), (writer, "B")):
                page.fill("[name=name]", f"{who}{number} ensemble")
                typed.append(f"{who}{number} ensemble")
        settle(lead, "presentation")
        settle(writer, "presentationEn")
        if number % 4 == 0:
            clashes = [page for page in (lead, writer) if settle(page, "name")]
            assert len(clashes) == 1
            picture(clashes[0], "conflict") if number == 0 else None
            other = "B" if clashes[0] is lead else "A"
            assert f"{other}{number} ensemble" in clashes[0].locator("[data-conflict=name]").inner_text()
            told.append(clashes[0].input_value("[name=name]"))
            clashes[0].click("[data-conflict=name] >> text=" + ("Garder le mien" if number % 8 else "Prendre ce texte"))
            settle(clashes[0], "name")
    history = ""
    for number in range(1, 20):
        lead.goto(f"{dossier}/historique?page={number}")
        text = lead.inner_text("main")
        if number > 1 and "ensemble" not in text and "seul" not in text:
            break
        history += text
    lost = [text for text in typed if text not in history and text not in told]
    assert lost == []
    accessible(chromium, writer)


def test_what_was_typed_just_before_one_leaves_is_saved(two):
    lead, _, dossier = two
    lead.goto(dossier + "/sections/territory")
    lead.fill("[name=name]", "Écrit en partant")
    lead.click(".crumbs a >> nth=0")
    lead.wait_for_url(dossier)
    for _ in range(50):
        lead.goto(dossier + "/historique")
        if "Écrit en partant" in lead.inner_text("main"):
            break
        lead.wait_for_timeout(200)
    assert "Écrit en partant" in lead.inner_text("main")


def test_text_in_an_item_that_another_removed_is_shown_and_can_be_put_back(two, chromium):
    lead, writer, dossier = two
    place = dossier + "/sections/challenges"
    lead.goto(place)
    lead.fill("[name='challenges.0.title']", "Défi enlevé par l’autre")
    lead.click("main form button.second:has-text('Enregistrer') >> nth=-1")
    for page in (lead, writer):
        page.goto(place)
    writer.click("button[name=remove][value='challenges.0']")
    lead.fill("[name='challenges.0.need']", "Écrit après coup")
    note = lead.locator("[data-conflict]")
    note.wait_for(timeout=30_000)
    assert "enlevé entre-temps" in note.inner_text()
    accessible(chromium, lead)
    note.locator("text=Remettre cet élément").click()
    lead.wait_for_url("**enregistre=1**")
    assert lead.input_value("[name='challenges.0.title']") == "Défi enlevé par l’autre"
    assert lead.input_value("[name='challenges.0.need']") == "Écrit après coup"


def test_one_sees_who_is_there_and_what_they_write(two):
    lead, writer, dossier = two
    for page in (lead, writer):
        page.goto(dossier + "/sections/territory")
    writer.fill("[name=name]", "Vallée vue des deux côtés")
    settle(writer, "name")
    lead.wait_for_function("() => document.querySelector('[name=name]').value === 'Vallée vue des deux côtés'", timeout=30_000)
    lead.wait_for_selector("#present .tag", timeout=30_000)


def test_what_was_typed_without_a_network_is_kept_and_sent_when_it_is_back(two):
    lead, _, dossier = two
    lead.goto(dossier + "/sections/territory")
    lead.context.set_offline(True)
    lead.fill("[name=name]", "Écrit sans réseau")
    lead.wait_for_function("() => document.getElementById('save-state').textContent.includes('appareil')", timeout=30_000)
    # The page is gone, the network comes back, and the page is opened again.
    lead.goto("about:blank")
    lead.context.set_offline(False)
    lead.goto(dossier + "/sections/territory")
    assert lead.input_value("[name=name]") == "Écrit sans réseau"
    assert not settle(lead, "name")
    lead.goto(dossier + "/historique")
    assert "Écrit sans réseau" in lead.inner_text("main")


@pytest.mark.parametrize("two", [False], indirect=True)
def test_two_in_one_field_without_javascript(two, chromium):
    lead, writer, dossier = two
    for page in (lead, writer):
        page.goto(dossier + "/sections/territory")
    lead.fill("[name=name]", "Le premier")
    lead.click("main form button.second >> text=Enregistrer >> nth=-1")
    writer.fill("[name=name]", "Le second")
    writer.fill("[name=presentation]", "Ce qui ne gêne personne")
    writer.click("main form button.second >> text=Enregistrer >> nth=-1")
    note = writer.locator("#field-name-conflict")
    assert "Le premier" in note.inner_text() and writer.input_value("[name=name]") == "Le second"
    picture(writer, "conflict-plain")
    writer.set_viewport_size({"width": 360, "height": 780})
    note.locator("button").click()
    assert writer.input_value("[name=name]") == "Le premier"
    assert writer.input_value("[name=presentation]") == "Ce qui ne gêne personne"


def test_a_remark_on_a_field_is_told_answered_and_closed(two, site, chromium):
    lead, writer, dossier = two
    writer.goto(dossier + "/sections/territory")
    writer.click("#field-name-remarks a, .field:has(#field-name) .remark a")
    writer.fill("#body", "Est-ce le bon nom ?")
    writer.locator("input[name=mention]").first.check()
    writer.click("text=Envoyer la remarque >> nth=0")
    accessible(chromium, writer)
    picture(writer, "remarks")
    lead.goto(dossier)
    assert "1 remarque" in lead.inner_text("main")
    picture(lead, "dossier")
    lead.goto(dossier + "/remarques")
    lead.click("main details summary")
    lead.fill("main details textarea", "Oui")
    lead.click("main details button")
    assert "Oui" in lead.inner_text("main")
    lead.click("main form[action$=fin] button")
    assert "Aucune remarque" in lead.inner_text("main")
