"""Full-text search of the index. The guard decides what there is to find.

What is published for everyone is found in one narrow table with its indexes (see Entry). What else
a person may see is little, and is read from the resources themselves.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQueryField
from django.db import connection
from django.db.models import BooleanField, F, Func, OuterRef, Subquery, TextField, Value
from django.db.models.functions import JSONObject
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from entrepairs.core.bilingual import LANGUAGES, Said
from entrepairs.search.index import KIND_SIGN
from entrepairs.search.models import Entry

FACETS = ("kind", "language", "series", "year", "concept")
SORTS = ("newest", "oldest", "title")
CAP = 1000  # of the newest that match, the best come first; past that, pages ask for more words
LINES = 20
READ = 3000  # characters of a text from which its extract is made
BEFORE = 400  # those of them that stand before the first word found
TERM = re.compile(r'(-?)"([^"]*)"?|(\S+)')
QUOTES = dict.fromkeys(map(ord, "“”«»„"), '"')
BEGUN = re.compile(r"[^\W\d_]{3,}\*+")
BRITISH = re.compile(r"([iy])s(?=(e|ed|es|er|ers|ing|ation|ations)\b)", re.IGNORECASE)
BEGIN, END = "\x02", "\x03"
FIRST = re.compile(r"'(\w+)'")  # the first stem of a query, without accents
WHOLE = ("path", "title_fr", "title_en", "names", "kind")
MARKED = ("title_fr", "title_en", "title_other", "text_fr", "text_en", "text_other")
CONFIGS = {"fr": "search_french", "en": "search_english", "other": "search_french"}
NEWEST = (F("dated").desc(nulls_last=True), F("id").desc())


class RawQuery(Func):
    """A query of words made before, as PostgreSQL writes it."""

    template, output_field = "%(expressions)s::tsquery", SearchQueryField()


class Matches(Func):
    """These words meet that query."""

    template, arg_joiner, output_field = "%(expressions)s", " @@ ", BooleanField()


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is looked for: words, and what the result must be."""

    text: str = ""
    kind: str = ""
    language: str = ""
    series: int | None = None
    year: int | None = None
    concept: int | None = None
    sort: str = ""  # one of SORTS; nothing: the best first, without words the newest

    @property
    def sorted_column(self) -> str:
        """As find_entries knows it: titles are sorted in the language of the page."""
        return f"title_{(get_language() or 'fr')[:2]}" if self.sort == "title" else self.sort

    @property
    def wanted_marks(self) -> list[str]:
        """What the result must be, as entries are marked."""
        narrowings = {name: getattr(self, name) for name in FACETS}
        return [f"{name}:{value}" for name, value in narrowings.items() if value]


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the results."""

    entry: Entry
    title: SafeString | str
    extract: SafeString | str = ""
    more: int = 0  # moments of the same recording besides
    path: str = ""  # of the whole


@dataclass(slots=True)
class Results:
    hits: list[Hit] = field(default_factory=list)
    count: int = 0
    capped: bool = False  # there are more than that
    whole_index: bool = True  # all was looked through, or enough was found
    silent: bool = False  # the words say nothing: "the", "le"
    number: int = 1
    instead: str = ""  # what was looked for, when what was typed is nowhere
    facets: dict[str, list[tuple[Any, int]]] = field(default_factory=dict)
    mine: list[Any] = field(default_factory=list)  # seen by this person, not by everyone

    def has_next(self) -> bool:
        return self.number * LINES < self.count

    def has_previous(self) -> bool:
        return self.number > 1


@dataclass(frozen=True, slots=True)
class ParsedText:
    """What was typed: what must be there, what must not, and beginnings of words (psych*)."""

    wanted: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    begun: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.wanted or self.begun)


def parse_text(text: str) -> ParsedText:
    """Words, phrases in quotes, a minus before either, a star after the beginning of a word."""
    found = ParsedText()
    for minus, phrase, word in TERM.findall(text.replace("\x00", "").translate(QUOTES)[:200]):
        not_this = minus or (word.startswith("-") and len(word) > 1)
        term = (phrase or word.lstrip("-")).strip()
        if BEGUN.fullmatch(term) and not not_this:
            found.begun.append(term.rstrip("*"))
        elif term:
            (found.without if not_this else found.wanted).append(term)
    return ParsedText(found.wanted[:12], found.without[:12], found.begun[:3])


def tsquery_of(parsed: ParsedText) -> Func:
    """What was typed, as a query of PostgreSQL."""
    terms, without = (
        Func(Value(x), template="%(expressions)s::text[]")
        for x in (parsed.wanted + parsed.begun, parsed.without)
    )
    return Func(terms, without, function="make_term_query", output_field=SearchQueryField())


SEARCH = """
select things, capped, whole_index, silent, ids, moments, facets, marked::text, instead
from search_entries(%(terms)s, %(with_z)s, %(without)s, %(begun)s, %(wanted)s, %(sorted)s,
  %(mistaken)s, %(cap)s, %(skipped)s, %(lines)s)
