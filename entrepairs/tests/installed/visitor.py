"""A visitor over HTTP, with nothing but Python: cookies, forms sent as they came.

Stands where the reverse proxy stands: tells the site's name, https and an address.
"""

import http.client
import re
import urllib.parse
from dataclasses import dataclass, field
from html.parser import HTMLParser

NAME = "entrepairs.example.org"
Values = dict[str, str]


class Forms(HTMLParser):
    """The forms of a page: where each goes, and what it sends when nothing is changed."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, Values]] = []
        self.select = self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        name = said.get("name", "")
        if tag == "form":
            self.found.append((said.get("action", ""), {}))
        elif not self.found:
            return
        elif tag == "input" and name:
            kind = said.get("type", "text")
            if kind not in ("radio", "checkbox", "submit", "file") or "checked" in said:
                self.found[-1][1][name] = said.get("value", "")
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            values = self.found[-1][1]
            if "selected" in said or self.select not in values:
                values[self.select] = said.get("value", "")
        elif tag == "textarea":
            self.area = name
            self.found[-1][1][name] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea"):
            self.select = self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.found[-1][1][self.area] += data.strip()


@dataclass
class Visitor:
    """Someone with a browser, and its cookies."""

    port: int
    language: str = "fr"
    cookies: Values = field(default_factory=dict)
    path: str = "/"
    address: str = "/"  # with its query: where a form without an action goes
    body: bytes = b""

    @property
    def page(self) -> str:
        return re.sub(r"\s+", " ", self.body.decode())

    def get(self, path: str) -> str:
        """The page, after whatever sends elsewhere."""
        return self._ask("GET", path)

    def send(self, action: str, **values: str) -> str:
        """The form of this page that goes there, filled; empty: the one to the page itself."""
        forms = Forms()
        forms.feed(self.body.decode())
        wanted = action or self.path
        fitting = [
            (to, sent)
            for to, sent in forms.found
            if re.fullmatch(wanted, urllib.parse.urlsplit(to or self.path).path)
            and set(values) - {"yes", "save"} <= set(sent) | self._choices()
        ]
        assert fitting, f"no form to {wanted} on {self.path}: {forms.found}\n{self.page[-4000:]}"
        to, sent = fitting[0]
        return self._ask("POST", to or self.address, {**sent, **values})

    def _choices(self) -> set[str]:
        return set(re.findall(r'name="?([\w-]+)', self.body.decode()))

    def _ask(self, method: str, path: str, sent: Values | None = None) -> str:
        for _ in range(6):
            status, place = self._once(method, path, sent)
            if status not in (301, 302, 303):
                assert status == 200, f"{status} for {method} {path}: {self.page[:3000]}"
                return self.page
            method, sent = "GET", None
            path = urllib.parse.urljoin(path, place)
        raise AssertionError(f"sent from page to page: {path}")

    def _once(self, method: str, path: str, sent: Values | None) -> tuple[int, str]:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        where = urllib.parse.urlsplit(path)
        told = where.path + (f"?{where.query}" if where.query else "")
        headers = {
            "Host": NAME,
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": "192.0.2.7",
            "Accept-Language": self.language,
            "Origin": f"https://{NAME}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if sent is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        link.request(
            method, told, urllib.parse.urlencode(sent) if sent is not None else None, headers
        )
        answer = link.getresponse()
        self.body, self.path, self.address = answer.read(), where.path, told
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        link.close()
        return answer.status, answer.headers.get("Location", "")
