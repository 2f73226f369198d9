"""The main journeys, in a browser without JavaScript: a candidacy from the open call to the public directory."""
import datetime
import os
import pathlib
import re
import time
import zoneinfo

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import ROOT, Server

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def accessible(chromium, page):
    """Looks at the same page, with the same cookies, in a context that may run axe."""
    twin = chromium.new_context(storage_state=page.context.storage_state())
    mirror = twin.new_page()
    mirror.goto(page.url)
    found = Axe().run(mirror, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    over = mirror.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    twin.close()
    assert [f"{v['id']}: {v['nodes'][0]['target']}" for v in found] == []
    assert over <= 0


def step_into(page, site, role):
    page.goto(site + "/demo")
    page.click(f"button[value={role}]")
    assert page.url.endswith("/espace")


@pytest.fixture
def page(chromium):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 780})
    yield context.new_page()
    context.close()


def fill_required(page):
    """Fills every field of the section that is there with something that fits it."""
    for box in page.locator("form textarea:visible, form[novalidate] input[type=text]:visible").all():
        name = box.get_attribute("name")
        if name is None or name == "placeQuery" or box.input_value():
            continue
        leaf = name.split(".")[-1]
        if leaf in ("target", "baseline", "amount", "days", "budget", "value", "projectsSupported", "memberCount"):
            box.fill("12")
        elif leaf.endswith("Day") or leaf in ("milestone",) or box.get_attribute("inputmode") == "numeric":
            box.fill("31/12/2028")
        elif "Year" in leaf or box.get_attribute("inputmode") == "decimal":
            box.fill("2027" if "Year" in leaf else "12")
        elif leaf == "departments":
            box.fill("26")
        elif leaf in ("perimeter", "place"):
            box.fill("epci:200068781")
        else:
            box.fill("Texte d’exemple")
    for fieldset in page.locator("fieldset:has(> label.option)").all():
        if fieldset.locator("input:checked").count() == 0:
            # One organisation leads, the others are members.
            name = fieldset.locator("input").first.get_attribute("name")
            is_second = re.search(r"\.[1-9]\d*\.role$", name)
            fieldset.locator("input").nth(1 if is_second else 0).check()
    for select in page.locator("form[novalidate] select").all():
        if not select.input_value():
            select.select_option(index=1)


def sign_for_all(page, chromium):
    """The lead records the signature of each organisation, as given on paper."""
    page.goto(page.url.split("?")[0] + "/collectif")
    accessible(chromium, page)
    page.click("text=Signer cette version >> nth=-1")
    assert page.locator("#capacity").get_attribute("aria-invalid") == "true"
    while page.locator("#capacity").count():
        page.fill("#name", "Lou Exemple")
        page.fill("#capacity", "Présidence")
        page.check("#paper")
        page.click("form[action$=signatures] button")
    accessible(chromium, page)


def test_the_pictures_of_the_readme(site, chromium):
    """Makes the two screenshots of the README anew where they are asked for; looks at them in any case."""
    pictures = {"home.png": "/", "territory.png": "/territoires/est-ensemble"}
    for name, path in pictures.items():
        page = chromium.new_page(viewport={"width": 1180, "height": 820})
        page.goto(site + path)
        image = page.screenshot()
        page.close()
        assert len(image) > 20_000
        if os.environ.get("UPDATE_PICTURES"):
            target = ROOT / "docs" / "images" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(image)
        assert (ROOT / "docs" / "images" / name).exists()


def test_a_person_signs_in_by_the_link_in_their_mail_and_out_again(site, page):
    page.goto(site + "/connexion")
    page.fill("#email", "Visiteur@exemple.example")
    page.click("main button[type=submit]")
    page.click("text=Ouvrir le courrier de la démonstration")
    page.locator("a", has_text="Votre lien de connexion").first.click()
    page.click("text=Ouvrir le lien")
    page.click("main button[type=submit]")
    assert page.url.endswith("/espace")
    page.click("text=Se déconnecter")
    page.goto(site + "/espace")
    assert "/connexion" in page.url


@pytest.fixture
def own_site(tmp_path):
    """A site of its own, for whoever closes its call."""
    server = Server(tmp_path, "--demo")
    yield server.address
    server.stop()