"""


def find_entries(query: SearchQuery, number: int = 1, mine: Sequence[Any] = ()) -> Results:
    """One page of results, best first; without words, newest first. `mine` is shown beside."""
    parsed = parse_text(query.text)
    if query.text and not parsed:
        return Results(silent=True)
    values: dict[str, Any] = {
        "terms": parsed.wanted,
        "with_z": [BRITISH.sub(r"\1z", term) for term in parsed.wanted],
        "without": parsed.without,
        "begun": parsed.begun,
        "wanted": query.wanted_marks,
        "sorted": query.sorted_column,
        "mistaken": bool(query.text) and not mine,
        "cap": CAP,
        "skipped": (number - 1) * LINES,
        "lines": LINES,
    }
    with connection.cursor() as cursor:
        cursor.execute(SEARCH, values)
        count, capped, whole, silent, ids, moments, marks, marked, instead = cursor.fetchone()
    return Results(
        hits=read_hits(dict(zip(ids, moments, strict=True)), marked or "") if ids else [],
        count=count,
        capped=capped,
        whole_index=whole,
        silent=silent,
        number=number,
        instead=instead or "",
        facets=count_facets(json.loads(marks)),
        mine=list(mine),
    )


def count_facets(marks: dict[str, int]) -> dict[str, list[tuple[Any, int]]]:
    """How many results are of which kind, language, series, year, concept.

    The most frequent come first, of years the newest.
    """
    found: dict[str, list[tuple[Any, int]]] = {name: [] for name in FACETS}
    for mark, count in sorted(marks.items(), key=lambda item: (-item[1], item[0])):
        name, _colon, value = mark.partition(":")
        if name in found and len(found[name]) < 12:
            found[name].append((value if name in ("kind", "language") else int(value), count))
    found["year"].sort(reverse=True)
    return found


def read_hits(moments: dict[int, int], words: str) -> list[Hit]:
    """The entries of these numbers, in that order, with the words of the query marked."""
    whole = Entry.objects.filter(key=OuterRef("whole"), whole="").values(
        said=JSONObject(**{name: name for name in WHOLE})
    )
    rows: Any = (
        Entry.objects.filter(pk__in=list(moments))
        .defer("words", "marks")
        .annotate(of=Subquery(whole[:1]))
    )
    if words:
        first = FIRST.search(words)
        near = first[1][:5] if first else ""
        rows = rows.annotate(
            **{f"marked_{name}": highlight_column(name, words, near) for name in MARKED}
        )
    by_id = {row.pk: row for row in rows}
    return [
        make_hit(by_id[number], words, more) for number, more in moments.items() if number in by_id
    ]


def highlight_column(column: str, words: str, first: str) -> SearchHeadline:
    """That text with the words marked; of a long one, what stands around the first."""
    extract = {"max_words": 40, "min_words": 20, "max_fragments": 2, "fragment_delimiter": " … "}
    text = column.startswith("text")
    # In a long text, highlighting begins a little before the first word found.
    place = f"strpos(remove_accents(left(%(expressions)s, 100000)), '{first}')"
    around = (
        f"split_part(substr(%(expressions)s, greatest({place} - {BEFORE}, 1), {READ}), chr(31), 1)"
    )
    source: Any = Func(F(column), template=around, output_field=TextField()) if text else column
    options: Any = extract if text else {"highlight_all": True}
    query: Any = RawQuery(Value(words))
    return SearchHeadline(
        source,
        query,
        config=CONFIGS[column.partition("_")[2]],
        start_sel=BEGIN,
        stop_sel=END,
        **options,
    )


def make_hit(entry: Any, words: str, more: int) -> Hit:
    path = entry.path
    if entry.whole and entry.of:
        path = entry.of["path"]
        for name in () if entry.title else ("title_fr", "title_en"):
            setattr(entry, name, entry.of[name])
            setattr(entry, f"marked_{name}", escape(entry.of[name]))
        entry.names = entry.names or entry.of["names"]
    title, text = entry.title, entry.text
    if not words:
        told = text.text.partition(KIND_SIGN)[0]
        return Hit(entry, title.text, shorten_text(told), more, path)
    marked = [
        mark_found(getattr(entry, f"marked_{name}_{column_of(said)}")) if said else ""
        for name, said in (("title", title), ("text", text))
    ]
    extract = marked[1] if marked[1].strip() else ""  # found by what it is, and it has no text
    return Hit(entry, marked[0], extract, more, path)


def column_of(said: Said) -> str:
    """Where these words stand: fr, en, other."""
    return said.language if said.language in LANGUAGES else "other"


def shorten_text(text: str, length: int = 240) -> str:
    return text if len(text) <= length else f"{text[:length].rsplit(' ', 1)[0]} …"


def mark_found(text: str) -> SafeString:
    """Escaped, then what was found is marked."""
    return mark_safe(str(escape(text)).replace(BEGIN, "<mark>").replace(END, "</mark>"))
