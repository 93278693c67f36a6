"""Finding things by their words. The guard decides what there is to find: nothing here filters by right.

What is published for everyone is found in one narrow table with its indexes (see Entry); what else somebody may see is
few, and is asked of the resources themselves.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQueryField, SearchRank, SearchVectorField
from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from entrepairs.library.models import Entry, Resource

CAP = 1000  # of the newest that match, the best come first; with more, people are asked to say more
LINES = 20
ALIKE = 0.4  # how alike a mistyped word is
ASKED = re.compile(r'(-?)"([^"]*)"?|(\S+)')
BRITISH = re.compile(r"([iy])s(?=(e|ed|es|er|ers|ing|ation|ations)\b)", re.IGNORECASE)
BEGIN, END = "\x02", "\x03"
NEWEST = (F("dated").desc(nulls_last=True), F("id").desc())


class Words(Func):
    """A query of words made before, as PostgreSQL writes it."""

    template, output_field = "%(expressions)s::tsquery", SearchQueryField()


class Says(Func):
    """These words meet that query."""

    template, arg_joiner, output_field = "%(expressions)s", " @@ ", BooleanField()


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for: words, and what the thing must be."""

    text: str = ""
    kind: str = ""
    language: str = ""
    series: int | None = None
    year: int | None = None
    concept: int | None = None

    @property
    def narrowed(self) -> Q:
        found = Q()
        for column, value in (("kind", self.kind), ("language", self.language), ("series", self.series)):
            found &= Q(**{column: value}) if value else Q()
        return found & (Q(dated__year=self.year) if self.year else Q())


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the results."""

    entry: Entry | Resource
    title: SafeString | str
    extract: SafeString | str = ""


@dataclass(slots=True)
class Results:
    hits: list[Hit] = field(default_factory=list)
    count: int = 0
    capped: bool = False
    number: int = 1
    instead: str = ""  # what was looked for, when what was typed is nowhere
    facets: dict[str, list[tuple[Any, int]]] = field(default_factory=dict)
    mine: list[Resource] = field(default_factory=list)  # seen by whoever asks, not by everyone

    def has_next(self) -> bool:
        return self.number * LINES < self.count

    def has_previous(self) -> bool:
        return self.number > 1


def terms_of(text: str) -> tuple[list[str], list[str]]:
    """What must be there and what must not: words, phrases between quotes, a minus before either."""
    wanted: list[str] = []
    without: list[str] = []
    for minus, phrase, word in ASKED.findall(text.replace("\x00", "").replace("“", '"').replace("”", '"')[:200]):
        not_this = minus or (word.startswith("-") and len(word) > 1)
        term = phrase or word.lstrip("-")
        if term.strip():
            (without if not_this else wanted).append(term)
    return wanted[:12], without[:12]


# What was typed, and the same with each word that stands nowhere replaced by the most alike of those that do.
# Plans are made for these very words: rare ones are looked up, common ones met by walking from the newest. How much a page
# at random costs is said as it is on today's disks: taken for four, the rare ones were walked for too, 1.4 s in a million.
ASK = """
with typed as (
  select n, library_plain(word) as word from unnest(%(words)s::text[]) with ordinality t (word, n)
), nearest as (
  select array_agg(coalesce(
    (select w.word from library_word w where w.word = typed.word),
    (select w.word from library_word w where w.word %% typed.word and similarity(w.word, typed.word) >= %(alike)s
     order by similarity(w.word, typed.word) desc, w.uses desc limit 1),
    typed.word) order by n)::text[] as words, array_agg(typed.word order by n)::text[] as typed
  from typed
)
select library_asked(%(terms)s::text[], %(without)s::text[])::text,
  (library_asked(%(terms)s::text[], '{}') || library_asked(%(with_z)s::text[], '{}'))::text, array_to_string(words, ' '),
  case when words <> typed then library_asked(words, %(without)s::text[])::text else '' end,
  set_config('plan_cache_mode', 'force_custom_plan', true), set_config('random_page_cost', '1.1', true)
