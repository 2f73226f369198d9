"""Ten thousand bodies that no browser would send, to every address that takes one. None of them is a fault of ours."""
import http.client
import random
import re
import threading
import urllib.parse
import urllib.request

import pytest

from conftest import ROOT
from databases import ENGINES, journal_verdict, serve
from visitor import FORM_TYPE, Forms, Visitor, filled, section_form, sections, sign_all

THREADS, SEED = 4, 20190225
ROLES = ["applicant", "instructor", "expert", "jury", "animator", "deskAgent", "correspondent", "fundManager", "company",
         "evaluator", "administrator"]
# A form that ends the session or gives it to somebody else would leave the rest of the run at the door.
LEAVING = ("/deconnexion", "/demo")
TEXTS = ["", " ", "0", "-1", "9" * 400, "1e309", "NaN", "null", "true", "é" * 300, "\u202e\u200b\ufeff", "a\x00b", "\r\nX-Injected: 1",
         "'; DROP TABLE dossiers; --", "<script>alert(1)</script>", "{{#each}}{{/each}}", "{{{csrf}}}", "=1+1", "../../etc/passwd",
         "%00", "%s%n", "${7*7}", "31/02/2028", "00/00/0000", "29/02/2100", "epci:", "epci:999999999", "commune:2A004",
         "a@b", "a@exemple.example\r\nBcc: x@exemple.example", "x" * 20_000, "\U0001f600" * 50, "\ud7ff", "1" + "0" * 30]
