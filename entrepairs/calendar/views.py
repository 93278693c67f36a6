"""The calendar: what is mine, and what is near; as a list, a week, a month."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.calendar import actions, queries, sources
from entrepairs.calendar.nearness import DISTANCES, Nearness, nearness_asked
from entrepairs.calendar.periods import DAY, Period, period_asked
from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.ledger.run import run_button
from entrepairs.people.hooks import gather_actions
from entrepairs.ui import formats, forms
from entrepairs.ui.addresses import absolute_url

ADDRESS = ("show", "view", "on", "only", "place", "km")  # what the address may say
SHOWN = 3  # entries of one day, in a month
AHEAD = 400 * DAY  # in which the next entry is looked for, when a period has none


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for."""

    mine: bool
    only: str
    period: Period
    near: Nearness

    def read(self, period: Period) -> list[queries.Entry]:
        found = queries.read_entries(
            period.shown_from,
            period.shown_until,
            self.near,
            mine=self.mine,
            public=not self.mine,
        )
        only = self.only if self.mine else ""
        return [entry for entry in found if only in ("", entry.kind.group.name)]


def read_address(request: Request) -> Asked:
    given = {name: request.GET.get(name, "").replace("\0", "") for name in ADDRESS}
    mine = request.person_id is not None and given["show"] != "near"
    only = given["only"]
    near = Nearness()
    if not mine:
        typed = given["place"] if "place" in request.GET else None
        near = nearness_asked(typed, given["km"], request.person_id)
    return Asked(
        mine=mine,
        only=only if only in [group.name for group in sources.known_groups()] else "",
        period=period_asked(given["view"], given["on"], formats.today()),
        near=near,
    )


@login_not_required
@require_safe
def index(request: Request) -> HttpResponse:
    asked = read_address(request)
    period = asked.period
    entries = asked.read(period)
    if period.view == "list":
        queries.add_pictures(entries)
    context = {
        "asked": asked,
        "period": period,
        "days": queries.sort_by_day(entries, period.days),
        "entries": entries,
        "next": None if entries else find_next(asked),
        "groups": sources.known_groups(),
        "shown": SHOWN,
        "distances": DISTANCES,
        "today": formats.today(),
        "kept": keep_in_address(request),
        "actions": gather_actions(sources.actions, request) if not request.htmx else [],
    }
    return forms.page(request, "calendar/calendar.html", context, partial="entries")


def find_next(asked: Asked) -> Any:
    """The first entry after an empty period, so that nobody has to leaf through empty ones."""
    first = asked.period.after
    return next(iter(asked.read(Period("list", first, first + AHEAD))), None)


def keep_in_address(request: Request) -> dict[str, str]:
    """What links to other periods and views keep of the present address."""
    return {
        name: request.GET[name]
        for name in ADDRESS
        if request.GET.get(name) or name in request.GET.keys() & {"place"}
    }


# The private address


@require_safe
def address(request: SignedInRequest) -> HttpResponse:
    token, address = queries.my_feed_token(), ""
    if token:
        address = absolute_url(reverse("calendar:feed", args=[token]), request)
    webcal = f"webcal://{address.partition('://')[2]}" if address else ""
    return render(request, "calendar/address.html", {"address": address, "webcal": webcal})


@require_POST
def make_address(request: SignedInRequest) -> HttpResponse:
    done = _("Here is your address. Any earlier address has stopped working.")
    run_button(request, actions.make_calendar, done=done)
    return redirect("calendar:address")


@require_POST
def remove_address(request: SignedInRequest) -> HttpResponse:
    done = _("Deleted. The address no longer works.")
    run_button(request, actions.remove_calendar, done=done)
    return redirect("calendar:address")
