"""A review from the asking to the results: the expert by keyboard alone on a phone's width, the service beside them."""
import os
import pathlib
import re

import pytest

from conftest import Server
from test_journeys import accessible, fill_required, sign_for_all, step_into
from test_keyboard import press, reach

PICTURES = os.environ.get("REVIEW_PICTURES")


def look(page, name, width=None):
    """Keeps a picture where somebody wants to look at it."""
    if not PICTURES:
        return
    size = page.viewport_size
    if width:
        page.set_viewport_size({"width": width, "height": 900})
    pathlib.Path(PICTURES).mkdir(parents=True, exist_ok=True)
    page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)
    page.set_viewport_size(size)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site of these tests alone: charges and interests that other tests leave change who can be asked."""
    server = Server(tmp_path_factory.mktemp("reviews"), "--demo")
    yield server.address
    server.stop()


@pytest.fixture
def plain(chromium):
    """Without JavaScript: the applicant and the service."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(chromium):
    context = chromium.new_context(viewport={"width": 360, "height": 780}, locale="fr-FR")
    yield context.new_page()
    context.close()


def submit_candidacy(page, site, chromium, name):
    step_into(page, site, "applicant")
    page.goto(site + "/appels")
    page.click("text=Commencer un dossier")
    overview = page.url
    page.locator("main a[href*='/sections/']").first.click()
    page.fill("#field-name", name)
    for _ in range(20):
        fill_required(page)
        last = page.locator("button[name=continue]").inner_text()
        if page.locator("#placeQuery").count():
            page.fill("#placeQuery", "valence romans")
            page.click("button[name=searchPlace]")
            page.locator("button[name=addPlace]").first.click()
            fill_required(page)
        page.click("button[name=continue]")
        if "relire" in last:
            break
    page.goto(overview)
    sign_for_all(page, chromium)
    page.goto(overview)
    page.click("text=Déposer le dossier")
    assert "Déposé" in page.inner_text("main")


def wait_saved(page):
    page.wait_for_function(
        "() => document.getElementById('save-state').textContent.includes('nregistr')", timeout=30_000)


def two_windows_do_not_overwrite_each_other(page, site, chromium):
    """The instructor amends their sheet in two windows at once."""
    page.goto(site + "/evaluations")
    page.locator("main .card a", has_text="Pays des Experts").first.click()
    page.click("text=Modifier mon évaluation")
    context = chromium.new_context(storage_state=page.context.storage_state())
    first, second = context.new_page(), context.new_page()
    for window in (first, second):
        window.goto(page.url)
    first.fill("#opinion", "Écrit dans la première fenêtre, en entier.")
    wait_saved(first)
    second.fill("#opinion", "Écrit dans la seconde fenêtre, en entier.")
    second.wait_for_selector(".note[data-conflict]", timeout=30_000)
    assert "première fenêtre" in second.inner_text(".note[data-conflict]")
    assert second.input_value("#opinion").startswith("Écrit dans la seconde")
    context.close()