from nearest
"""


@dataclass(frozen=True, slots=True)
class Query:
    """The words as PostgreSQL asks for them, and those it would rather have been asked."""

    words: str = ""
    marks: str = ""  # what is marked in what is found: American spelling too
    nearest: str = ""
    nearest_words: str = ""


def query_of(text: str) -> Query:
    terms, without = terms_of(text)
    values: dict[str, Any] = {
        "words": [word for term in terms for word in term.split()][:8],
        "terms": terms,
        "with_z": [BRITISH.sub(r"\1z", term) for term in terms],
        "without": without,
        "alike": ALIKE,
    }
    with connection.cursor() as cursor:
        cursor.execute(ASK, values)
        *found, _plans, _cost = cursor.fetchone()
    return Query(*(part or "" for part in found))


def find(asked: Asked, number: int = 1) -> Results:
    """One page of what there is, best first; without words, newest first."""
    if not asked.text:
        return page_of(matching(asked, ""), "", number)
    query = query_of(asked.text)
    if not query.words:
        return Results()  # words that say nothing: "the", "le"
    rows = matching(asked, query.words)
    mine = list(not_public(asked, query.words)[:LINES])
    if rows or mine or not query.nearest_words:
        results = page_of(rows, query.marks, number)
        results.mine = mine if number == 1 else []
        return results
    results = page_of(matching(asked, query.nearest_words), query.nearest_words, number)
    results.instead = query.nearest if results.count else ""
    return results


def page_of(rows: list[dict[str, Any]], marks: str, number: int) -> Results:
    results = Results(count=min(len(rows), CAP), capped=len(rows) > CAP, number=number)
    rows = rows[:CAP]
    results.facets = facets_of(rows)
    if marks:
        rows.sort(key=lambda row: -row["rank"])
    shown = [row["pk"] for row in rows[(number - 1) * LINES : number * LINES]]
    results.hits = hits_of(shown, marks) if shown else []
    return results


def matching(asked: Asked, words: str) -> list[dict[str, Any]]:
    found = Entry.objects.filter(asked.narrowed)
    if asked.concept:
        found = found.filter(concepts__contains=[asked.concept])
    columns = ["pk", "kind", "language", "series_id", "dated", "concepts"]
    if not words:
        return list(found.order_by(*NEWEST)[: CAP + 1].values(*columns))
    query = Words(Value(words))
    ranked = found.filter(Says(F("words"), query)).annotate(rank=SearchRank(F("words"), query))
    return list(ranked.order_by("-id")[: CAP + 1].values(*columns, "rank"))


def facets_of(rows: list[dict[str, Any]]) -> dict[str, list[tuple[Any, int]]]:
    """How many of these have which kind, language, series, year, concept; the most frequent first, years newest first."""
    counts: dict[str, Counter[Any]] = {name: Counter() for name in ("kind", "language", "series", "year", "concept")}
    for row in rows:
        counts["kind"][row["kind"]] += 1
        counts["language"][row["language"]] += 1
        counts["series"][row["series_id"]] += 1
        counts["year"][row["dated"].year if row["dated"] else None] += 1
        counts["concept"].update(row["concepts"])
    found = {name: [(value, n) for value, n in count.most_common(12) if value] for name, count in counts.items()}
    found["year"].sort(reverse=True)
    return found


def hits_of(ids: list[int], words: str) -> list[Hit]:
    """The entries of these numbers, in that order; where words were asked for, with these marked."""
    rows: Any = Entry.objects.filter(pk__in=ids).defer("words")
    if words:
        rows = rows.annotate(
            **{f"marked_{name}": marked(name, words, short=name.startswith("text")) for name in MARKED}
        )
    by_id = {row.pk: row for row in rows}
    return [hit_of(by_id[number], bool(words)) for number in ids if number in by_id]


MARKED = ("title_fr", "title_en", "text_fr", "text_en")


def marked(column: str, words: str, *, short: bool) -> SearchHeadline:
    length = {"max_words": 40, "min_words": 20, "max_fragments": 2, "fragment_delimiter": " … "}
    whole = {"highlight_all": True}
    query: Any = Words(Value(words))
    language = f"library_{column[-2:]}"
    text: Any = Func(F(column), Value(20_000), function="left", output_field=TextField()) if short else column
    options: Any = length if short else whole
    return SearchHeadline(text, query, config=language, start_sel=BEGIN, stop_sel=END, **options)


def hit_of(entry: Any, with_words: bool) -> Hit:
    title, text = entry.title, entry.text
    if not with_words:
        return Hit(entry, title.text, shortened(text.text))
    return Hit(
        entry,
        safe(getattr(entry, f"marked_title_{title.language}")),
        safe(getattr(entry, f"marked_text_{text.language}")) if text else "",
    )


def shortened(text: str, length: int = 240) -> str:
    return text if len(text) <= length else f"{text[:length].rsplit(' ', 1)[0]} …"


def safe(text: str) -> SafeString:
    """Escaped, then what was found is marked."""
    return mark_safe(str(escape(text)).replace(BEGIN, "<mark>").replace(END, "</mark>"))


def not_public(asked: Asked, words: str) -> QuerySet[Resource]:
    """Of what is not for everyone, what whoever asks may see: as few as they have."""
    names = ("title_fr", "title_en", "publisher")
    texts = (Concat("summary_fr", Value(" "), "text", output_field=TextField()), F("summary_en"))
    vector = Func(*map(F, names), *texts, function="library_words", output_field=SearchVectorField())
    rest = Resource.objects.filter(asked.narrowed).exclude(state=Resource.State.PUBLISHED, audience=5)
    if asked.concept:
        rest = rest.filter(subjects__concept=asked.concept)
    return rest.filter(Says(vector, Words(Value(words)))).order_by(*NEWEST)
