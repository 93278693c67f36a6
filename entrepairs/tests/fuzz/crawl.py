"""What there is to fuzz, found by walking: every address somebody reaches, what it reads.

And every form that it makes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import Any
from unittest.mock import patch
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, URLResolver, get_resolver, resolve

from entrepairs.tests.fuzz.world import WHO, World
from entrepairs.ui.forms import PlainInput
from entrepairs.ui.plain_input import PlainQuery

EXAMPLES = 1  # of an address, for each person
OF_ALL = {"hl"}  # read before any page: the language that search engines link to


@dataclass
class Crawl:
    pages: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    read: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    posts: dict[tuple[str, frozenset[str]], tuple[str, str, dict[str, list[str]]]] = field(
        default_factory=dict
    )
    made: dict[tuple[str, type], tuple[str, str, tuple[Any, ...], dict[str, Any]]] = field(
        default_factory=dict
    )
    broken: list[str] = field(default_factory=list)


@cache
def route_of(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).route
    except Resolver404:
        return ""


def all_routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from all_routes(entry, before + str(entry.pattern))
        else:
            yield before + str(entry.pattern)


class PageReader(HTMLParser):
    """The links and the forms of a page, with what each field is worth as it stands."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[tuple[str, dict[str, list[str]]]] = []
        self.inside: dict[str, list[str]] | None = None
        self.select = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in {"a", "link"} and given.get("href"):
            self.links.append(given["href"])
        if tag == "form":
            self.inside = {}
            if given.get("method", "").lower() == "post":
                self.forms.append((given.get("action", ""), self.inside))
        if self.inside is None:
            return
        if tag == "option" and self.select:
            self.inside[self.select].append(given.get("value", ""))
        if tag in {"input", "select", "textarea", "button"} and (name := given.get("name")):
            values = self.inside.setdefault(name, [])
            self.select = name if tag == "select" else ""
            if tag in {"input", "button"}:
                values.append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = None


def makers(of: type[Any] = PlainInput) -> Iterator[type[Any]]:
    """The forms that say how they are made."""
    if "__init__" in vars(of):
        yield of
    for kind in of.__subclasses__():
        yield from makers(kind)


class Recorder:
    """Which fields of a query are read, and which forms are made, while it is on."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.made: list[tuple[type, tuple[Any, ...], dict[str, Any]]] = []
        self.patches = [
            *(
                patch.object(PlainQuery, how, self.reading(how))
                for how in ("get", "getlist", "__getitem__", "__contains__")
            ),
            *(patch.object(kind, "__init__", self.making(kind.__init__)) for kind in makers()),
        ]

    def reading(self, how: str) -> Any:
        plain = getattr(PlainQuery, how)

        def read(query: PlainQuery, name: str, *default: Any) -> Any:
            self.names.add(name)
            return plain(query, name, *default)

        return read

    def making(self, plain: Any) -> Any:
        def make(form: Any, *args: Any, **kwargs: Any) -> None:
            if not hasattr(form, "seen_by_recorder"):  # the outermost: with what a view gave
                form.seen_by_recorder = True
                self.made.append((type(form), args, dict(kwargs)))
            plain(form, *args, **kwargs)

        return make

    def __enter__(self) -> "Recorder":
        for one in self.patches:
            one.start()
        return self

    def __exit__(self, *_: Any) -> None:
        for one in self.patches:
            one.stop()


def walk(world: World) -> Crawl:
    found = Crawl()
    list(all_routes())  # every form is imported with the views
    with Recorder() as recorder:
        for who in WHO:
            walk_as(world, who, found, recorder)
    return found


def walk_as(world: World, who: str, found: Crawl, recorder: Recorder) -> None:
    todo, seen, times = ["/", *hidden_paths(world)], set[str](), Counter[str]()
    while todo:
        path = todo.pop(0)
        route = route_of(path)
        if (not route and path != "/") or path in seen or times[route] >= examples_of(route):
            continue
        seen.add(path)
        recorder.names, recorder.made = set(), []
        answer = world.ask(who, path)
        if answer.status_code >= 500:
            found.broken.append(f"{who} {path}")
        if answer.status_code in {301, 302}:
            todo.append(urlsplit(answer["Location"]).path)
        if answer.status_code != 200:
            continue
        times[route] += 1
        found.pages[route].append((who, path))
        found.read[route] |= recorder.names - OF_ALL
        for kind, args, kwargs in recorder.made:
            found.made.setdefault((route, kind), (who, path, args, kwargs))
        if "html" in answer.get("Content-Type", "") and not answer.streaming:
            todo += note_page(found, who, path, PageReader(answer.content.decode()))


def examples_of(route: str) -> int:
    """Of a route that asks one thing after another by its key, more: each has its own form."""
    return 8 if route.startswith(("welcome/", "me/tell/")) else EXAMPLES


def note_page(found: Crawl, who: str, path: str, page: PageReader) -> list[str]:
    for action, fields in page.forms:
        to = urljoin(path, action) if action else path
        names = frozenset(fields) - {"csrfmiddlewaretoken"}
        found.posts.setdefault((route_of(to), names), (who, to, fields))
    links = (urljoin(path, link).split("#")[0] for link in page.links)
    return [link for link in links if link.startswith("/")]


def hidden_paths(world: World) -> list[str]:
    """What no page of these people leads to, or only after a step."""
    rows = world.rows
    return [
        "/oai?verb=Identify",
        "/sitemap.xml",
        "/sitemap-1.xml",
        "/healthz",
        "/.well-known/security.txt",
        f"/conversations/messages/{rows['pair_message_now'].once}/take-back/",
        "/styleguide/",
        "/vocabulary/places?q=ren",
        "/source.tar.gz",
        "/library/new.atom",
        "/account/password/",
        "/account/words/",
        f"/events/{rows['published_event'].key}/prepare/",
        f"/events/{rows['draft_event'].key}/prepare/",
        f"/events/{rows['published_event'].key}/registrations/",
        f"/conversations/{rows['pair'].key}/new/?after=0",
        f"/meetings/{rows['pair_meeting'].key}.ics",
        f"/meetings/new/?circle={rows['pair'].key}",
        f"/people/{rows['amel'].key}/",
    ]
