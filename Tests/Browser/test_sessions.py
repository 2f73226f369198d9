"""Sessions as their owner sees and ends them, without JavaScript; and how the first administrator comes in."""
import pytest
from conftest import Server, run
from test_pages import violations


@pytest.fixture
def browsers(chromium):
    contexts = []

    def make(**options):
        contexts.append(chromium.new_context(**options))
        return contexts[-1].new_page()

    yield make
    for context in contexts:
        context.close()


def step_into(page, site, role):
    page.goto(site + "/demo")
    page.locator(f"button[value={role}]").click()
    page.wait_for_url(site + "/espace")


def test_one_sees_where_one_is_signed_in_and_ends_it(site, browsers):
    phone = browsers(java_script_enabled=False, viewport={"width": 320, "height": 800})
    desk = browsers(java_script_enabled=False)
    for page in (phone, desk):
        step_into(page, site, "evaluator")
    desk.get_by_role("link", name="Mes connexions").click()
    assert desk.locator("main .card").count() == 2
    assert desk.get_by_text("Ce navigateur").count() == 1
    desk.get_by_role("button", name="Fermer cette connexion").click()
    assert desk.locator("main .card").count() == 1
    phone.goto(site + "/espace")
    assert "/connexion?" in phone.url
    step_into(phone, site, "evaluator")
    desk.reload()
    desk.get_by_role("button", name="Se déconnecter partout").click()
    for page in (phone, desk):
        page.goto(site + "/espace")
        assert "/connexion?" in page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/espace/connexions", "/en/espace/connexions"])
def test_the_list_is_accessible_and_fits_a_phone(site, browsers, path, scheme):
    other = browsers()
    step_into(other, site, "correspondent")
    page = browsers(viewport={"width": 320, "height": 800}, color_scheme=scheme)
    step_into(page, site, "correspondent")
    page.goto(site + path)
    assert page.locator("main .card").count() >= 2
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_the_first_administrator_comes_in_with_an_invitation(tmp_path, browsers):
    data = tmp_path / "data"
    assert run("people", "invite", "noa@exemple.example", "--role", "emperor", "--data", data).returncode == 2
    server = Server(data, "--empty")
    try:
        invited = run("people", "invite", "noa@exemple.example", "--role", "administrator", "--name", "Noa Exemple",
                      "--public-address", server.address, "--data", data)
        assert invited.returncode == 0, invited.stderr
        page = browsers()
        page.goto(invited.stdout.strip())
        page.get_by_role("button", name="Se connecter").click()
        page.goto(server.address + "/administration/personnes")
        assert "noa@exemple.example" in page.inner_text("main")
        again = browsers()
        again.goto(invited.stdout.strip())
        again.get_by_role("button", name="Se connecter").click()
        assert "Ce lien a déjà servi" in again.inner_text("main")
        ended = run("people", "sign-out", "noa@exemple.example", "--data", data)
        assert ended.stdout == "noa@exemple.example: 1 session(s) ended\n"
        page.goto(server.address + "/espace")
        assert "/connexion?" in page.url
        assert run("people", "sign-out", "nobody@exemple.example", "--data", data).returncode == 2
    finally:
        server.stop()