BYTES = [b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", b"%", b"%f", b"%zz", b"%00", b"%C3%28", b"%F0%9F", b"\x00", b"=", b"&&&", b"+", b"\xf4\x90\x80\x80"]
NAMES = ["", "#", ".", "..", "a" * 5000, "challenges.999999999999.title", "challenges.-1.title", "challenges.0.#",
         "challenges" + ".0.objectives" * 200, "challenges.0.objectives.0.objectives.0.#", "name.name", "é", "__proto__", "csrf",
         "version", "add", "remove", "addPlace", "searchPlace", "placeQuery", "continue", "event", "outcome", "until", "role"]
TYPES = ["application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=" + "b" * 200,
         "multipart/form-data; boundary=b", FORM_TYPE + "; charset=utf-16", FORM_TYPE.upper(), "", "*/*", "a" * 4000]


class Target:
    """An address that takes a form, with a form that fits it."""

    def __init__(self, person, action, kind, members):
        self.person, self.action, self.kind, self.members = person, action, kind, members


def crawl(person):
    """The forms that a person finds who follows every link once for each kind of page, and the kinds of pages."""
    found, seen, waiting = {}, set(), ["/", "/en", "/espace"]
    while waiting:
        path = waiting.pop()
        kind = shape(path)
        if kind in seen or path.startswith(("/assets/", "/data/", "/api/")):
            continue
        seen.add(kind)
        answer = person.get(path)
        assert answer.status < 500, path
        if answer.status in (302, 303):
            waiting.append(answer.location.split("#")[0])
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        page = Forms(answer.text)
        waiting += sorted(page.links)
        for form in page.forms:
            if form["method"] == "post" and form["action"] not in found:
                found[form["action"]] = form
    return found


def shape(path):
    """A path without what differs from one thing to the next of its kind."""
    path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", ":id", path.split("?")[0])
    return re.sub(r"/(territoires|vagues)/[^/]+", r"/\1/:slug", path)


def declared_posts():
    """The addresses that take something, as the table of routes says."""
    rows = re.findall(r"^\| `POST (/[^`]*)` \|", (ROOT / "docs" / "access.md").read_text(), re.MULTILINE)
    assert len(rows) >= 15
    return rows


def targets(address):
    """For each role the forms that were found; and every declared address, with a thing in it that is one's own or not."""
    applicant = Visitor(address, "applicant")
    dossier = applicant.post(applicant.open_call(), {}).location
    for section in sections(applicant, dossier):
        applicant.post(section, filled(section_form(applicant, section)))
    sign_all(applicant, dossier)
    wave = applicant.open_call().split("/")[2]
    identity = dossier.rsplit("/", 1)[1]
    people = [Visitor(address)] + [applicant if role == "applicant" else Visitor(address, role) for role in ROLES]
    found, declared = [], []
    for person in people:
        forms = crawl(person)
        for action, form in forms.items():
            if not action.endswith(LEAVING):
                found.append(Target(person, action, form["type"], filled(form)))
        for pattern in declared_posts():
            path = re.sub(r":id|:file", identity, pattern).replace(":slug", wave).replace(":section", "challenges")
            path = re.sub(r":[a-z]+", "x" * 43, path)
            if not path.endswith(LEAVING):
                declared.append(Target(person, path, FORM_TYPE, [("version", "1"), ("event", "decide"), ("email", "a@b.fr")]))
    posted = {shape(target.action) for target in found}
    assert {"/connexion", "/dossiers/:id/depot", "/dossiers/:id/sections/challenges"} <= posted
    return found, declared


def wild_text(seed):
    kind = seed.random()
    if kind < 0.7:
        return seed.choice(TEXTS)
    return "".join(chr(seed.choice([seed.randrange(0x80), seed.randrange(0xD800), seed.randrange(0xE000, 0x110000)]))
                   for _ in range(seed.randrange(40)))


def members(target, seed):
    """The pairs of the form, some of them gone wild."""
    pairs = [(name, wild_text(seed) if seed.random() < 0.3 else value) for name, value in target.members]
    for _ in range(seed.randrange(4)):
        pairs.append((seed.choice(NAMES), wild_text(seed)))
    if pairs and seed.random() < 0.2:
        pairs += [seed.choice(pairs)] * seed.choice([1, 2, 50])
    if seed.random() < 0.02:
        pairs += [(f"x{number}", "1") for number in range(seed.choice([100, 4_999, 6_000]))]
    if seed.random() < 0.2:
        pairs = seed.sample(pairs, seed.randrange(len(pairs) + 1))
    token = seed.random()
    if token < 0.85 and target.person.csrf:
        pairs.append(("csrf", target.person.csrf))
    elif token < 0.95:
        pairs.append(("csrf", wild_text(seed)))
    seed.shuffle(pairs) if seed.random() < 0.1 else None
    return pairs


def multipart(pairs, seed):
    boundary = seed.choice(["b", "0123456789", "b" * 70])
    parts = []
    for name, value in pairs[:90]:
        file = f'; filename="{wild_text(seed)[:200]}"' if name == "file" or seed.random() < 0.1 else ""
        parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n{value}\r\n')
    end = seed.choice([f"--{boundary}--\r\n"] * 3 + ["", f"--{boundary}", "--", "\r\n"])
    return f"multipart/form-data; boundary={boundary}", ("".join(parts) + end).encode(errors="replace")


def body(target, seed):
    """A type and the bytes of one body."""
    pairs = members(target, seed)
    if "multipart" in target.kind and seed.random() < 0.8:
        kind, data = multipart(pairs, seed)
    else:
        kind, data = FORM_TYPE, urllib.parse.urlencode(pairs, errors="replace").encode()
    if seed.random() < 0.1:
        place = seed.randrange(len(data) + 1)
        data = data[:place] + seed.choice(BYTES) + data[place:]
    if seed.random() < 0.05:
        data = data[:seed.randrange(len(data) + 1)]
    if seed.random() < 0.02:
        data = seed.randbytes(seed.randrange(2_000))
    if seed.random() < 0.002:
        data = data + b"&x=" + b"y" * 1_100_000
    return (seed.choice(TYPES) if seed.random() < 0.05 else kind), data


class Sender(threading.Thread):
    """Sends its share, each person's requests on a kept connection of its own."""

    def __init__(self, address, found, number, count):
        super().__init__()
        self.address, self.found, self.count = address, found, count
        self.seed = random.Random(f"{SEED} {number}")
        self.statuses, self.faults, self.cut = {}, [], 0
        self.people = {}

    def run(self):
        for _ in range(self.count):
            # Mostly where a form stands: what nobody is offered is refused at the door.
            target = self.seed.choice(self.found[self.seed.random() < 0.25])
            kind, data = body(target, self.seed)
            person = self.twin(target.person)
            try:
                answer = person.send("POST", target.action, data, {"Content-Type": kind} if kind else {})
            except (BrokenPipeError, ConnectionResetError, http.client.HTTPException):
                # A body over the limit may be refused while it is still being sent.
                assert len(data) > 1_000_000, (target.action, kind, data[:300])
                self.cut += 1
                continue
            person.cookies = dict(target.person.cookies)
            self.statuses[answer.status] = self.statuses.get(answer.status, 0) + 1
            if answer.status >= 500 or answer.headers.get("X-Injected"):
                self.faults.append((answer.status, target.action, kind, data[:3000]))

    def twin(self, person):
        if id(person) not in self.people:
            twin = Visitor(self.address)
            twin.cookies, twin.csrf = dict(person.cookies), person.csrf
            self.people[id(person)] = twin
        return self.people[id(person)]


@pytest.mark.parametrize("engine,count", [("sqlite", 10_000), ("postgresql", 2_000)])
def test_random_forms_cause_no_fault(engine, count, tmp_path):
    database = ENGINES[engine](tmp_path)
    server = serve(database)
    log = tmp_path / "log"
    try:
        found = targets(server.address)
        senders = [Sender(server.address, found, number, count // THREADS) for number in range(THREADS)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        faults = [fault for sender in senders for fault in sender.faults]
        assert faults == [], f"{len(faults)} faults: {faults[:3]}\n{log.read_text()[-3000:]}"
        statuses = {}
        for sender in senders:
            for status, number in sender.statuses.items():
                statuses[status] = statuses.get(status, 0) + number
        cut = sum(sender.cut for sender in senders)
        print(f"{engine}: {[len(some) for some in found]} targets; answers: {dict(sorted(statuses.items()))}, cut: {cut}")
        assert sum(statuses.values()) + cut == count
        # The bodies reached the rules: some were taken, some refused at a field, some for their token, type or size.
        assert {303, 400, 403, 404, 413, 415, 422} <= set(statuses)
        assert min(statuses[303], statuses[422]) > count / 100
        assert Visitor(server.address).get("/territoires").status == 200
        assert server.process.poll() is None and "Fatal error" not in log.read_text()
        server.stop()
        verdict = journal_verdict(database)
        assert verdict.returncode == 0, verdict.stderr
    finally:
        if server.process.poll() is None:
            server.kill()
        database.remove()
