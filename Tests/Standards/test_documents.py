"""The PDF of a submission: whole, tagged, with bookmarks and its fonts inside, and equal in words to the page."""
import html.parser
import re
import subprocess

import pytest
from conftest import Server, wait_until
from visitor import Visitor, filled, section_form, sections, sign_all


def told(*command):
    return subprocess.run([*map(str, command)], check=True, capture_output=True, timeout=60).stdout.decode(errors="replace")


@pytest.fixture(scope="module")
def printing(tmp_path_factory):
    """A site that prints."""
    server = Server(tmp_path_factory.mktemp("printing"), "--demo", prints=True)
    yield server.address
    server.stop()


class Answers(html.parser.HTMLParser):
    """The questions and answers of a dossier's page: every piece of text in its lists of terms, and their titles."""

    def __init__(self, page):
        super().__init__()
        self.texts, self._open = [], None
        self.feed(page)

    def handle_starttag(self, tag, _):
        if tag in ("dt", "dd"):
            self._open = tag

    def handle_endtag(self, tag):
        if tag == self._open:
            self._open = None

    def handle_data(self, data):
        if self._open and data.strip():
            self.texts.append(data)


def squeezed(text):
    """Lines are broken otherwise on paper."""
    return re.sub(r"\s", "", text)


def document(person, dossier, folder):
    """The PDF of the first submission, once it is made."""
    place = f"{dossier}/depots/1"
    assert wait_until(lambda: person.get(place).status == 200, 90), person.get(dossier).text
    answer = person.get(place)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    file = folder / "dossier.pdf"
    file.write_bytes(answer.body)
    return file


def check(file, page):
    """What every document must be."""
    assert "No syntax or stream encoding errors" in told("qpdf", "--check", file)
    facts = told("pdfinfo", file)
    assert "Tagged:          yes" in facts and "UserProperties:  no" in facts and re.search(r"Title:\s+\S", facts)
    fonts = [line.split() for line in told("pdffonts", file).splitlines()[2:]]
    assert fonts and all(line[-5] == "yes" for line in fonts), "a font is not in the file"
    assert "/Outlines" in told("qpdf", "--qdf", "--object-streams=disable", file, "-")
    printed = squeezed(told("pdftotext", "-raw", file, "-"))
    pages = int(re.search(r"Pages:\s+(\d+)", facts).group(1))
    assert f"{pages}/{pages}" in printed
    # What stands at the foot of each page falls between words that go on after it.
    foot = squeezed(re.search(r"Title:\s+(.*)", facts).group(1))
    for number in range(1, pages + 1):
        printed = printed.replace(f"{foot}{number}/{pages}", "")
    answers = Answers(page).texts
    assert len(answers) > 20
    missing = [text for text in answers if squeezed(text) not in printed]
    assert missing == []


def test_the_document_of_a_new_candidacy_says_what_its_page_says(printing, tmp_path):
    person = Visitor(printing, "applicant")
    dossier = person.post(person.open_call(), {}).location
    for section in sections(person, dossier):
        person.post(section, filled(section_form(person, section)))
    sign_all(person, dossier)
    page = person.get(dossier).text
    version = re.search(r'name="version" value="(\d+)"', page).group(1)
    assert person.post(f"{dossier}/depot", {"version": version}).status == 303
    file = document(person, dossier, tmp_path)
    page = person.get(dossier).text
    check(file, page)
    digest = re.search(r"<code>([0-9a-f]{64})</code>", page).group(1)
    assert digest in squeezed(told("pdftotext", "-raw", file, "-"))
    # Of somebody else it is not found.
    assert Visitor(printing).get(f"{dossier}/depots/1").status in (303, 404)


def test_the_document_of_a_candidacy_of_the_first_wave_says_what_its_page_says(printing, tmp_path):
    person = Visitor(printing, "instructor")
    rows = person.get("/instruction").text.split("<tr>")
    # Not of the example that the demonstration opens: of the wave that is on record.
    row = next(row for row in rows if "/instruction/" in row and "tag example" not in row)
    place = re.search(r'href="(/instruction/[0-9a-f-]{36})"', row).group(1)
    page = person.get(place).text
    check(document(person, place.replace("/instruction/", "/dossiers/"), tmp_path), page)
