"""Measures a dossier of 30 challenges and 200 indicators on a running demonstration: the list of its challenges and the page
with one of them open against a bare route with the bytes of that page, the saving of one field against a bare commit of a row of the same size.

usage: dossier.py SITE BARE-PORT BARE-SERVER WORK-FOLDER
"""
import pathlib
import re
import sqlite3
import statistics
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Tests"))
from visitor import Visitor  # noqa: E402

CHALLENGES, INDICATORS, ROUNDS = 30, 200, 41


def timed(act):
    times = []
    for number in range(ROUNDS):
        start = time.perf_counter()
        act(number)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def written():
    """The members of the form of the challenges."""
    members = []
    for challenge in range(CHALLENGES):
        place = f"challenges.{challenge}"
        members += [(f"{place}.#", f"new:challenge-{challenge}"), (f"{place}.title", f"Défi {challenge}"),
                    (f"{place}.theme", "T01"), (f"{place}.summary", "Un résumé d’exemple. " * 8),
                    (f"{place}.need", "Un besoin d’exemple. " * 12), (f"{place}.change", "Un changement. " * 12)]
        for objective in range(challenge, INDICATORS, CHALLENGES):
            inner = f"{place}.objectives.{objective // CHALLENGES}"
            members += [(f"{inner}.#", f"new:objective-{objective}"), (f"{inner}.statement", "Un objectif d’exemple"),
                        (f"{inner}.indicator", "Repas servis"), (f"{inner}.unit", "repas"), (f"{inner}.baseline", "10"),
                        (f"{inner}.target", "1 234,5"), (f"{inner}.targetDay", "31/12/2028"), (f"{inner}.source", "Comptes")]
    return members


def main():
    site, bare_port, bare_server, work = sys.argv[1:]
    person = Visitor(site, "applicant")
    dossier = person.post(person.open_call(), {}).location
    place = f"{dossier}/sections/challenges"
    assert person.post(place, written() + [("version", "1")]).status == 303
    opened = f"{place}?element=challenges.7"
    listed, page = person.get(place), person.get(opened)
    fields = len(re.findall(r"<(?:input|textarea|select)", page.text))
    identity = re.search(r'name="challenges\.7\.#" value="([^"]+)"', page.text).group(1)
    state = {"version": int(re.search(r'name="version" value="(\d+)"', page.text).group(1))}

    def save(number):
        answer = person.post(f"{place}/champs", [
            ("version", str(state["version"])), ("field", ""), ("challenges.7.#", identity),
            ("challenges.7.need", f"Un besoin écrit {number}")])
        assert answer.status == 200, answer.text
        state["version"] += 1

    path = pathlib.Path(work) / "dossier.html"
    path.write_bytes(page.body)
    with subprocess.Popen([bare_server, bare_port, str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        bare = Visitor(f"http://127.0.0.1:{bare_port}")
        for _ in range(100):
            try:
                bare.get("/")
                break
            except OSError:
                time.sleep(0.1)
        plain = timed(lambda _: bare.get("/"))
        lines = timed(lambda _: person.get(place))
        shown = timed(lambda _: person.get(opened))
        server.terminate()

    base = sqlite3.connect(pathlib.Path(work) / "commit.sqlite", isolation_level=None)
    base.execute("PRAGMA journal_mode = WAL")
    base.execute("PRAGMA synchronous = FULL")
    base.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, answers TEXT)")
    base.execute("INSERT INTO t VALUES (1, '')")
    text = "x" * sum(len(value) + 20 for _, value in written())
    commit = timed(lambda number: base.execute("UPDATE t SET answers = ? WHERE id = 1", (text + str(number),)))
    saved = timed(save)
    print(f"{CHALLENGES} challenges, {INDICATORS} indicators; one challenge open: {fields} inputs, {len(page.body)} bytes")
    print(f"list  {lines:.1f} ms (goal under 100), {len(listed.body)} bytes, ratio {lines / plain:.1f}")
    print(f"page  {shown:.1f} ms (goal under 100), bare route {plain:.1f} ms, ratio {shown / plain:.1f}")
    print(f"field {saved:.1f} ms (goal under 15), bare commit {commit:.1f} ms, ratio {saved / commit:.1f}")


main()
