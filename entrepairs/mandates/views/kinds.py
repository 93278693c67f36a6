"""Kinds of body, for everyone: what each does, who sits there, for how long, and who says so."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entrepairs.mandates.kinds import (
    changes_between,
    describe_kind,
    describe_rule,
    kind_of,
    kinds_by_level,
)
from entrepairs.vocabulary import queries as vocabulary


@login_not_required
@require_safe
def kinds(request: HttpRequest) -> HttpResponse:
    context = {
        "levels": kinds_by_level(),
        "rules": [describe_rule(rule) for rule in vocabulary.concepts("rule")],
    }
    return render(request, "mandates/kinds.html", context)


@login_not_required
@require_safe
def kind(request: HttpRequest, key: str) -> HttpResponse:
    found = kind_of(key)
    if found is None:
        raise Http404
    context = {
        "kind": found,
        "facts": describe_kind(found),
        "seats": found.data.get("seats", []),
        "receives": found.data.get("receives", []),
        "unsure": found.data.get("unsure", {}),
        "changes": changes_between(found),
    }
    return render(request, "mandates/kind.html", context)
