"""Files of organisations on the command line: what is refused, read twice, killed in the middle."""
import csv
import itertools
import os
import signal
import sqlite3
import subprocess
import time

from conftest import BINARY, ROOT, run

HEAD = ["name", "siren", "siret", "legal_form", "kinds", "commune", "website"]


def sirens():
    """Numbers that check, of nobody."""
    for start in itertools.count(90_000_000):
        digits = [int(digit) for digit in str(start)]
        total = sum(d if place % 2 else sum(divmod(2 * d, 10)) for place, d in enumerate(reversed(digits)))
        yield f"{start}{-total % 10}"


def write(file, rows):
    with open(file, "w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(HEAD)
        writer.writerows(rows)


def example_rows(count):
    return [[f"Exemple n° {index}, atelier", number, "", "association", "network|association", "26281", ""]
            for index, number in enumerate(itertools.islice(sirens(), count))]


def count(folder):
    with sqlite3.connect(folder / "frenchimpact.sqlite") as database:
        return database.execute("SELECT COUNT(*), COUNT(DISTINCT number) FROM organisations").fetchone()


def test_refused_lines_are_reported_with_their_reason_and_the_others_are_taken(tmp_path):
    rows = example_rows(5)
    rows[1][1] = "123456789"
    rows[2][0] = ""
    rows[3][3] = "gmbh"
    write(tmp_path / "in.csv", rows)
    done = run("organisations", "import", tmp_path / "in.csv", "--report", tmp_path / "out.csv", "--data", tmp_path)
    assert done.returncode == 1, done.stderr
    assert "2 added, 0 brought up to date, 0 as they were, 3 refused" in done.stdout
    report = list(csv.DictReader(open(tmp_path / "out.csv", newline="")))
    assert [(line["line"], line["column"]) for line in report] == [("3", "siren"), ("4", "name"), ("5", "legal_form")]
    assert all(line["problem"] and line["remedy"] for line in report)


def test_a_file_read_twice_adds_nothing_the_second_time(tmp_path):
    write(tmp_path / "in.csv", example_rows(300))
    first = run("organisations", "import", tmp_path / "in.csv", "--data", tmp_path)
    second = run("organisations", "import", tmp_path / "in.csv", "--data", tmp_path)
    assert (first.returncode, second.returncode) == (0, 0)
    assert "300 added" in first.stdout and "300 as they were" in second.stdout
    assert count(tmp_path) == (300, 300)


def test_killed_in_the_middle_and_read_again_every_line_is_there_once(tmp_path):
    write(tmp_path / "in.csv", example_rows(30_000))
    command = [BINARY, "organisations", "import", str(tmp_path / "in.csv"), "--data", str(tmp_path)]
    killed = 0
    for pause in (0.5, 1.0, 1.5):
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        process.stderr.readline()
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
    assert killed
    done = run("organisations", "import", tmp_path / "in.csv", "--data", tmp_path)
    assert done.returncode == 0, done.stderr
    assert count(tmp_path) == (30_000, 30_000)
    assert run("journal", "verify", "--data", tmp_path).returncode == 0


def test_two_hundred_thousand_lines_are_read_in_less_than_300_megabytes(tmp_path):
    write(tmp_path / "in.csv", example_rows(200_000))
    process = subprocess.Popen([BINARY, "organisations", "import", str(tmp_path / "in.csv"), "--data", str(tmp_path)],
                               cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0 and "200000 added" in output
    print(f"peak memory of the import of 200 000 organisations: {usage.ru_maxrss // 1024} MB")
    assert usage.ru_maxrss < 300 * 1024


def test_a_file_that_cannot_be_used_is_told(tmp_path):
    (tmp_path / "wrong.csv").write_text("nom,numéro\n")
    for file in ("wrong.csv", "absent.csv"):
        done = run("organisations", "import", tmp_path / file, "--data", tmp_path)
        assert done.returncode == 2 and done.stderr
