"""The page of an item: its trail and story, by whose hands, what follows; saying it too."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.requests import SAFE_METHODS, SignedInRequest
from entrepairs.items.actions import items as actions
from entrepairs.items.forms import FollowForm
from entrepairs.items.models import Item, Sighting, Stage, Step
from entrepairs.items.queries import items as queries
from entrepairs.items.trail import next_step, steps_to_note
from entrepairs.items.views.shared import item_at
from entrepairs.ledger.run import run_button, run_form
from entrepairs.notices.actions import see_after_answer
from entrepairs.ui import forms
from entrepairs.ui.confirm import confirm_page
from entrepairs.ui.forms import page_or_form


@require_safe
def item(request: SignedInRequest, key: str) -> HttpResponse:
    found = item_at(key)
    see_after_answer(request, path=found.path)
    return render(request, "items/item.html", _context(found))


def _context(item: Item) -> dict[str, Any]:
    stages, standing = queries.stages_of(item), queries.standing_to(item)
    live = [one for one in stages if one.undone_at is None]
    kinds = {one.kind for one in live}
    may_note = standing.sits and not item.merged_at
    return {
        "item": item,
        "standing": standing,
        "stages": [(one, (one.day - item.said_on).days) for one in live],
        "undone": [one for one in stages if one.undone_at],
        "here": max(live, key=lambda one: (one.day, one.pk), default=None),
        "next": None if item.merged_at else next_step(item),
        "to_note": steps_to_note(item, kinds) if may_note else [],
        "versions": queries.versions_of(item),
        "put_into": queries.put_into(item),
        "outcome": getattr(item, "outcome", None),
        "doers": _doers(live),
        "may_share": may_note and item.public_at and kinds & {Step.ANSWERED, Step.DECIDED},
        "asks_seen": standing.is_near and Step.DONE in kinds,
        "seen_choices": Sighting.Seen,
    }


def _doers(stages: list[Stage]) -> list[str]:
    """Who did it, each once."""
    return list(
        dict.fromkeys(one.by_whom for one in stages if one.kind == Step.DONE and one.by_whom)
    )


@require_POST
def join(request: SignedInRequest, key: str) -> HttpResponse:
    found = item_at(key)
    done = _("You say it too. Your name stays behind, and a notification tells you each step.")
    run_button(request, actions.join_item, item=found, done=done)
    return redirect(found.path)


@page_or_form
def leave(request: SignedInRequest, key: str) -> HttpResponse:
    found = item_at(key)
    if request.method in SAFE_METHODS:
        return confirm_page(
            request,
            title=_("Withdraw what you said?"),
            lines=[
                _("You are told nothing more about it."),
                _("If nobody else said it, and it was never on an agenda, it is erased."),
            ],
            yes=_("Withdraw"),
            back=found.path,
        )
    ran = run_button(request, actions.leave_item, item=found, done=_("Withdrawn."))
    return redirect("items:mine" if ran else found.path)


@page_or_form
def follow(request: SignedInRequest, key: str) -> HttpResponse:
    found = item_at(key)
    mine = queries.standing_to(found).raiser
    initial = {"by_name": mine.is_named, "tell": mine.tell} if mine else {}
    form = FollowForm(request.POST or None, initial=initial)
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("by_name", "tell")}
        if run_form(request, form, actions.follow_item, item=found, done=_("Saved."), **values):
            return redirect(found.path)
    context = {"item": found, "title": _("How I follow this")}
    return forms.page(request, "items/write.html", context, form=form)


@require_POST
def seen(request: SignedInRequest, key: str) -> HttpResponse:
    found = item_at(key)
    said = request.POST.get("seen")
    if said in Sighting.Seen.values:
        done = _("Thank you. The delegation reads the answer, without your name.")
        run_button(request, actions.say_seen, item=found, seen=said, done=done)
    return redirect(found.path)
