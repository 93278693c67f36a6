"""What everyone may open: the search, one thing, a series."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.library import citations, hooks, queries, unpublished_search
from entrepairs.library.absolute_urls import absolute
from entrepairs.library.licences import licence
from entrepairs.library.models import Author, File, Resource, Series, Withdrawal
from entrepairs.library.views import people
from entrepairs.search import index as shelf
from entrepairs.search import search
from entrepairs.ui import forms
from entrepairs.vocabulary import queries as vocabulary

FACETS = search.FACETS


@login_not_required
@require_safe
def index(request: Any) -> HttpResponse:
    """What there is, found by its words; the newest without any."""
    wanted = {
        name: request.GET.get(name, "").replace("\x00", "").strip()
        for name in ("q", *FACETS, "page")
    }
    if request.GET.get("in") == "people" and request.person_id is not None:
        return people.page(request, wanted["q"][:200], min(_number(wanted["page"], 2) or 1, 25))
    series = Series.objects.filter(slug=wanted["series"][:40]).first() if wanted["series"] else None
    asked = search.Asked(
        text=wanted["q"][:200],
        kind=wanted["kind"] if wanted["kind"] in shelf.kinds() else "",
        language=wanted["language"][:8],
        series=series.pk if series else None,
        year=_number(wanted["year"], 4),
        concept=_number(wanted["concept"], 9),
    )
    number = min(_number(wanted["page"], 4) or 1, search.CAP // search.LINES)
    mine = unpublished_search.first_lines(asked) if number == 1 else []
    results = search.find(asked, number, mine)
    context = {
        "asked": asked,
        "results": results,
        "lines": [_line(hit) for hit in results.hits],
        "facets": _facets(request, results),
        "narrowed": any(wanted[name] for name in FACETS),
        "chosen": {name: wanted[name] for name in FACETS if wanted[name]},
        "cap": search.CAP,
    }
    return forms.page(request, "library/index.html", context, partial="results")


def _line(hit: search.Hit) -> dict[str, Any]:
    entry = hit.entry
    return {
        "hit": hit,
        "entry": entry,
        "label": shelf.kinds().get(entry.kind, entry.kind),
        "language": queries.language_name(entry.language),
        "clock": shelf.clock(entry.path) if entry.whole else "",
    }


def _number(text: str, digits: int) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= digits else None


def _facets(request: Any, results: search.Results) -> list[dict[str, Any]]:
    """The ways to narrow, each with its choices: what it is called, how many, where it leads, whether it is chosen."""
    titles = {
        "kind": _("What it is"),
        "language": _("Language"),
        "series": _("Series"),
        "year": _("Year"),
        "concept": _("About"),
    }
    series = Series.objects.in_bulk([number for number, _n in results.facets.get("series", [])])
    found = []
    for name, title in titles.items():
        lines = []
        for value, count in results.facets.get(name, []):
            label, word = _labelled(name, value, series)
            if label:
                lines.append({"label": label, "count": count, **_link(request, name, word)})
        if len(lines) > 1 or request.GET.get(name):
            found.append({"name": name, "title": title, "lines": lines})
    return found


def _labelled(name: str, value: Any, series: dict[int, Series]) -> tuple[Any, str]:
    if name == "kind":
        return shelf.kinds().get(value, value), value
    if name == "language":
        return queries.language_name(value), value
    if name == "series":
        return (series[value].title, series[value].slug) if value in series else ("", "")
    if name == "concept":
        return vocabulary.concept(value).label, str(value)
    return str(value), str(value)


def _link(request: Any, name: str, word: str) -> dict[str, Any]:
    """Chosen: the link lets it go."""
    asked = request.GET.copy()
    asked.pop("page", None)
    chosen = asked.get(name) == word
    if chosen:
        del asked[name]
    else:
        asked[name] = word
    return {"chosen": chosen, "url": f"{reverse('library:index')}?{asked.urlencode()}"}


@login_not_required
@require_safe
def resource(request: Any, key: str) -> HttpResponse:
    """One thing; what was withdrawn says so and when, to those who could read it."""
    shown = queries.resources().filter(key=key).first()
    if shown is None:
        return _withdrawn(request, key)
    made = shown.authors.select_related("person") if request.person_id else shown.authors.all()
    authors, terms, files = list(made), queries.terms(shown), queries.ready(queries.files(shown))
    citation = _citation(
        request,
        shown,
        authors,
        tuple(term.label for term in terms),
        files if shown.yes_harvest else [],
    )
    context = {
        "resource": shown,
        "authors": authors,
        "terms": terms,
        "files": files,
        "licence": licence(shown.licence),
        "language_name": queries.language_name(shown.language),
        "seen_by": shown.get_audience_display(),
        "host": urlsplit(shown.url).hostname or "",
        "easy_versions": list(Resource.objects.filter(easy_of=shown.pk)),
        "reference": citations.reference(citation),
        "dublin_core": citations.dublin_core(citation),
        "schema_org": citations.schema_org(citation),
    }
    for more in hooks.page_parts:
        context |= more(request, shown, files)
    return render(request, "library/resource.html", context)


def _citation(
    request: Any,
    shown: Resource,
    authors: list[Author],
    subjects: tuple[str, ...],
    files: Sequence[File] = (),
) -> citations.Citation:
    copies = tuple(citations.copy_of(file, absolute(request, file.path)) for file in files)
    return citations.citation_of(shown, authors, absolute(request, shown.path), subjects, copies)


def _withdrawn(request: Any, key: str) -> HttpResponse:
    gone = get_object_or_404(Withdrawal, key=key)
    return render(request, "library/withdrawn.html", {"at": gone.at}, status=410)


@login_not_required
@require_safe
def citation(request: Any, key: str, how: str) -> HttpResponse:
    """The same for a reference manager."""
    shown = get_object_or_404(queries.resources(), key=key)
    subjects = tuple(term.label for term in queries.terms(shown))
    return citations.answer(_citation(request, shown, list(shown.authors.all()), subjects), how)
