"""Somebody who uses the site without a browser: a connection that is kept, a session, and the forms of pages."""
import html.parser
import http.client
import re
import urllib.parse

FORM_TYPE = "application/x-www-form-urlencoded"


class Answer:
    def __init__(self, response):
        self.status, self.headers, self.body = response.status, response.headers, response.read()

    @property
    def text(self):
        return self.body.decode(errors="replace")

    @property
    def location(self):
        """Where a redirect leads, within the site."""
        return re.sub(r"^https?://[^/]+", "", self.headers["Location"])


class Visitor:
    """One person on one connection, which is opened again when the server has closed it."""

    def __init__(self, address, role=None, timeout=30):
        self.host, self.timeout = urllib.parse.urlsplit(address).netloc, timeout
        self.connection, self.cookies, self.csrf = None, {}, ""
        if role:
            self.step_into(role)

    def step_into(self, role):
        """Takes the part of one of the people of the demonstration."""
        answer = self.post("/demo", {"role": role})
        assert answer.status == 303, answer.text
        page = self.get("/espace")
        self.csrf = re.search(r'name="csrf" value="([^"]+)"', page.text).group(1)

    def send(self, method, path, body=None, headers=None):
        """One request. A kept connection may be gone before it is used; nothing is sent twice in any other case."""
        fields = dict(headers or {})
        if self.cookies:
            fields["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        is_kept = self.connection is not None
        try:
            answer = self._exchange(method, path, body, fields)
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            self.close()
            if not is_kept:
                raise
            answer = self._exchange(method, path, body, fields)
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer

    def _exchange(self, method, path, body, fields):
        if self.connection is None:
            self.connection = http.client.HTTPConnection(self.host, timeout=self.timeout)
        try:
            self.connection.request(method, path, body, fields)
            return Answer(self.connection.getresponse())
        except Exception:
            self.close()
            raise

    def close(self):
        if self.connection is not None:
            self.connection.close()
        self.connection = None

    def get(self, path):
        return self.send("GET", path)

    def post(self, path, members):
        """Members as a dictionary, or as pairs when a name comes twice. The token of the session is added."""
        pairs = list(members.items()) if isinstance(members, dict) else list(members)
        if self.csrf and not any(name == "csrf" for name, _ in pairs):
            pairs.append(("csrf", self.csrf))
        return self.send("POST", path, urllib.parse.urlencode(pairs), {"Content-Type": FORM_TYPE})

    def open_call(self):
        """The address that starts a candidacy in the open call."""
        return re.search(r'action="(/appels/[^"]+/dossiers)"', self.get("/appels").text).group(1)


class Forms(html.parser.HTMLParser):
    """The forms of a page: their method, their address, their controls as pairs of name and value, and the links."""

    def __init__(self, page):
        super().__init__()
        self.forms, self.links = [], set()
        self._form = self._select = self._area = None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "a" and given.get("href", "").startswith("/"):
            self.links.add(given["href"].split("#")[0])
        if tag == "form":
            self._form = {"method": given.get("method", "get").lower(), "action": given.get("action", ""),
                          "type": given.get("enctype", FORM_TYPE), "controls": []}
            self.forms.append(self._form)
        if self._form is None:
            return
        name = given.get("name")
        if tag == "option" and self._select:
            self._select["choices"].append(given.get("value", ""))
            if "selected" in given:
                self._select["value"] = given.get("value", "")
        elif tag in ("input", "textarea", "select", "button") and name:
            control = {"name": name, "kind": given.get("type", tag), "value": given.get("value") or "",
                       "is_checked": "checked" in given, "choices": []}
            self._form["controls"].append(control)
            self._select = control if tag == "select" else None
            self._area = control if tag == "textarea" else None

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None

    def handle_data(self, data):
        if self._area is not None:
            self._area["value"] += data


def filled(form):
    """What somebody could write into the form of a section of a candidacy, as pairs of name and value."""
    members, chosen = [], set()
    for control in form["controls"]:
        name, kind = control["name"], control["kind"]
        leaf = name.split(".")[-1]
        if kind in ("submit", "button", "search") or name == "csrf":
            continue
        if kind in ("radio", "checkbox"):
            if name not in chosen:
                chosen.add(name)
                members.append((name, control["value"]))
        elif kind == "select":
            members.append((name, control["value"] or next((c for c in control["choices"] if c), "")))
        elif kind == "hidden" or control["value"].strip():
            members.append((name, control["value"]))
        else:
            members.append((name, example(leaf)))
    return members


def example(field):
    """A value that fits a field of the candidacy, as the name of the field tells it."""
    if field.endswith("Day") or field == "milestone":
        return "31/12/2028"
    if "Year" in field:
        return "2027"
    if field in ("target", "baseline", "amount", "days", "budget", "value", "projectsSupported", "memberCount"):
        return "12"
    return {"departments": "26", "perimeter": "epci:200068781", "place": "epci:200068781"}.get(field, "Texte d’exemple")


def sections(visitor, dossier):
    """The addresses of the sections of a dossier, in their order."""
    found = re.findall(rf'href="({re.escape(dossier)}/sections/[a-z-]+)"', visitor.get(dossier).text)
    return list(dict.fromkeys(found))


def section_form(visitor, address):
    return next(form for form in Forms(visitor.get(address).text).forms if form["action"] == address)


def signatures(page):
    """What the lead of a dossier posts so that every organisation has signed it, as on paper: pairs of names and values."""
    forms = [form for form in Forms(page).forms if form["action"].endswith("/signatures")]
    if not forms:
        return []
    fixed = [(control["name"], control["value"]) for control in forms[0]["controls"] if control["name"] == "version"]
    parties = next(control["choices"] for control in forms[0]["controls"] if control["name"] == "party")
    return [fixed + [("party", party), ("name", "Lou Exemple"), ("capacity", "Présidence"), ("paper", "yes")]
            for party in parties]


def sign_all(visitor, dossier):
    for members in signatures(visitor.get(f"{dossier}/collectif").text):
        assert visitor.post(f"{dossier}/collectif/signatures", members).status == 303
