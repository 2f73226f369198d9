"""The server is killed while eight people write. What was acknowledged to them is there afterwards, all of it."""
import http.client
import random
import threading
import time

import pytest

from conftest import wait_until
from databases import ENGINES, journal_verdict, serve
from visitor import Forms, Visitor, filled, section_form, sections, signatures

ROUNDS, WRITERS = 20, 8
TEXT = "Texte d’exemple"


class Writer(threading.Thread):
    """Writes one candidacy after the other until nobody answers, and keeps what was acknowledged."""

    def __init__(self, visitor, call, recipe, name):
        super().__init__(name=name)
        self.visitor, self.call, self.recipe = visitor, call, recipe
        self.acknowledged = []
        self.unexpected = None

    def run(self):
        number = 0
        try:
            while self.unexpected is None:
                number += 1
                self.candidacy(f"{self.name}-{number}")
        except (OSError, http.client.HTTPException):
            pass

    def candidacy(self, mark):
        # The writers are one person: without a mark of its own a form would be another's, sent twice.
        started = self.expect(303, self.visitor.post(self.call, {"writer": mark}))
        if started is None:
            return
        entry = {"address": started.location, "marks": {}, "is_submitted": False}
        self.acknowledged.append(entry)
        for version, (section, members) in enumerate(self.recipe, start=1):
            own = [(name, f"{mark} {section}" if value == TEXT else value) for name, value in members]
            own.append(("version", str(version)))
            if self.expect(303, self.visitor.post(entry["address"] + "/sections/" + section, own)) is None:
                return
            if any(value == TEXT for _, value in members):
                entry["marks"][section] = f"{mark} {section}"
        page = self.expect(200, self.visitor.get(entry["address"] + "/collectif"))
        if page is None:
            return
        for members in signatures(page.text):
            if self.expect(303, self.visitor.post(entry["address"] + "/collectif/signatures", members)) is None:
                return
        version = str(len(self.recipe) + 1)
        if self.expect(303, self.visitor.post(entry["address"] + "/depot", {"version": version})) is not None:
            entry["is_submitted"] = True

    def expect(self, status, answer):
        if answer.status == status:
            return answer
        # While the database dies before its server, a write may be refused; it is then not acknowledged.
        if answer.status != 503:
            self.unexpected = f"{answer.status}: {answer.text[:2000]}"
        return None


def recipe(visitor, call):
    """The forms of a candidacy, filled once: section by section, without their versions."""
    dossier = visitor.post(call, {}).location
    steps = []
    for address in sections(visitor, dossier):
        members = [(name, value) for name, value in filled(section_form(visitor, address)) if name != "version"]
        # A section that asks for nothing changes nothing, and makes no version.
        if members:
            steps.append((address.rsplit("/", 1)[1], members))
    return steps


def lost(visitor, entry):
    """What of an acknowledged candidacy is not there."""
    page = visitor.get(entry["address"])
    if page.status != 200:
        return [f"{entry['address']} answers {page.status}"]
    if entry["is_submitted"]:
        missing = [mark for mark in entry["marks"].values() if mark not in page.text]
        still_asks = any(form["action"].endswith("/depot") for form in Forms(page.text).forms)
        return missing + (["it is not submitted"] if still_asks else [])
    missing = []
    for section, mark in entry["marks"].items():
        answer = visitor.get(f"{entry['address']}/sections/{section}")
        # A submission that was not acknowledged may have been made all the same: its sections lead to the dossier.
        text = answer.text if answer.status == 200 else page.text
        if mark not in text:
            missing.append(mark)
    return missing


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_every_acknowledged_write_outlives_twenty_kills(engine, tmp_path):
    seed = random.Random(f"kill {engine}")
    database = ENGINES[engine](tmp_path)
    count = {"started": 0, "saved": 0, "submitted": 0, "interrupted": 0}
    everything = []
    try:
        server = serve(database)
        visitor = Visitor(server.address, "applicant")
        call = visitor.open_call()
        steps = recipe(visitor, call)
        cookies, csrf = visitor.cookies, visitor.csrf
        for number in range(ROUNDS):
            writers = []
            for place in range(WRITERS):
                # The sessions of before the kill hold after it, too.
                person = Visitor(server.address)
                person.cookies, person.csrf = dict(cookies), csrf
                writers.append(Writer(person, call, steps, f"R{number}E{place}"))
            for writer in writers:
                writer.start()
            assert wait_until(lambda: all(len(writer.acknowledged) > 0 for writer in writers))
            time.sleep(seed.uniform(0.1, 2.5))
            # Every second time the whole engine dies with the server, and before it.
            if number % 2:
                database.crash()
            server.kill()
            for writer in writers:
                writer.join(timeout=40)
                assert not writer.is_alive() and writer.unexpected is None, writer.unexpected
            if number % 2:
                database.restart()
            verdict = journal_verdict(database)
            assert verdict.returncode == 0, f"round {number}: {verdict.stderr}"
            server = serve(database)
            reader = Visitor(server.address)
            reader.cookies, reader.csrf = dict(cookies), csrf
            entries = [entry for writer in writers for entry in writer.acknowledged]
            missing = {entry["address"]: lost(reader, entry) for entry in entries}
            assert not any(missing.values()), f"round {number}: {missing}"
            everything += entries
            count["started"] += len(entries)
            count["saved"] += sum(len(entry["marks"]) for entry in entries)
            count["submitted"] += sum(entry["is_submitted"] for entry in entries)
            count["interrupted"] += sum(not entry["is_submitted"] for entry in entries)
        # What the first round wrote outlived all the kills after it.
        missing = {entry["address"]: lost(reader, entry) for entry in everything}
        assert not any(missing.values()), missing
        server.stop()
        assert journal_verdict(database).returncode == 0
    finally:
        database.remove()
    print(f"{engine}: {ROUNDS} kills, acknowledged and found: {count}")
    assert count["interrupted"] >= ROUNDS and count["submitted"] > 0, "the kills fell where nobody wrote"
