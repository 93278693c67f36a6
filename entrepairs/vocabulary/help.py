"""Help now: the numbers to call, one press away on every page, without an account and without
JavaScript."""

from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from entrepairs.vocabulary import queries
from entrepairs.vocabulary.files import read
from entrepairs.vocabulary.models import Mark
from entrepairs.vocabulary.queries import Line

HOME = "FR"
# In the dialog: so many emergencies, so many others, in the order of the file.
SHOWN = 3


@cache
def lines_of_file() -> tuple[Line, ...]:
    """The same lines as in the database, which is loaded from this file: for when it does not
    answer."""
    _concepts, numbers = read()
    names = Line.__dataclass_fields__
    return tuple(
        Line(**{name: _frozen(getattr(entry, name)) for name in names})
        for entry in sorted(numbers, key=lambda entry: entry.order)
    )


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def urgent(country: str = HOME) -> list[Line]:
    """The few numbers of the dialog, without a query."""
    here = [
        line
        for line in lines_of_file()
        if line.country == country and line.everywhere and line.mark != Mark.KNOWN
    ]
    emergencies = [line for line in here if line.is_emergency]
    others = [line for line in here if not line.is_emergency]
    return emergencies[:SHOWN] + others[:SHOWN]


def numbers_asked(request: HttpRequest) -> dict[str, Any]:
    """The numbers of the country that an address asks for, emergencies apart."""
    countries = queries.help_countries()
    asked = request.GET.get("country", "").upper()
    country = asked if asked in dict(countries) else HOME
    found = queries.help_numbers(country)
    return {
        "country": country,
        "countries": sorted(countries, key=lambda pair: (pair[0] != HOME, pair[1])),
        "emergencies": [line for line in found if line.is_emergency],
        "others": [line for line in found if not line.is_emergency],
    }


@login_not_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """All the numbers of a country, emergencies first."""
    context = {**numbers_asked(request), "exit_url": settings.EXIT_URL}
    response = render(request, "vocabulary/help.html", context)
    patch_cache_control(response, private=True)
    return response
