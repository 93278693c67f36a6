"""A plan without a network: a copy that its holder asks their browser to keep, and that is opened
with words which are kept nowhere (static/plans/kept.js)."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from entrepairs.core.requests import SignedInRequest
from entrepairs.plans.plan_pdf import wishes_not_orders
from entrepairs.plans.queries import plans as queries
from entrepairs.plans.views.shared import around, my_plan


@require_safe
def offline(request: SignedInRequest, key: str) -> HttpResponse:
    """For who holds it: a copy with somebody else would stay when they are removed."""
    standing = my_plan(request, key)
    return render(request, "plans/offline.html", around(request, standing, "offline"))


@require_safe
def text(request: SignedInRequest, key: str) -> JsonResponse:
    """What the copy has: all that is written in it."""
    standing = my_plan(request, key)
    sections = queries.sections_of(standing.plan, queries.people_of(standing.plan))
    day = date_format(timezone.localdate(), "DATE_FORMAT")
    told = {
        "name": standing.circle.name,
        "made": _("As it was on %(day)s") % {"day": day},
        "legal": wishes_not_orders(),
        "sections": [
            {"title": one.title, "words": str(one.section.words)}
            for one in sections
            if one.section.words
        ],
    }
    return JsonResponse(told, headers={"Cache-Control": "no-store"})


@login_not_required
@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """Where the copy is opened, also without a network: it says the same to everybody."""
    return render(request, "plans/kept.html")
