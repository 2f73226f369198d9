"""The server against clients that are slow, too large, broken or many; a disk without room; its own end."""
import concurrent.futures
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest

from conftest import Server, run, wait_until
from visitor import Visitor


class Browser:
    """A signed-in person without a browser: a cookie, and the token of their forms."""

    def __init__(self, address, role="applicant"):
        self.address, self.cookie, self.csrf = address, "", ""
        status, headers, _ = self.post("/demo", {"role": role})
        assert status == 303
        self.cookie = headers["Set-Cookie"].split(";")[0]
        self.csrf = re.search(r'name="csrf" value="([^"]+)"', self.get("/espace")[2]).group(1)

    def send(self, path, data=None, headers=None):
        request = urllib.request.Request(self.address + path, data=data, headers={"Cookie": self.cookie, **(headers or {})})
        opener = urllib.request.build_opener(NoRedirect)
        try:
            answer = opener.open(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        return answer.status, answer.headers, answer.read().decode(errors="replace")

    def get(self, path):
        return self.send(path)

    def post(self, path, form):
        return self.send(path, urllib.parse.urlencode({"csrf": self.csrf, **form}).encode())

    def upload(self, path, name, content):
        boundary = "0123456789"
        body = (f"--{boundary}\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{self.csrf}\r\n--{boundary}\r\n"
                f"Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n").encode()
        body += content + f"\r\n--{boundary}--\r\n".encode()
        return self.send(path, body, {"Content-Type": f"multipart/form-data; boundary={boundary}"})

    def start_dossier(self):
        wave = re.search(r'action="(/appels/[^"]+/dossiers)"', self.get("/appels")[2]).group(1)
        return self.post(wave, {})[1]["Location"]


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def connect(address):
    host, port = address.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=30)


def reply(connection):
    """All that comes until the server closes, or says nothing for a while."""
    data = b""
    try:
        while chunk := connection.recv(65536):
            data += chunk
    except (TimeoutError, ConnectionResetError):
        pass
    return data


def is_alive(address):
    return urllib.request.urlopen(address + "/healthz", timeout=5).status == 200


def is_closed(connection):
    connection.settimeout(0.01)
    try:
        return connection.recv(1) == b""
    except TimeoutError:
        return False
    except OSError:
        return True


def test_fifty_clients_that_dribble_their_headers_are_cut_while_the_site_answers(site):
    slow = [connect(site) for _ in range(50)]
    for client in slow:
        client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
    end = time.monotonic() + 20
    cut = set()
    while time.monotonic() < end and len(cut) < 50:
        for number, client in enumerate(slow):
            if number in cut:
                continue
            if is_closed(client):
                cut.add(number)
                continue
            try:
                client.sendall(b"X-Dribble: 1\r\n"[:1])
            except OSError:
                cut.add(number)
        assert is_alive(site)
        time.sleep(0.5)
    assert len(cut) == 50


def test_a_body_that_barely_comes_is_cut_and_one_that_comes_slowly_is_not(site):
    head = b"POST /connexion HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n"
    dribbling, slow = connect(site), connect(site)
    dribbling.sendall(head % 100_000)
    body = b"email=a@exemple.example&x=" + b"y" * 12_000
    slow.sendall(head % len(body))
    position = 0
    end = time.monotonic() + 25
    while time.monotonic() < end and not is_closed(dribbling):
        try:
            dribbling.sendall(b"a")
        except OSError:
            break
        slow.sendall(body[position:position + 1000])
        position = min(len(body), position + 1000)
        time.sleep(0.9)
    assert time.monotonic() < end, "the dribbling body was never cut"
    slow.settimeout(10)
    slow.sendall(body[position:])
    assert slow.recv(1000).startswith(b"HTTP/1.1 303")


def test_a_network_has_no_more_than_its_share_of_connections(site):
    port = int(site.rsplit(":", 1)[1])
    open_ones = [socket.create_connection(("127.0.0.1", port), source_address=("127.0.0.2", 0)) for _ in range(300)]
    assert wait_until(lambda: sum(map(is_closed, open_ones)) == 300 - 256, 8)
    assert is_alive(site)
    for connection in open_ones:
        connection.close()
    def takes_more():
        with socket.create_connection(("127.0.0.1", port), source_address=("127.0.0.2", 0)) as connection:
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            return b" 200 " in reply(connection)
    assert wait_until(takes_more, 5)