def test_an_expert_writes_a_whole_review_by_keyboard_and_the_service_reads_it(site, chromium, plain, phone):
    submit_candidacy(plain, site, chromium, "Pays des Experts")

    # The service asks an expert.
    step_into(plain, site, "instructor")
    plain.goto(site + "/instruction?state=submitted&q=Experts")
    plain.locator("table a", has_text="Pays des Experts").first.click()
    plain.click("text=Évaluations du dossier")
    desk = plain.url
    accessible(chromium, plain)
    plain.select_option("#person", label="Claude Exemple")
    plain.click("main button:has-text('Demander')")
    assert "Sollicité, sans réponse" in plain.inner_text("main")

    # The sheet of the service is begun before anybody's is in, without JavaScript; until it is in, nothing else is shown.
    plain.click("text=Écrire une évaluation au titre du service")
    own = plain.url
    plain.goto(own + "/impression")
    assert "☐" in plain.inner_text("main")
    accessible(chromium, plain)
    look(plain, "print")
    plain.goto(own)
    for choice in plain.locator("fieldset[id^=gate-]").all():
        choice.locator("input").first.check()
    for line in plain.locator("fieldset[id^=score-]").all():
        line.locator("input[type=radio]").nth(1).check()
    for box in plain.locator("form[data-autosave] textarea[id^=comment-], #opinion").all():
        box.fill("Un autre regard sur ce point.")
    plain.click("main button:text-is('Enregistrer') >> nth=-1")
    assert "Lignes renseignées" in plain.inner_text("main") and plain.locator(".note.good").count() == 1

    # The expert answers before the dossier opens.
    phone.goto(site + "/demo")
    press(phone, "button", "Expert")
    assert "Évaluation demandée" in phone.inner_text("main")
    press(phone, "link", "Évaluation demandée")
    assert "Pays des Experts" in phone.inner_text("main") and phone.locator("fieldset").count() == 0
    accessible(chromium, phone)
    look(phone, "asked-360")
    press(phone, "button", "Accepter et ouvrir le dossier")
    accessible(chromium, phone)
    look(phone, "form-360")
    look(phone, "form-1280", 1280)

    # Handed in at once: every gap is told, and leads to its field.
    press(phone, "button", "Rendre l’évaluation")
    assert phone.evaluate("document.activeElement.closest('.errors') !== null"), "the errors are not read first"
    gaps = phone.locator(".errors a")
    assert gaps.count() >= 50
    assert all(phone.locator(f"[id='{gap.get_attribute('href')[1:]}']").count() == 1 for gap in gaps.all())
    accessible(chromium, phone)

    # Every field in its turn, by keyboard.
    fields = phone.evaluate(
        "Array.from(document.querySelectorAll('form[data-autosave] fieldset[id], form[data-autosave] .field')).length")
    assert fields > 60
    phone.evaluate("document.getElementById('progress').scrollIntoView()")
    phone.locator("form[data-autosave] input[type=radio]").first.focus()
    seen = set()
    for _ in range(400):
        kind, name, label = phone.evaluate(
            "[document.activeElement.type || '', document.activeElement.name || '', document.activeElement.textContent]")
        if kind == "radio" and name not in seen:
            # Yes at the gates; the best score first, then down to a solid one; medium confidence.
            presses = 0 if name.startswith("gate-") else 4 if name == "score-1.1" else 1 if name == "confidence" else 3
            phone.keyboard.press("Space")
            for _ in range(presses):
                phone.keyboard.press("ArrowDown")
        elif kind in ("textarea", "text") and name not in seen:
            phone.keyboard.type("Page 3" if name.startswith("proof-") else "Une phrase qui dit pourquoi.")
        elif kind == "submit" and name == "submit":
            break
        seen.add(name)
        phone.keyboard.press("Tab")
    else:
        raise AssertionError("the button is not reached by the keyboard")
    wait_saved(phone)
    with phone.expect_navigation():
        phone.keyboard.press("Enter")
    assert "Votre évaluation" in phone.inner_text("main"), phone.inner_text("main")[:2000]
    assert phone.locator("form[data-autosave]").count() == 0
    accessible(chromium, phone)
    look(phone, "in-360")

    # The list, and the print for the train.
    phone.goto(site + "/evaluations")
    assert "rendues\u00a0: 1" in phone.inner_text("main")
    accessible(chromium, phone)
    look(phone, "mine-360")

    # Of the other sheet nothing is seen before one's own is in.
    plain.goto(desk)
    assert "Renoncer à ma fiche" in plain.inner_text("main")
    assert "Une phrase qui dit pourquoi" not in plain.inner_text("main")
    accessible(chromium, plain)
    plain.goto(own)
    assert "Une phrase qui dit pourquoi" not in plain.inner_text("main")
    plain.check("#confidence-low")
    plain.click("text=Rendre l’évaluation")
    assert "Une phrase qui dit pourquoi" in plain.inner_text("main")
    accessible(chromium, plain)
    look(plain, "beside-1280")

    # The service: side by side, a reconciliation, the results.
    plain.goto(desk)
    assert "conciliation est attendue" in plain.inner_text("main")
    accessible(chromium, plain)
    look(plain, "desk-1280")
    plain.locator("details.card summary").first.click()
    plain.locator("details.card textarea").first.fill("Nous avons lu deux versions du plan.")
    plain.click("button:has-text('L’écart est compris') >> nth=0")
    assert "Notes éloignées, conciliées" in plain.inner_text("main")
    phone_desk = chromium.new_context(
        storage_state=plain.context.storage_state(), viewport={"width": 360, "height": 780}).new_page()
    phone_desk.goto(desk)
    over = phone_desk.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0
    look(phone_desk, "desk-360")
    plain.click("text=Résultats des évaluations")
    assert "Pays des Experts" in plain.inner_text("main") and "1 évaluation manque" in plain.inner_text("main")
    accessible(chromium, plain)
    look(plain, "wave-1280")
    phone_desk.goto(plain.url)
    accessible(chromium, phone_desk)
    look(phone_desk, "wave-360")
    phone_desk.context.close()
    two_windows_do_not_overwrite_each_other(plain, site, chromium)
