"""The pages of labels for the service: accessible, good on a phone, and a step that is refused loses nothing."""
import pytest
from test_pages import violations


@pytest.fixture
def service(site, chromium):
    def enter(width):
        context = chromium.new_context(viewport={"width": width, "height": 900})
        page = context.new_page()
        page.goto(site + "/demo")
        page.locator("button[value=instructor]").click()
        page.wait_for_url(site + "/espace")
        return page

    return enter


@pytest.mark.parametrize("width", [1280, 360])
def test_the_labels_of_the_service_and_one_of_them_are_accessible_and_fit(site, service, width):
    page = service(width)
    for language in ("", "/en"):
        page.goto(site + language + "/service/labels")
        assert violations(page) == []
        page.locator("tbody a").first.click()
        for details in page.locator("details").all():
            details.evaluate("element => element.open = true")
        assert violations(page) == []
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0
        badge = page.locator("img[src$='badge.svg']").first
        assert badge.evaluate("element => element.complete && element.naturalWidth") == 280
    page.context.close()


def test_a_label_of_the_first_wave_offers_no_ground_that_its_act_does_not_state(site, service):
    page = service(1280)
    page.goto(site + "/service/labels")
    page.get_by_role("link", name="Roubaix").click()
    page.locator("summary", has_text="Ouvrir une procédure").click()
    assert page.locator("#giveNotice-ground option").count() == 1
    page.locator("#giveNotice-facts").fill("Des faits que l’on ne perd pas")
    page.locator("form", has=page.locator("#giveNotice-facts")).get_by_role("button").click()
    assert page.get_by_role("alert").get_by_role("link").count() >= 2
    assert page.locator("#giveNotice-facts").input_value() == "Des faits que l’on ne perd pas"
    assert violations(page) == []
    page.context.close()