def test_a_candidacy_goes_from_the_open_call_to_the_public_directory(own_site, page, chromium):
    site = own_site
    step_into(page, site, "applicant")
    page.goto(site + "/appels")
    page.click("text=Commencer un dossier")
    overview = page.url
    accessible(chromium, page)

    # With nothing in it: refused, each gap a link to its field.
    page.click("text=Déposer le dossier")
    assert page.locator(".errors a").count() >= 15
    page.locator(".errors a", has_text="Nom du territoire").first.click()
    assert re.search(r"verifier=1#field-name$", page.url)
    assert page.locator("#field-name").get_attribute("aria-invalid") == "true"
    accessible(chromium, page)

    page.fill("#field-name", "Pays de l’Essai")
    for _ in range(20):
        fill_required(page)
        last = page.locator("button[name=continue]").inner_text()
        if page.locator("#placeQuery").count():
            page.fill("#placeQuery", "valence romans")
            page.click("button[name=searchPlace]")
            page.locator("button[name=addPlace]").first.click()
            assert "200068781" in page.locator("textarea[name=perimeter]").input_value()
            accessible(chromium, page)
            fill_required(page)
        page.click("button[name=continue]")
        if "relire" in last:
            break
    assert page.url == overview
    missing = page.locator("details:has(summary:has-text('Ce qui manque')) li").all_text_contents()
    assert missing and all("signé" in text for text in missing)
    sign_for_all(page, chromium)
    page.goto(overview)
    assert page.locator("details:has(summary:has-text('Ce qui manque')) li").all_inner_texts() == []
    page.click("text=Déposer le dossier")
    assert "Déposé" in page.inner_text("main")
    accessible(chromium, page)
    reference = re.search(r"FI-[A-Z0-9-]+-\d{4}", page.inner_text("main")).group(0)

    page.goto(site + "/demo/courrier")
    page.locator("a", has_text=reference).first.click()
    letter = page.inner_text("pre.letter")
    assert "réputée rejetée" in letter and "tribunal administratif" in letter

    step_into(page, site, "instructor")
    page.goto(site + "/instruction?state=submitted")
    accessible(chromium, page)
    page.locator("table a", has_text="Pays de l’Essai").first.click()
    accessible(chromium, page)
    for label in ["Déclarer recevable", "Ouvrir l’examen"]:
        page.click(f"button:has-text('{label}')")
    page.click("button:has-text('Consigner la délibération')")
    assert "Motifs" in page.inner_text(".errors"), "nobody deliberates without a word where no jury did"
    accessible(chromium, page)
    page.fill("#reasons-deliberate", "Délibéré par écrit, hors séance.")
    page.click("button:has-text('Consigner la délibération')")
    page.click("a:has-text('Projet de décision')")
    accessible(chromium, page)
    page.click("text=Proposer à l’approbation")
    assert page.locator(".error").count() == 4
    accessible(chromium, page)
    assert page.locator("#outcome input:checked").count() == 0, "nothing is decided beforehand"
    page.check("#outcome input >> nth=0")
    page.fill("#reasons", "Un collectif large et des objectifs vérifiables.")
    page.fill("#signatoryName", "Noa Exemple")
    page.fill("#signatoryFunction", "Directrice du programme (exemple)")
    page.click("text=Proposer à l’approbation")
    assert "d’une autre personne" in page.inner_text("main")
    draft = page.url.split("?")[0]
    step_into(page, site, "administrator")
    page.goto(draft)
    accessible(chromium, page)
    page.click("text=Approuver la décision")
    page.goto(draft.removesuffix("/projet"))
    page.click("a:has-text('Publication de la vague')")
    accessible(chromium, page)
    page.click("summary:has-text('Clore l’appel maintenant')")
    page.click("button:has-text('Clore l’appel maintenant')")
    soon = datetime.datetime.now(zoneinfo.ZoneInfo("Europe/Paris")) + datetime.timedelta(seconds=105)
    page.fill("#day", soon.strftime("%d/%m/%Y"))
    page.fill("#hour", soon.strftime("%H:%M"))
    page.click("text=Fixer l’heure")
    accessible(chromium, page)
    hour = soon.replace(second=0, microsecond=0)
    for path in ["/", "/territoires", "/recherche?q=essai", "/api/v1/territories?limit=100", "/data/territories.csv",
                 "/data/territories.geojson", "/data/challenges.csv", "/api/v1/locate?commune=26362"]:
        page.goto(site + path) if not path.startswith("/data") else None
        body = page.context.request.get(site + path).text()
        assert "Pays de l’Essai" not in body, path
    assert datetime.datetime.now(hour.tzinfo) < hour, "the look before the hour was too slow"
    while datetime.datetime.now(hour.tzinfo) < hour + datetime.timedelta(seconds=1):
        time.sleep(0.1)
    page.goto(draft.removesuffix("/projet"))
    page.click("text=Voir la page du territoire")
    assert page.inner_text("h1") == "Pays de l’Essai"
    assert "exemple" in page.inner_text(".lead")
    accessible(chromium, page)
    assert "Pays de l’Essai" in page.context.request.get(site + "/data/territories.csv").text()
    located = page.context.request.get(site + "/api/v1/locate?commune=26362").json()
    assert [t["slug"] for t in located["items"][0]["territories"]] == ["pays-de-l-essai", "valence-romans"]


def test_a_file_is_attached_told_apart_given_back_and_removed(site, chromium, page, tmp_path):
    step_into(page, site, "applicant")
    page.goto(site + "/appels")
    page.click("form[action$=dossiers] button")
    page.click("text=Pièces jointes")
    accessible(chromium, page)
    good, bad = tmp_path / "Étude d’impact.pdf", tmp_path / "page.pdf"
    good.write_bytes(b"%PDF-1.7 " + b"x" * 1_500_000)
    bad.write_bytes(b"<html></html>")
    page.set_input_files("#file", bad)
    page.click("main form[enctype] button")
    assert page.locator("#file-error").is_visible()
    page.set_input_files("#file", good)
    page.click("main form[enctype] button")
    assert page.locator("main li a").inner_text() == "Étude d’impact.pdf"
    accessible(chromium, page)
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=pathlib.Path(folder) / "files-360.png", full_page=True)
        page.set_viewport_size({"width": 1180, "height": 820})
        page.screenshot(path=pathlib.Path(folder) / "files.png", full_page=True)
    with page.expect_download() as download:
        page.click("main li a")
    assert download.value.suggested_filename == "Étude d’impact.pdf"
    assert pathlib.Path(download.value.path()).read_bytes() == good.read_bytes()
    page.click("main summary:has-text('Enlever')")
    page.click("main li form button")
    assert page.locator("main li a").count() == 0
