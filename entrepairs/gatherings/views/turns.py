"""Facilitating in turns."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entrepairs.core.requests import SignedInRequest
from entrepairs.gatherings import queries
from entrepairs.gatherings.actions import turns as actions
from entrepairs.gatherings.models import Swap, Turn
from entrepairs.groups.queries.groups import GroupStanding
from entrepairs.groups.views.shared import around, group_i_am_in
from entrepairs.ledger.run import confirm_button, run_button
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


def rhythm_of_mine(request: SignedInRequest, key: str) -> tuple[Any, GroupStanding]:
    rhythm = queries.rhythm_at(key, request.person_id)
    if rhythm is None:
        raise Http404
    return rhythm, group_i_am_in(request, rhythm.circle.key)


@require_POST
def join(request: SignedInRequest, key: str) -> HttpResponse:
    rhythm, standing = rhythm_of_mine(request, key)
    done = _("You take turns. You have one the next time that they are dealt.")
    run_button(request, actions.join_turns, rhythm=rhythm, done=done)
    return redirect(standing.circle.path)


@require_POST
def leave(request: SignedInRequest, key: str) -> HttpResponse:
    rhythm, standing = rhythm_of_mine(request, key)
    done = _("You take no more turns. Your dates are free for others.")
    run_button(request, actions.leave_turns, rhythm=rhythm, done=done)
    return redirect(standing.circle.path)


@require_POST
def deal(request: SignedInRequest, key: str) -> HttpResponse:
    """Of the next dates."""
    rhythm, standing = rhythm_of_mine(request, key)
    days = sorted(time.day for time in queries.next_times([rhythm], queries.DEALT))
    by_lot = request.POST.get("how") == "lot"
    done = _("Here are the next turns.")
    run_button(request, actions.deal_turns, rhythm=rhythm, days=days, by_lot=by_lot, done=done)
    return redirect(standing.circle.path)


@page_or_form
def end(request: SignedInRequest, key: str) -> HttpResponse:
    rhythm, standing = rhythm_of_mine(request, key)
    return confirm_button(
        request,
        actions.end_turns,
        title=_("End the turns? %(title)s") % {"title": rhythm.title},
        lines=[
            _("All turns to come are gone, for everyone."),
            _("You can begin again at any time."),
        ],
        yes=_("End the turns"),
        back=standing.circle.path,
        rhythm=rhythm,
        done=_("Nobody takes turns any more."),
    )


def turn_at(request: SignedInRequest, key: str, pk: int) -> tuple[Turn, Any, GroupStanding]:
    rhythm, standing = rhythm_of_mine(request, key)
    rows = Turn.objects.select_related("rhythm__circle", "person").filter(rhythm=rhythm.pk)
    return get_object_or_404(rows, pk=pk), rhythm, standing


@require_POST
def pass_on(request: SignedInRequest, key: str, pk: int) -> HttpResponse:
    turn, _rhythm, standing = turn_at(request, key, pk)
    done = _("Passed on. No reason is asked.")
    run_button(request, actions.pass_turn, turn=turn, done=done)
    return redirect(standing.circle.path)


@require_POST
def take(request: SignedInRequest, key: str, pk: int) -> HttpResponse:
    turn, _rhythm, standing = turn_at(request, key, pk)
    run_button(request, actions.take_turn, turn=turn, done=_("This turn is yours."))
    return redirect(standing.circle.path)


@page_or_form
def swap(request: SignedInRequest, key: str, pk: int) -> HttpResponse:
    """My turn for which other one?"""
    turn, rhythm, standing = turn_at(request, key, pk)
    me = request.person_id
    if turn.person_id != me:
        raise Http404
    if request.method == "POST":
        rows = Turn.objects.select_related("rhythm").filter(rhythm=rhythm.pk)
        other = get_object_or_404(rows, pk=as_number(request.POST.get("other", "")))
        done = _("Suggested. The turns change hands once the other person says yes.")
        run_button(request, actions.suggest_swap, turn=turn, other=other, done=done)
        return redirect(standing.circle.path)
    others = [one for one in rhythm.turns_dealt if one["name"] and one["person"] != me]
    context = {**around(request, standing, "group"), "turn": turn, "rhythm": rhythm}
    return forms.page(request, "gatherings/swap.html", context | {"others": others})


def as_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


@require_POST
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    rows = Swap.objects.select_related("turn__rhythm__circle").filter(to=request.person_id)
    asked = get_object_or_404(rows, pk=pk)
    circle = asked.turn.rhythm.circle
    if request.POST.get("answer") == "yes":
        run_button(request, actions.accept_swap, swap=asked, done=_("The turns changed hands."))
    else:
        run_button(request, actions.decline_swap, swap=asked, done=_("Saved. Nobody is told."))
    return redirect(circle.path)
