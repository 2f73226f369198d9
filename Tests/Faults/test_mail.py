"""Mail arrives: at a real SMTP receiver, after one that refused for a while, after a server that was killed."""
import re
import time
import urllib.parse
import urllib.request

import pytest

from conftest import Server, run, wait_until
from smtp_receiver import Receiver


@pytest.fixture
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.stop()


def options(receiver, tmp_path):
    configuration = tmp_path / "msmtprc"
    configuration.write_text(f"account default\nhost 127.0.0.1\nport {receiver.port}\nfrom a@exemple.example\n")
    configuration.chmod(0o600)
    return ["--demo", "--sendmail", f"msmtp -C {configuration}", "--mail-from", "Démonstration <a@exemple.example>",
            "--retry-unit", "0.2"]


def ask_for_a_link(site, address="camille@exemple.example"):
    form = urllib.parse.urlencode({"email": address}).encode()
    with urllib.request.urlopen(site + "/connexion", data=form, timeout=10) as answer:
        assert answer.status == 200


def defects(mail):
    return [defect for part in mail.walk() for defect in part.defects]


def test_a_receiver_gets_the_mail_whole(receiver, tmp_path):
    server = Server(tmp_path / "data", *options(receiver, tmp_path))
    try:
        ask_for_a_link(server.address)
        assert wait_until(lambda: receiver.mails)
        recipients, mail = receiver.mails[0]
        assert recipients == ["camille@exemple.example"]
        assert defects(mail) == []
        assert mail["From"] == "Démonstration <a@exemple.example>"
        assert mail["Auto-Submitted"] == "auto-generated" and mail["List-Unsubscribe"] is None
        parts = {part.get_content_type(): part.get_content() for part in mail.iter_parts()}
        assert set(parts) == {"text/plain", "text/html"}
        link = re.search(r"http://\S+/connexion/lien/\S+", parts["text/plain"]).group(0)
        assert f'href="{link}"' in parts["text/html"]
        with urllib.request.urlopen(link, timeout=10) as answer:
            assert answer.status == 200
    finally:
        server.stop()


def test_a_receiver_that_refuses_for_a_while_gets_it_once(receiver, tmp_path):
    server = Server(tmp_path / "data", *options(receiver, tmp_path))
    try:
        receiver.refusing.set()
        ask_for_a_link(server.address)
        assert wait_until(lambda: receiver.refused >= 2, seconds=30)
        assert receiver.mails == []
        receiver.refusing.clear()
        assert wait_until(lambda: receiver.mails, seconds=60)
        time.sleep(3)  # long enough for the worker to look again, were there anything left
        assert len(receiver.mails) == 1
    finally:
        server.stop()
    listed = run("outbox", "list", "--data", tmp_path / "data")
    assert "delivered" in listed.stdout, listed.stdout


def test_an_address_that_does_not_exist_is_given_up_and_shown(receiver, tmp_path):
    server = Server(tmp_path / "data", *options(receiver, tmp_path))
    try:
        ask_for_a_link(server.address, "gone@exemple.example")
        def state():
            return run("outbox", "list", "--data", tmp_path / "data").stdout
        assert wait_until(lambda: "dead" in state() or "no such user" in state(), seconds=30)
        assert receiver.mails == []
    finally:
        server.stop()


def test_what_was_written_before_a_kill_is_sent_after_it(receiver, tmp_path):
    receiver.refusing.set()
    server = Server(tmp_path / "data", *options(receiver, tmp_path))
    for number in range(6):
        ask_for_a_link(server.address, f"p{number}@exemple.example")
    server.kill()
    receiver.refusing.clear()
    server = Server(tmp_path / "data", *options(receiver, tmp_path))
    try:
        wanted = {f"p{number}@exemple.example" for number in range(6)}
        assert wait_until(lambda: {mail[0][0] for mail in receiver.mails} == wanted, seconds=60)
    finally:
        server.stop()
    identities = [mail["Message-ID"] for _, mail in receiver.mails]
    assert len(set(identities)) == 6


def test_without_a_command_mail_is_kept_in_files(tmp_path):
    server = Server(tmp_path, "--demo")
    try:
        ask_for_a_link(server.address)
        assert wait_until(lambda: list((tmp_path / "mail").glob("*.eml")))
    finally:
        server.stop()


def test_a_command_without_a_sender_is_refused(tmp_path):
    answer = run("serve", "--data", tmp_path, "--sendmail", "msmtp")
    assert answer.returncode == 2 and "--mail-from" in answer.stderr
