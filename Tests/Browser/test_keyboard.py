"""The journey of a candidacy by keyboard alone, each control found by its role and its name, on a phone's width."""
import pytest

from test_journeys import accessible

STEPS = 400


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport={"width": 360, "height": 780}, locale="fr-FR")
    yield context.new_page()
    context.close()


def reach(page, role, name, exact=False):
    """Tabs on until the control has the focus, and sees that the focus shows."""
    wanted = page.get_by_role(role, name=name, exact=exact).first
    for _ in range(STEPS):
        page.keyboard.press("Tab")
        if wanted.count() and wanted.evaluate("control => control === document.activeElement"):
            style = wanted.evaluate("control => getComputedStyle(control).outlineStyle")
            assert style != "none", f"the focus on {name} does not show"
            return wanted
    raise AssertionError(f"no {role} {name!r} is reached by the keyboard at {page.url}")


def press(page, role, name, exact=False):
    """Follows a link or presses a button, and waits for the page behind it."""
    reach(page, role, name, exact)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page, name, text):
    reach(page, "textbox", name)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def test_a_candidacy_is_begun_written_shared_and_told_what_is_missing_by_keyboard(site, chromium, page):
    page.goto(site + "/demo")
    press(page, "button", "Candidat")
    press(page, "link", "Appels", exact=True)
    press(page, "button", "Commencer un dossier")
    dossier = page.url

    # Submitting at once leads to what is missing, and from there to the field.
    press(page, "button", "Déposer le dossier")
    assert page.evaluate("document.activeElement.closest('.errors') !== null"), "the errors are not read first"
    press(page, "link", "Nom du territoire")
    assert page.evaluate("document.activeElement.id") == "field-name"
    page.keyboard.type("Pays du clavier")
    page.wait_for_function("() => document.getElementById('save-state').textContent.includes('nregistr')", timeout=30_000)
    accessible(chromium, page)

    # Somebody is invited, and the service is asked.
    page.goto(dossier)
    press(page, "link", "Écrire et signer")
    write(page, "Adresse électronique", "voisine@exemple.fr")
    press(page, "button", "Envoyer l’invitation")
    assert "voisine@exemple.fr" in page.inner_text("main")
    page.goto(dossier)
    press(page, "link", "Échanges avec le service")
    write(page, "Votre message", "Une question écrite au clavier")
    press(page, "button", "Envoyer")
    assert "Une question écrite au clavier" in page.inner_text("main")
    accessible(chromium, page)
