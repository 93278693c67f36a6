"""A publication as a table and for programs: figures with their definitions and how to cite them,
never a row about a person."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from entrepairs.core.csv_cells import write_table
from entrepairs.core.requests import Request
from entrepairs.observatory import queries
from entrepairs.observatory.definitions import checked_on
from entrepairs.observatory.exchanges import PLACES, SIDES
from entrepairs.observatory.models import Publication
from entrepairs.observatory.queries import Shown
from entrepairs.ui.addresses import absolute_url
from entrepairs.ui.file_answers import CSV, answer_file
from entrepairs.ui.formats import as_date

TOLD = ("value", "low", "high", "people", "links", "left_out", "reason")


@login_not_required
@require_safe
def as_csv(request: Request, period: str) -> HttpResponse:
    found = get_object_or_404(queries.publications(), period=period)
    lines = [_told(one) for one in queries.shown_figures(found).values()]
    rows = [list(lines[0]), *(["" if v is None else v for v in one.values()] for one in lines)]
    rows += [[], ["cite", _cite(request, found)]]
    return answer_file(write_table(rows), CSV, f"observatory-{found.period}.csv")


@login_not_required
@require_safe
def as_json(request: Request, period: str) -> HttpResponse:
    found = get_object_or_404(queries.publications(), period=period)
    told = {
        "period": found.period,
        "since": found.since,
        "before": found.until,
        "made_at": found.made_at,
        "published_at": found.published_at,
        "version": found.version,
        "seed": found.seed,
        "definitions_checked_on": checked_on(),
        "least_people": 11,
        "cite": _cite(request, found),
        "figures": [_told(one) for one in queries.shown_figures(found).values()],
        "exchanges": {"rows": SIDES, "columns": PLACES, "people": found.exchanges},
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _told(shown: Shown) -> dict[str, Any]:
    what = shown.definition
    words = {
        "key": what.key,
        "question": what.question,
        "name_fr": what.name.fr,
        "name_en": what.name.en,
        "says_fr": what.says.fr,
        "says_en": what.says.en,
        "formula": what.formula,
        "source": what.cited,
    }
    return words | {name: getattr(shown.figure, name) for name in TOLD}


def _cite(request: Request, found: Publication) -> str:
    day = as_date(found.published_at).isoformat()
    return f"Entrepairs, Observatory {found.period}, {day}, {absolute_url(found.path, request)}"
