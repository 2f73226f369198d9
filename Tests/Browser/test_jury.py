"""A session of a jury on a phone: its page says when it is out of date, and when its state was true."""
import re

import pytest
from conftest import Server, run
from visitor import Visitor


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    """A site with a simulated wave, the address of the session of its jury, and somebody who may read it."""
    data = tmp_path_factory.mktemp("jury")
    answer = run("simulate", "wave", "--candidacies", 12, "--experts", 8, "--seed", 3, "--data", data, timeout=600)
    assert answer.returncode == 0, answer.stderr
    server = Server(data, "--demo", "--empty")
    person = Visitor(server.address, "administrator")
    place = re.search(r'href="(/jury/[0-9a-f-]{36})"', person.get("/jury").text).group(1)
    yield server.address, place, person
    server.stop()


def visit(chromium, session, **options):
    address, place, person = session
    context = chromium.new_context(viewport={"width": 360, "height": 800}, **options)
    context.add_cookies([{"name": name, "value": value, "url": address} for name, value in person.cookies.items()])
    page = context.new_page()
    page.goto(address + place)
    return context, page


def test_the_page_of_a_session_says_that_the_connection_is_lost_and_takes_it_back(chromium, session):
    context, page = visit(chromium, session)
    stale = page.locator('[data-stale="lost"]')
    assert not stale.is_visible()
    context.set_offline(True)
    stale.wait_for(state="visible", timeout=20_000)
    assert "plus à jour" in stale.inner_text()
    context.set_offline(False)
    stale.wait_for(state="hidden", timeout=20_000)
    context.close()


def test_without_javascript_the_page_says_when_its_state_was_true_and_can_be_reloaded(chromium, session):
    context, page = visit(chromium, session, java_script_enabled=False)
    assert re.search(r"État de la séance\s: .*\d+\sh\s\d\d", page.locator("[data-as-of]").inner_text())
    assert not page.locator("[data-stale]").first.is_visible()
    page.get_by_role("link", name="Actualiser").click()
    assert page.locator("[data-as-of]").count() == 1
    context.close()
