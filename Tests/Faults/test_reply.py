"""An answer by mail, from the letter that left to the message on the page."""
import email
import email.message
import email.policy
import re
import subprocess

import pytest
from conftest import BINARY, ROOT, Server, wait_until
from visitor import Visitor

BOUNDARY = "----part"


def written(person, place, text):
    """Writes a message as the form of the page does."""
    parts = "".join(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
                    for name, value in (("csrf", person.csrf), ("text", text)))
    return person.send("POST", place, (parts + f"--{BOUNDARY}--\r\n").encode(),
                       {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"})


def received(data, mail, *options):
    return subprocess.run([BINARY, "mail", "receive", "--data", str(data), *options], cwd=ROOT, input=bytes(mail),
                          capture_output=True, timeout=120)


@pytest.fixture(scope="module")
def replying(tmp_path_factory):
    data = tmp_path_factory.mktemp("replying")
    server = Server(data, "--demo", "--empty", "--reply-domain", "reply.example")
    yield server.address, data
    server.stop()


def test_an_answer_by_mail_stands_on_the_page_once_and_only_from_its_sender(replying):
    address, data = replying
    applicant, instructor = Visitor(address, "applicant"), Visitor(address, "instructor")
    dossier = applicant.post(applicant.open_call(), {}).location
    assert written(applicant, f"{dossier}/messages", "Une question ?").status == 303
    assert written(instructor, f"{dossier}/messages", "Une réponse du service.").status == 303

    def letters():
        read = [email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
                for file in (data / "mail").glob("*.eml")]
        return [letter for letter in read if "Une réponse du service." in letter.get_body(("plain",)).get_content()]

    assert wait_until(lambda: len(letters()) == 1, 30)
    letter = letters()[0]
    assert re.fullmatch(r"reply\+[0-9a-f]{40}@reply\.example", letter["Reply-To"])
    assert f"{dossier}/messages" in letter.get_body(("plain",)).get_content()

    answer = email.message.EmailMessage(policy=email.policy.SMTP)
    answer["From"], answer["To"], answer["Subject"] = f"Camille <{letter['To']}>", letter["Reply-To"], "Re: " + letter["Subject"]
    answer["Message-ID"], answer["In-Reply-To"] = "<one@exemple.example>", letter["Message-ID"]
    answer.set_content("Merci, c'est noté.\n\nLe 25 févr. 2026 à 09:00, Service a écrit :\n> Une réponse du service.\n",
                       charset="iso-8859-15", cte="quoted-printable")
    answer.add_attachment(b"%PDF-1.7 plan", maintype="application", subtype="pdf", filename="plan d’accès.pdf")
    stranger = email.message_from_bytes(bytes(answer), policy=email.policy.SMTP)
    stranger.replace_header("From", "autre@exemple.example")
    assert b"dropped" in received(data, stranger).stdout
    assert b"dropped" in received(data, answer, "--sender", "").stdout
    first = received(data, answer)
    assert first.returncode == 0 and b"filed" in first.stdout, first.stderr
    assert b"it came before" in received(data, answer).stdout
    page = instructor.get(f"{dossier}/messages").text
    assert page.count("est noté.") == 1 and "plan d" in page
    assert page.count("Une réponse du service.") == 1

    refused = email.message_from_bytes(bytes(answer), policy=email.policy.SMTP)
    refused.replace_header("Message-ID", "<two@exemple.example>")
    refused.get_payload()[1].set_payload("MZ\x01\x02program")
    del refused.get_payload()[1]["Content-Transfer-Encoding"]
    outcome = received(data, refused)
    assert outcome.returncode == 65 and b"accepted formats" in outcome.stderr
    assert received(data, b"\n").returncode in (0, 65)
