"""A small site with the very faults that the security tools are to find: what proves that they look."""
import html
import http.server
import json
import sqlite3
import threading
import urllib.parse

COOKIE = "session=planted"

# A description that the API beside it does not keep.
DESCRIPTION = {
    "openapi": "3.1.0", "info": {"title": "Planted", "version": "1"},
    "paths": {
        "/api/items": {"get": {
            "parameters": [{"name": "n", "in": "query", "required": True, "schema": {"type": "integer", "minimum": 0}}],
            "responses": {"200": {"description": "The item.", "content": {"application/json": {"schema": {
                "type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}}}}}}}},
        "/api/teapot": {"get": {"responses": {"200": {"description": "Never.", "content": {"application/json": {}}}}}},
        "/api/broken": {"get": {"responses": {"200": {"description": "Never.", "content": {"application/json": {}}}}}},
    },
}
HOME = ('<a href="/hello?name=you">hello</a> <a href="/item?id=1">item</a> <a href="/private?name=you">mine</a>'
        '<a href="/file?name=a.txt">file</a> <a href="/go?to=/hello">go</a> <a href="/language?lang=fr">fr</a>'
        '<form method="post" action="/sign-in"><input name="email" value="a"><button>In</button></form>')


class Faulty(http.server.BaseHTTPRequestHandler):
    """SQL, HTML and headers made of what was asked; files by any name; redirects to anywhere; no header that protects."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        address = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(address.query, keep_blank_values=True))
        name = query.get("name", "")
        match address.path:
            case "/":
                self.page(HOME, headers={"Set-Cookie": "visit=1"})
            case "/hello":
                self.page(f"<p>Hello {name}</p>")
            case "/item":
                self.page(self.rows(f"SELECT name FROM items WHERE id = {query.get('id', '0')}"))
            case "/file":
                # What a server would give away that opens any path; the line is made up.
                self.page("root:x:0:0:root:/root:/bin/bash" if "etc/passwd" in name else "<p>a</p>")
            case "/go":
                self.page("", 302, {"Location": query.get("to", "/")})
            case "/language":
                self.page("", headers={"Content-Language": query.get("lang", "fr")})
            case "/private":
                mine = COOKIE in self.headers.get("Cookie", "")
                self.page(f"<p>Mine, {name}</p>" if mine else "<p>Sign in.</p>", 200 if mine else 401)
            case "/api/openapi.json":
                self.answer(200, "application/json", json.dumps(DESCRIPTION))
            case "/api/items":
                self.answer(200, "application/json", json.dumps({"n": query.get("n")}))
            case "/api/teapot":
                self.answer(418, "application/json", "{}")
            case "/api/broken":
                self.answer(500, "application/json", "{}")
            case _:
                self.page("<p>Nothing here.</p>", 404)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode(errors="replace")
        email = dict(urllib.parse.parse_qsl(body)).get("email", "")
        self.page(self.rows(f"SELECT name FROM items WHERE name = '{email}'"))

    def rows(self, statement):
        database = sqlite3.connect(":memory:")
        database.executescript("CREATE TABLE items (id INTEGER, name TEXT); INSERT INTO items VALUES (1, 'a'), (2, 'b')")
        try:
            return "<p>" + " ".join(html.escape(str(row[0])) for row in database.execute(statement)) + "</p>"
        except sqlite3.Error as error:
            return f"<p>sqlite3.OperationalError: {html.escape(str(error))}</p>"
        finally:
            database.close()

    def page(self, content, status=200, headers=None):
        text = f"<!DOCTYPE html><html><body>{content}</body></html>"
        self.answer(status, "text/html; charset=utf-8", text, headers)

    def answer(self, status, kind, text, headers=None):
        data = text.encode(errors="replace")
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


class PlantedSite:
    def __enter__(self):
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Faulty)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
