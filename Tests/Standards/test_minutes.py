"""The minutes of a jury as PDF, read by other programs: whole, tagged, and equal in words to their page."""
import html
import re

import pytest
from conftest import Server, run, wait_until
from test_documents import squeezed, told
from visitor import Visitor


@pytest.fixture(scope="module")
def printing(tmp_path_factory):
    """A site that prints, with a simulated wave and its jury."""
    data = tmp_path_factory.mktemp("minutes")
    answer = run("simulate", "wave", "--candidacies", 12, "--experts", 8, "--seed", 3, "--data", data, timeout=600)
    assert answer.returncode == 0, answer.stderr
    server = Server(data, "--demo", "--empty", prints=True)
    yield server.address
    server.stop()


def test_the_minutes_hold_quorum_recusals_and_counts_of_every_item(printing, tmp_path):
    person = Visitor(printing, "administrator")
    sessions = re.findall(r'href="(/jury/[0-9a-f-]{36})"', person.get("/jury").text)
    assert sessions
    place = f"{sessions[0]}/proces-verbal"
    page = person.get(place).text
    assert person.post(place, {}).status == 303
    assert wait_until(lambda: person.get(f"{place}/document").status == 200, 180)
    answer = person.get(f"{place}/document")
    assert answer.headers["Content-Type"] == "application/pdf"
    file = tmp_path / "minutes.pdf"
    file.write_bytes(answer.body)
    assert "No syntax or stream encoding errors" in told("qpdf", "--check", file)
    facts = told("pdfinfo", file)
    assert "Tagged:          yes" in facts and re.search(r"Title:\s+\S", facts)
    printed = squeezed(told("pdftotext", "-raw", file, "-"))
    # What stands at the foot of each page falls between words that go on after it.
    pages, foot = int(re.search(r"Pages:\s+(\d+)", facts).group(1)), squeezed(re.search(r"Title:\s+(.*)", facts).group(1))
    for number in range(1, pages + 1):
        printed = printed.replace(f"{foot}{number}/{pages}", "")
    items = re.findall(r"<section>(.*?)</section>", page, re.S)
    assert len(items) > 5
    for item in items:
        said = [html.unescape(text) for text in re.findall(r"<(?:h3|h4|p|li)>([^<]+)", item)]
        missing = [text for text in said if squeezed(text) not in printed]
        assert missing == []
        if "<h4>" in item:
            assert re.search(r"Quorum atteint\.\s+Présents", " ".join(said))
            assert any(re.search(r"\d+\s+voix", text) for text in said)
    assert sum("Quorum" in item for item in items) > 5
