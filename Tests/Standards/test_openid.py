"""Signing in with a real OpenID Connect provider, in a browser: the whole way there and back."""
import os
import re
import sqlite3
import subprocess
import urllib.error
import urllib.request

import pytest
from conftest import ROOT, Server, free_port, wait_until

PYTHON = ROOT / ".venv-oidc" / "bin" / "python"
CLIENT, SECRET = "site", "a secret: of the tests/"

pytestmark = pytest.mark.skipif(not PYTHON.exists(), reason="scripts/test makes .venv-oidc for the provider")


class Provider:
    def __init__(self, folder, site):
        self.folder, self.site, self.port = folder, site, free_port()
        self.issuer = f"http://127.0.0.1:{self.port}/o"
        self.process = None
        self.start()

    def start(self):
        self.log = open(self.folder / "log", "a")
        self.process = subprocess.Popen(
            [PYTHON, ROOT / "Tests" / "Standards" / "openid_provider.py", self.folder, str(self.port), CLIENT, SECRET,
             self.site], stdout=self.log, stderr=self.log)
        assert wait_until(self.answers, 60), (self.folder / "log").read_text()

    def answers(self):
        try:
            return urllib.request.urlopen(self.issuer + "/.well-known/openid-configuration", timeout=2).status == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)
        self.log.close()

    def rotate(self):
        """Starts again with another key to sign with."""
        self.stop()
        (self.folder / "key.pem").unlink()
        self.start()


class Place:
    """The site beside its provider. The site's port must be known to both before either starts."""

    def __init__(self, folder):
        port = free_port()
        self.site = f"http://127.0.0.1:{port}"
        self.folder = folder
        (folder / "provider").mkdir()
        self.provider = Provider(folder / "provider", self.site)
        os.environ.update(OIDC_ISSUER=self.provider.issuer, OIDC_CLIENT_ID=CLIENT, OIDC_CLIENT_SECRET=SECRET,
                          OIDC_NAME="Provider of tests", OIDC_SCOPES="openid email")
        try:
            self.server = Server(folder / "site", "--empty", "--port", str(port))
        finally:
            for name in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "NAME", "SCOPES"):
                del os.environ["OIDC_" + name]

    def stop(self):
        self.server.stop()
        self.provider.stop()

    def count(self, table):
        with sqlite3.connect(self.folder / "site" / "frenchimpact.sqlite") as database:
            return database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    place = Place(tmp_path_factory.mktemp("openid"))
    yield place
    place.stop()


@pytest.fixture
def page(chromium):
    context = chromium.new_context(locale="fr-FR")
    page = context.new_page()
    page.refusals = []
    page.on("console", lambda message: page.refusals.append(message.text) if message.type == "error" else None)
    yield page
    context.close()


def sign_in(page, place, name, language=""):
    page.goto(f"{place.site}{language}/connexion")
    page.get_by_role("button", name="Provider of tests").click()
    page.wait_for_url(re.compile(r"/login/"))
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", "pw")
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(re.compile(re.escape(place.site)))


def test_alice_signs_in_lands_in_her_space_and_signs_out_of_both(page, place):
    sign_in(page, place, "alice", language="/en")
    assert page.url == place.site + "/en/espace"
    assert "Alice Exemple" in page.inner_text("main")
    page.get_by_role("link", name="My sessions").click()
    assert page.get_by_text("This browser").is_visible()
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_url(re.compile(r"/en/connexion"))
    assert page.url.startswith(place.site)
    page.goto(place.site + "/espace")
    assert "/connexion?" in page.url
    # The provider asks for the password again: she is signed out there too.
    page.goto(place.site + "/connexion")
    page.get_by_role("button", name="Provider of tests").click()
    page.wait_for_url(re.compile(r"/login/"))
    assert not [text for text in page.refusals if "Content Security Policy" in text or "form-action" in text]


def test_she_keeps_one_account(page, place):
    sign_in(page, place, "alice")
    assert page.url == place.site + "/espace"
    assert place.count("people") == 1
    assert place.count("external_identities") == 1


def test_an_answer_to_another_browser_and_an_answer_used_twice_are_refused(chromium, page, place):
    answers = []
    page.on("request", lambda request: answers.append(request.url) if "/oidc/retour?" in request.url else None)
    sign_in(page, place, "alice")
    assert len(answers) == 1
    again = page.goto(answers[0])
    assert again.status == 400
    assert "a déjà servi" in page.inner_text("main")
    other = chromium.new_context()
    stranger = other.new_page()
    assert stranger.goto(answers[0]).status == 400
    assert stranger.goto(re.sub(r"state=[^&]*", "state=invented", answers[0])).status == 400
    assert not [cookie for cookie in other.cookies() if cookie["name"] == "session"]
    other.close()


def test_an_address_that_the_provider_did_not_verify_opens_nothing(page, place):
    sign_in(page, place, "bob")
    assert "n’a pas vérifié votre adresse" in page.inner_text("main")
    assert place.count("people") == 1


def test_the_provider_changes_its_key_and_signing_in_goes_on(page, place):
    """The site fetches keys again for one that it does not know, but at most once a minute: until then it refuses."""
    sign_in(page, place, "alice")
    place.provider.rotate()
    refused = 0
    for _ in range(9):
        page.context.clear_cookies()
        sign_in(page, place, "alice")
        if page.url == place.site + "/espace":
            break
        assert "n’a pas pu être vérifiée" in page.inner_text("main")
        refused += 1
        page.wait_for_timeout(8000)
    assert page.url == place.site + "/espace", refused


def test_the_provider_refuses_a_visit_without_pkce(page, place):
    """What proves that the other visits had it."""
    sign_in(page, place, "alice")
    page.goto(f"{place.site}/connexion")
    with page.expect_request(re.compile(r"/o/authorize/")) as asked:
        page.get_by_role("button", name="Provider of tests").click()
    page.wait_for_url(place.site + "/espace")
    assert "code_challenge_method=S256" in asked.value.url
    page.goto(re.sub(r"&code_challenge(_method)?=[^&]*", "", asked.value.url))
    assert page.url.startswith(place.site + "/connexion/oidc/retour?error=")