def test_a_server_with_few_files_outlives_more_connections_than_it_can_have(tmp_path):
    import resource
    server = Server(tmp_path, "--empty", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (200, 200)))
    many = [connect(server.address) for _ in range(250)]
    assert wait_until(lambda: sum(map(is_closed, many)) >= 250 - 72, 8)
    for connection in many:
        connection.close()

    def answers():
        try:
            return is_alive(server.address)
        except OSError:
            return False

    assert wait_until(answers, 5)
    server.stop()


@pytest.mark.parametrize("head,status", [
    (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 100_000 + b"\r\n\r\n", 431),
    (b"GET / HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X-%d: a\r\n" % n for n in range(300)) + b"\r\n", 431),
    (b"GET /" + b"a" * 6000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
    (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 not HTTP\r\n\r\n", 400),
    (b"GET / HTTP/9.9\r\n\r\n", 400),
    (b"BREW / HTTP/1.1\r\nHost: x\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400),
    (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    (b"POST /connexion HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
     b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
    (b"TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 405),
    (b"GET /%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 400),
    (b"GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", 400),
])
def test_what_is_no_request_of_ours_is_refused(site, head, status):
    client = connect(site)
    client.settimeout(5)
    client.sendall(head)
    answer = reply(client)
    assert answer.split(b" ")[1] == b"%d" % status, answer[:200]
    assert is_alive(site)


def test_garbage_behind_a_request_does_not_harm_the_request(site):
    client = connect(site)
    client.settimeout(5)
    client.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n" * 3 + b"\x00\xff garbage\r\n\r\n")
    answer = reply(client)
    assert answer.count(b"HTTP/1.1 200") == 3
    assert is_alive(site)


def test_a_client_that_only_listens_on_gets_its_answer(site):
    client = connect(site)
    client.settimeout(10)
    client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    client.shutdown(socket.SHUT_WR)
    assert b"</html>" in reply(client)


def test_half_a_form_is_no_form(site):
    """A body that breaks off must not be taken for what somebody wanted to send."""
    client = connect(site)
    client.settimeout(5)
    client.sendall(b"POST /connexion HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                   b"Content-Length: 500\r\n\r\nemail=a@exemple.example")
    client.shutdown(socket.SHUT_WR)
    assert b" 303 " not in reply(client)[:20]
    assert is_alive(site)


@pytest.mark.parametrize("path,type,size,status", [
    ("/connexion", "application/x-www-form-urlencoded", 30_000_000, 413),
    ("/connexion", "application/x-www-form-urlencoded", 2_000_000, 413),
    ("/connexion", "application/json", 100, 415),
])
def test_a_body_that_is_too_large_is_refused_with_a_page(site, path, type, size, status):
    client = connect(site)
    client.sendall(f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {type}\r\nContent-Length: {size}\r\n\r\n".encode())
    with concurrent.futures.ThreadPoolExecutor() as pool:
        sending = pool.submit(lambda: client.sendall(b"a" * size))
        client.settimeout(20)
        answer = client.recv(65536)
        assert answer.startswith(b"HTTP/1.1 %d" % status)
        client.close()
        sending.exception()
    assert is_alive(site)


def test_a_file_over_the_limit_is_told_at_its_field_and_one_below_is_given_back(site):
    person = Browser(site)
    dossier = person.start_dossier()
    status, _, page = person.upload(dossier + "/pieces", "trop.txt", b"a" * 25_500_000)
    assert status == 422 and "file-error" in page
    content = b"%PDF-1.7 " + os.urandom(24_900_000)
    assert person.upload(dossier + "/pieces", "grand.pdf", content)[0] == 303
    link = re.search(r'href="(/dossiers/[^"]+/pieces/[^"]+)"', person.get(dossier + "/pieces")[2]).group(1)
    request = urllib.request.Request(site + link, headers={"Cookie": person.cookie})
    with urllib.request.urlopen(request, timeout=60) as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.read() == content


def test_commands_that_read_nothing_do_not_end_the_server(tmp_path):
    # `false` ends while a mail and the documents of the first wave are written to it.
    server = Server(tmp_path / "data", "--demo", "--sendmail", "false", "--mail-from", "X <x@exemple.example>")
    try:
        Visitor(server.address).post("/connexion", {"email": "personne@exemple.example"})
        administrator = Visitor(server.address, "administrator")

        def waiting():
            """What keeps messages from leaving: mail is refused, and documents are."""
            page = administrator.get("/administration/messages?state=waiting").text
            return set(re.findall(r'<p class="error">(.*?exited\(1\))', page))
        assert wait_until(lambda: waiting() == {"exited(1)", "false: exited(1)"}), waiting()
        assert server.process.poll() is None
    finally:
        server.stop()


def test_metrics_are_read_by_the_parser_of_prometheus(site):
    parser = pytest.importorskip("prometheus_client.parser")
    urllib.request.urlopen(site + "/territoires").read()
    with urllib.request.urlopen(site + "/metrics") as answer:
        assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
        families = {family.name: family for family in parser.text_string_to_metric_families(answer.read().decode())}
    assert families["frenchimpact_http_requests"].type == "counter"
    assert families["frenchimpact_http_request_duration_seconds"].type == "histogram"
    assert families["process_resident_memory_bytes"].samples[0].value > 1_000_000
    assert families["frenchimpact_connections_open"].samples[0].value >= 1
    assert any(sample.labels.get("route") == "/territoires" for sample in families["frenchimpact_http_requests"].samples)


def test_metrics_are_not_for_others(site):
    for headers in [{"X-Forwarded-For": "127.0.0.1"}, {"X-Forwarded-For": "192.0.2.1", "Authorization": "Bearer x"}]:
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(urllib.request.Request(site + "/metrics", headers=headers))
        assert refused.value.code == 404


def test_a_request_in_flight_is_finished_while_the_server_stops(tmp_path):
    server = Server(tmp_path, "--empty", "--demo", "--drain", "2")
    slow = connect(server.address)
    body = b"email=a@exemple.example"
    slow.sendall(b"POST /connexion HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                 b"Content-Length: %d\r\n\r\n" % len(body) + body[:10])
    time.sleep(0.3)
    server.process.terminate()

    def readiness():
        try:
            urllib.request.urlopen(server.address + "/readyz", timeout=2)
        except urllib.error.HTTPError as error:
            return error.code == 503 and error.read() == b"stopping\n"
        except OSError:
            return False
        return False

    assert wait_until(readiness, 2), "readyz did not say that the server stops"

    def refuses():
        try:
            connect(server.address).close()
        except ConnectionRefusedError:
            return True
        return False

    assert wait_until(refuses, 6), "the server still took connections"
    assert server.process.poll() is None, "the server ended before its request did"
    slow.sendall(body[10:])
    slow.settimeout(10)
    assert slow.recv(1000).startswith(b"HTTP/1.1 303")
    assert server.process.wait(timeout=10) == 0


def test_a_request_that_never_ends_does_not_keep_the_server_up(tmp_path):
    server = Server(tmp_path, "--empty", "--grace", "2")
    stuck = connect(server.address)
    stuck.sendall(b"POST /connexion HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\na")
    time.sleep(0.3)
    server.process.terminate()
    server.process.wait(timeout=10)
    stuck.close()


def test_the_log_is_json_and_names_no_address_and_nobody(tmp_path):
    import json
    log = tmp_path / "log"
    with open(log, "w") as errors:
        server = Server(tmp_path / "data", "--empty", "--demo", "--log-format", "json", stderr=errors)
        urllib.request.urlopen(server.address + "/connexion/lien/one-time-secret?q=quelqu-un").read()
        request = urllib.request.Request(server.address + "/connexion", data=b"email=camille%40exemple.example")
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.build_opener(NoRedirect).open(request)
        server.stop()
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    requests = [line for line in lines if line["message"] == "request"]
    assert {"/connexion/lien/{token}", "/connexion"} <= {line["route"] for line in requests}
    assert all(isinstance(line["milliseconds"], int) and line["request"] for line in requests)
    for secret in ["one-time-secret", "quelqu-un", "camille", "127.0.0.1"]:
        assert secret not in "".join(json.dumps(line) for line in requests)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 24 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.geteuid() != 0 or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", place], capture_output=True).returncode != 0:
        pytest.skip("only root may mount a small disk")
    yield place
    subprocess.run(["umount", "-l", place], check=False)


def test_on_a_full_disk_the_site_reads_on_and_writes_again_once_there_is_room(small_disk):
    server = Server(small_disk, "--demo")
    person = Browser(server.address)
    dossier = person.start_dossier()
    section = dossier + "/sections/territory"
    # Whatever room is left, down to the last block.
    with open(small_disk / "filler", "wb", buffering=0) as filler:
        try:
            while filler.write(b"\0" * 4096):
                pass
        except OSError:
            pass

    def version():
        return re.search(r'name="version" value="(\d+)"', person.get(section)[2]).group(1)

    refused, number = None, 0
    while refused is None and number < 60:
        number += 1
        status, headers, page = person.post(
            section, {"version": version(), "name": f"Essai {number}", "presentation": f"{number} " + "x" * 100_000})
        assert status in (303, 503), page[:500]
        if status == 503:
            refused = (headers, page)
    assert refused, "the disk never filled"
    assert refused[0]["Retry-After"] and f"Essai {number}" in refused[1] and "x" * 100_000 in refused[1]

    def full():
        """Whether not even a small write finds room any more in pages that the database has already."""
        if person.post(section, {"version": version(), "name": f"Petit {time.monotonic()}"})[0] == 303:
            return False
        time.sleep(2.5)
        return person.get("/readyz")[0] == 503

    assert wait_until(full, 90), "small writes went on"
    assert "read-only" in person.get(section)[2]
    for path in ["/", "/territoires", "/en/territoires?page=2", "/recherche?q=repas", section]:
        assert person.get(path)[0] == 200, path
    assert person.get("/readyz")[0] == 503
    assert run("journal", "verify", "--data", small_disk).returncode == 0
    (small_disk / "filler").unlink()
    assert wait_until(lambda: person.get("/readyz")[0] == 200, 15), "the server never wrote again"
    assert person.post(section, {"version": version(), "name": "Après"})[0] == 303
    assert "Après" in person.get(section)[2] and "read-only" not in person.get(section)[2]
    assert run("journal", "verify", "--data", small_disk).returncode == 0
    server.stop()
    assert run("journal", "verify", "--data", small_disk).returncode == 0


CLAMD = shutil.which("clamd") or "/usr/sbin/clamd"


@pytest.fixture
def clamd(tmp_path):
    """A real clamd that knows one signature, that of the test file of antivirus makers."""
    if not os.path.exists(CLAMD):
        pytest.skip("clamd is not installed")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    database = tmp_path / "signatures"
    database.mkdir()
    (database / "test.ndb").write_text("Test.Eicar:0:*:" + EICAR[35:62].hex() + "\n")
    settings = tmp_path / "clamd.conf"
    settings.write_text(f"DatabaseDirectory {database}\nTCPSocket {port}\nTCPAddr 127.0.0.1\nForeground yes\n"
                        f"StreamMaxLength 30M\nUser root\nLogFile {tmp_path}/clamd.log\n")
    process = subprocess.Popen([CLAMD, "-c", str(settings)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def answers():
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
                connection.sendall(b"zPING\0")
                return connection.recv(10).startswith(b"PONG")
        except OSError:
            return False

    assert wait_until(answers, 30)
    yield f"127.0.0.1:{port}", process
    process.kill()
    process.wait()


# The test file of antivirus makers: harmless, and found by all of them. Written in two parts, so that this file is not.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def test_an_infected_file_is_refused_and_nothing_comes_in_while_the_scanner_is_away(tmp_path, clamd):
    address, process = clamd
    server = Server(tmp_path / "data", "--demo", environment={"CLAMD_ADDRESS": address})
    person = Browser(server.address)
    pieces = person.start_dossier() + "/pieces"
    assert person.upload(pieces, "sain.txt", b"rien de mal")[0] == 303
    assert person.upload(pieces, "grand.txt", b"a" * 20_000_000)[0] == 303
    status, _, page = person.upload(pieces, "infecté.txt", EICAR)
    assert status == 422 and "malveillant" in page
    process.kill()
    process.wait()
    status, headers, page = person.upload(pieces, "autre.txt", b"rien de mal non plus")
    assert status == 503 and headers["Retry-After"] and "antivirus" in page
    listed = person.get(pieces)[2]
    assert "sain.txt" in listed and "autre.txt" not in listed and "infect" not in listed
    assert person.get("/readyz")[0] == 200
    server.stop()
