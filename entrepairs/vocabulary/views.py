"""The vocabulary's public pages."""

import json
from collections import Counter

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import conditional_page, require_safe

from entrepairs.vocabulary import queries, skos
from entrepairs.vocabulary.models import Scheme

HOUR = 3600


def scheme_or_404(name: str) -> Scheme:
    if name not in Scheme.values:
        raise Http404
    return Scheme(name)


@login_not_required
@require_safe
def schemes(request: HttpRequest) -> HttpResponse:
    lists = [(scheme, len(queries.concepts(scheme))) for scheme in Scheme]
    return render(request, "vocabulary/schemes.html", {"lists": lists})


@login_not_required
@require_safe
def scheme(request: HttpRequest, scheme: str) -> HttpResponse:
    found = scheme_or_404(scheme)
    sources = Counter((term.source, term.checked_on) for term in queries.concepts(found))
    # What most of the list shares is said once, above it.
    source, checked_on = sources.most_common(1)[0][0] if sources else ("", None)
    tree = queries.tree(found)
    page = {"scheme": found, "tree": tree, "in_two_levels": any(below for _heading, below in tree)}
    page |= {"source": source, "checked_on": checked_on}
    return render(request, "vocabulary/scheme.html", page)


@login_not_required
@require_safe
@conditional_page
def scheme_as_skos(request: HttpRequest, scheme: str) -> HttpResponse:
    found = scheme_or_404(scheme)
    base = request.build_absolute_uri(reverse("vocabulary:scheme", args=[found.value]))
    document = skos.document(found, queries.concepts(found, retired=True), base)
    response = HttpResponse(
        json.dumps(document, ensure_ascii=False, indent=1), content_type="application/ld+json"
    )
    patch_cache_control(response, public=True, max_age=HOUR)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@login_not_required
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """For a search: the options of a datalist when htmx asks, else a page. `q` or `place` is what
    was typed."""
    typed = request.GET.get("q") or request.GET.get("place") or ""
    found = queries.find_places(typed[:80], country=request.GET.get("country") or None)
    labels = dict.fromkeys(queries.place_label(place) for place in found)
    htmx = bool(request.headers.get("HX-Request"))
    template = "vocabulary/places.html#options" if htmx else "vocabulary/places.html"
    shown = {"typed": typed, "labels": list(labels), "typed_code": queries.has_postal_code(typed)}
    response = render(request, template, shown)
    patch_vary_headers(response, ["HX-Request"])
    if htmx:
        patch_cache_control(response, private=True, max_age=HOUR)
    return response
