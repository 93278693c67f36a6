"""Pages that everyone may open: the search, and one resource."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.db.models import Exists, OuterRef, QuerySet, Value
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core.paging import whole_number
from entrepairs.core.requests import Request
from entrepairs.library import citation_metadata, citations, covers, hooks, queries, references
from entrepairs.library.citation_files import citation_response
from entrepairs.library.licences import licence_named
from entrepairs.library.models import File, Recommendation, Resource, Series, Withdrawal
from entrepairs.library.notice_kinds import PUBLISHED
from entrepairs.library.series import news_for
from entrepairs.library.shelves import Shelf, filled_shelves
from entrepairs.library.unpublished_search import first_unpublished
from entrepairs.library.views.people import people_page
from entrepairs.notices.actions import see_after_answer
from entrepairs.people.queries import coordinations_of
from entrepairs.search import full_text
from entrepairs.search.full_text import FACETS, SORTS, Hit, Results, SearchQuery
from entrepairs.search.index import kind_labels, time_code_in
from entrepairs.ui import forms
from entrepairs.ui.addresses import absolute_url
from entrepairs.vocabulary import queries as vocabulary

type Shelves = list[tuple[Shelf, list[Resource], bool]]
LAST_PAGE = full_text.CAP // full_text.LINES


@login_not_required
@require_safe
def index(request: Request) -> HttpResponse:
    """What there is, found by its words; the newest without any."""
    given = {
        name: request.GET.get(name, "").replace("\x00", "").strip()
        for name in ("q", *FACETS, "sort", "page")
    }
    if request.GET.get("in") == "people" and request.person_id is not None:
        page = min(whole_number(given["page"], digits=2) or 1, 25)
        return people_page(request, given["q"][:200], page)
    query = query_of(given)
    number = min(whole_number(given["page"], digits=4) or 1, LAST_PAGE)
    mine = first_unpublished(query) if number == 1 else []
    results = full_text.find_entries(query, number, mine)
    shelved = [] if any(given.values()) else list(filled_shelves())
    context = {
        "asked": query,
        "results": results,
        "lines": [line_of(hit) for hit in results.hits],
        "facets": facets_of(request, results),
        "narrowed": any(given[name] for name in FACETS),
        "chosen": {name: given[name] for name in (*FACETS, "sort") if given[name]},
        "sorts": sort_links(request, query),
        "cap": full_text.CAP,
        "shelves": shelved,
        "covers": covers_on(shelved, results.hits),
    }
    return forms.page(request, "library/index.html", context, partial="results")


def covers_on(shelved: Shelves, hits: Sequence[Hit]) -> dict[str, str]:
    """The pictures of what a page shows: the shelves come first."""
    keys = [row.key for _shelf, rows, _more in shelved for row in rows]
    return covers.covers_of([*keys, *(hit.entry.whole or hit.entry.key for hit in hits)])


def query_of(given: dict[str, str]) -> SearchQuery:
    slug = given["series"][:40]
    series = Series.objects.filter(slug=slug).first() if slug else None
    return SearchQuery(
        text=given["q"][:200],
        kind=given["kind"] if given["kind"] in kind_labels() else "",
        language=given["language"][:8],
        series=series.pk if series else None,
        year=whole_number(given["year"], digits=4),
        concept=whole_number(given["concept"], digits=9),
        sort=given["sort"] if given["sort"] in SORTS else "",
    )


def line_of(hit: Hit) -> dict[str, Any]:
    entry = hit.entry
    return {
        "hit": hit,
        "entry": entry,
        "label": kind_labels().get(entry.kind, entry.kind),
        "language": queries.language_name(entry.language),
        "clock": time_code_in(entry.path) if entry.whole else "",
    }


def facets_of(request: Request, results: Results) -> list[dict[str, Any]]:
    """The ways to narrow, each with its choices: label, count, link, whether it is chosen."""
    titles = {
        "kind": _("Type"),
        "language": _("Language"),
        "series": _("Series"),
        "year": _("Year"),
        "concept": _("Topic"),
    }
    series = Series.objects.in_bulk([number for number, _n in results.facets.get("series", [])])
    found = []
    for name, title in titles.items():
        lines = []
        for value, count in results.facets.get(name, []):
            label, parameter = label_facet(name, value, series)
            if label:
                link = facet_link(request, name, parameter)
                lines.append({"label": label, "count": count, **link})
        if len(lines) > 1 or request.GET.get(name):
            found.append({"name": name, "title": title, "lines": lines})
    return found


def label_facet(name: str, value: Any, series: dict[int, Series]) -> tuple[Any, str]:
    """What a choice is called, and its value in an address. Nothing for a series that is gone."""
    if name == "kind":
        return kind_labels().get(value, value), value
    if name == "language":
        return queries.language_name(value), value
    if name == "series":
        return (series[value].title, series[value].slug) if value in series else ("", "")
    if name == "concept":
        return vocabulary.concept(value).label, str(value)
    return str(value), str(value)


def facet_link(request: Request, name: str, value: str) -> dict[str, Any]:
    """A link that chooses this value, or lets it go when it is chosen."""
    query = request.GET.copy()
    query.pop("page", None)
    chosen = query.get(name) == value
    if chosen:
        del query[name]
    else:
        query[name] = value
    return {"chosen": chosen, "url": f"{reverse('library:index')}?{query.urlencode()}"}


def sort_links(request: Request, query: SearchQuery) -> list[dict[str, Any]]:
    """The orders of the results: label, link, whether it is the one."""
    labels = {"": _("Relevance")} if query.text else {}
    labels |= {"newest": _("Newest"), "oldest": _("Oldest"), "title": _("Title")}
    now = query.sort or ("" if query.text else "newest")
    found = []
    for name, label in labels.items():
        given = request.GET.copy()
        for gone in ("page", "sort"):
            given.pop(gone, None)
        if name:
            given["sort"] = name
        url = f"{reverse('library:index')}?{given.urlencode()}"
        found.append({"label": label, "url": url, "chosen": name == now})
    return found


@login_not_required
@require_safe
def resource(request: Request, key: str) -> HttpResponse:
    """One resource. A withdrawn one says so and when, to those who could read it."""
    shown = shown_resources(request).filter(key=key).first()
    if shown is None:
        return withdrawn_page(request, key)
    made = shown.authors.select_related("person") if request.person_id else shown.authors.all()
    authors, terms = list(made), queries.subject_terms(shown)
    files = queries.ready_files(queries.files_of(shown))
    context: dict[str, Any] = {
        "resource": shown,
        "authors": authors,
        "terms": terms,
        "files": files,
        "licence": licence_named(shown.licence),
        "language_name": queries.language_name(shown.language),
        "seen_by": shown.get_audience_display(),
        "host": urlsplit(shown.url).hostname or "",
        "easy_versions": list(Resource.objects.filter(easy_of=shown.pk)),
        "doi": f"https://doi.org/{shown.doi}" if shown.doi else "",
        "voices_heard": (),
        "picture": covers.picture_among(files),
    }
    if shown.new:
        see_after_answer(request, kinds=[PUBLISHED], about=shown.key)
    for page_parts in hooks.page_parts:
        context |= page_parts(request, shown, files)
    names = citations.cited_names(shown, authors, context["voices_heard"])
    labels = tuple(term.label for term in terms)
    cited = make_citation(request, shown, names, labels, files if shown.yes_harvest else [])
    return render(
        request, "library/resource.html", context | citation_context(request, shown, cited)
    )


def shown_resources(request: Request) -> QuerySet[Any]:
    """Each with whether it is on the shelf for newcomers, whether this person chooses what is, and
    whether it is news to them."""
    me = request.person_id
    return queries.visible_resources().annotate(
        may_choose=Exists(coordinations_of(me)) if me is not None else Value(False),
        on_shelf=Exists(Recommendation.objects.filter(resource=OuterRef("pk"))),
        new=news_for(me),
    )


def make_citation(
    request: Request,
    shown: Resource,
    names: Sequence[citations.CitedName],
    subjects: tuple[str, ...],
    files: Sequence[File] = (),
) -> citations.Citation:
    copies = tuple(citations.copy_of(file, absolute_url(file.path, request)) for file in files)
    address = absolute_url(shown.path, request)
    return citations.citation_of(shown, names, address, subjects, copies)


def citation_context(
    request: Request, shown: Resource, cited: citations.Citation
) -> dict[str, Any]:
    return {
        **references.reference_context(request.GET.get("style", ""), cited),
        "dublin_core": citation_metadata.dublin_core(cited),
        "highwire": citation_metadata.highwire_tags(cited) if shown.is_public else [],
        "schema_org": citation_metadata.schema_org(cited),
    }


def withdrawn_page(request: Request, key: str) -> HttpResponse:
    withdrawal = get_object_or_404(Withdrawal, key=key)
    return render(request, "library/withdrawn.html", {"at": withdrawal.at}, status=410)


@login_not_required
@require_safe
def citation(request: Request, key: str, how: str) -> HttpResponse:
    """The citation, as a file for a reference manager."""
    shown = get_object_or_404(queries.visible_resources(), key=key)
    subjects = tuple(term.label for term in queries.subject_terms(shown))
    files = queries.ready_files(queries.files_of(shown)) if shown.yes_harvest else []
    voices = hooks.voices_of([shown])[shown.pk]
    names = citations.cited_names(shown, shown.authors.all(), voices)
    made = make_citation(request, shown, names, subjects, files)
    return citation_response(request, made, how)
