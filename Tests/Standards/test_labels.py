"""The certificate of a label and its badge, read by other programs; and the register of the first wave."""
import csv
import io
import json
import re
import xml.etree.ElementTree

import pytest
from conftest import Server, wait_until
from test_documents import squeezed, told
from visitor import Visitor


@pytest.fixture(scope="module")
def printing(tmp_path_factory):
    """A site that prints."""
    server = Server(tmp_path_factory.mktemp("labels"), "--demo", prints=True)
    yield server.address
    server.stop()


def label(person):
    """The page of the label of Roubaix, labelled in the first wave."""
    rows = person.get("/service/labels").text.split("<tr>")
    row = next(row for row in rows if ">Roubaix<" in row)
    return re.search(r'href="(/labels/[0-9a-f-]{36})"', row).group(1)


def test_a_certificate_is_a_whole_pdf_that_can_be_verified_in_both_languages(printing, tmp_path):
    person = Visitor(printing, "instructor")
    place = label(person)
    for prefix, unknown in (("", "Durée non publiée"), ("/en", "Term not published")):
        assert person.get(f"{prefix}{place}/attestation").status == 303
        assert person.post(f"{prefix}{place}/attestation", {}).status == 303
        assert wait_until(lambda: person.get(f"{prefix}{place}/attestation").status == 200, 90)
        answer = person.get(f"{prefix}{place}/attestation")
        assert answer.headers["Content-Type"] == "application/pdf"
        file = tmp_path / "certificate.pdf"
        file.write_bytes(answer.body)
        assert "No syntax or stream encoding errors" in told("qpdf", "--check", file)
        facts = told("pdfinfo", file)
        assert "Tagged:          yes" in facts and re.search(r"Title:\s+\S", facts)
        fonts = [line.split() for line in told("pdffonts", file).splitlines()[2:]]
        assert fonts and all(line[-5] == "yes" for line in fonts), "a font is not in the file"
        printed = told("pdftotext", "-raw", file, "-")
        # No term of the first wave was published, and the certificate invents none.
        assert squeezed(unknown) in squeezed(printed) and "Roubaix" in printed
        code = re.search(r"\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b", printed).group(0)
        stranger = Visitor(printing)
        page = stranger.get(f"{prefix}/verifier?code={code.lower()}")
        assert page.status == 200 and "Roubaix" in page.text
        assert stranger.get(f"{place}/attestation").status == 303
    assert stranger.get("/verifier/0000-0000-0000-0000").status == 404


def test_a_badge_is_xml_with_a_title_that_others_may_load(printing):
    person = Visitor(printing, "instructor")
    code = re.search(r"/verifier/([0-9A-Z-]{19})/badge\.svg", person.get(label(person)).text).group(1)
    looks = set()
    for prefix in ("", "/en"):
        for ground in ("", "?fond=sombre"):
            answer = Visitor(printing).get(f"{prefix}/verifier/{code}/badge.svg{ground}")
            assert answer.status == 200 and answer.headers["Content-Type"].startswith("image/svg+xml")
            assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
            root = xml.etree.ElementTree.fromstring(answer.body)
            assert root.tag == "{http://www.w3.org/2000/svg}svg" and root.get("role") == "img"
            title = root.find("{http://www.w3.org/2000/svg}title")
            assert root.get("aria-labelledby") == title.get("id") and "Roubaix" in title.text and "2019" in title.text
            looks.add(answer.body)
    assert len(looks) == 4


def test_the_register_says_who_was_labelled_on_any_day(printing):
    visitor = Visitor(printing)

    def of(day):
        found = json.loads(visitor.get(f"/api/v1/register?day={day}&limit=100").text)
        rows = list(csv.DictReader(io.StringIO(visitor.get(f"/data/register.csv?day={day}").body.decode("utf-8-sig"))))
        assert [row["slug"] for row in rows] == [item["slug"] for item in found["items"]]
        return [item for item in found["items"] if not item["example"]]

    assert of("2019-02-24") == []
    first = of("2019-02-25")
    assert len(first) == 20 and all(item["from"] == "2019-02-25" and "until" not in item for item in first)
    assert of("2020-01-01") == [{**item, "day": "2020-01-01"} for item in first]
    # Before this site was told, it knew of nothing.
    assert json.loads(visitor.get("/api/v1/register?day=2019-02-25&known=2019-02-24").text)["total"] == 0
