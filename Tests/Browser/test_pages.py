"""Every public page in a real browser: accessible, complete without JavaScript, light, and good at 320 px."""
import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = ["/", "/territoires", "/territoires?vue=carte", "/territoires?region=53", "/territoires/roubaix",
         "/territoires/territoire-olympique-2024", "/territoires/mayotte", "/territoires/registre", "/territoires/registre?jour=2020-01-01", "/verifier", "/verifier/0000-0000-0000-0000", "/defis", "/defis?theme=alimentation",
         "/recherche?q=r%C3%A9parer", "/recherche?q=zzzz", "/label", "/vagues/2018-10", "/vagues/fonds", "/appels", "/donnees",
         "/mentions-legales", "/donnees-personnelles", "/accessibilite", "/connexion", "/connexion/verifier", "/demo", "/demo/courrier",
         "/nulle-part"]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BOTH = PAGES + ["/en" + ("" if page == "/" else page) for page in PAGES]


def violations(page):
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    return [f"{v['id']}: {v['help']} -> {v['nodes'][0]['target']}" for v in found]


@pytest.mark.parametrize("path,scheme", [(p, "light") for p in BOTH] + [(p, "dark") for p in PAGES])
def test_axe_finds_nothing(site, chromium, path, scheme):
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(site + path)
    found = violations(page)
    context.close()
    assert found == []


@pytest.mark.parametrize("path", BOTH)
def test_a_page_does_not_scroll_sideways_and_works_without_javascript(site, chromium, path):
    context = chromium.new_context(viewport={"width": 320, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(site + path)
    assert page.locator("h1").count() == 1
    context.close()
    narrow = chromium.new_page(viewport={"width": 320, "height": 800})
    narrow.goto(site + path)
    over = narrow.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    narrow.close()
    assert over <= 0


@pytest.mark.parametrize("path", BOTH)
def test_a_page_weighs_under_100_kilobytes_in_all_and_asks_nobody_else(site, chromium, path):
    page = chromium.new_page()
    responses = []
    page.on("response", lambda response: responses.append(response))
    page.goto(site + path)
    # Read after the page has loaded: within the event another answer may be on its way.
    sizes = {response.url: len(response.body()) for response in responses}
    page.close()
    assert any(url.endswith(".css") for url in sizes), sizes
    assert all(url.startswith(site) for url in sizes), sizes
    assert 0 < sum(sizes.values()) < 100_000, sizes


def test_the_keyboard_reaches_the_content_first(site, chromium):
    page = chromium.new_page()
    page.goto(site + "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()
