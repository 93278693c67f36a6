"""What the delegation does with an item: stages, other words, into another, its text erased."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entrepairs.core.requests import SignedInRequest
from entrepairs.items.actions import items as actions
from entrepairs.items.actions.stages import StageFacts, correct_stage, note_stage, undo_stage
from entrepairs.items.forms import FIELDS_OF, ItemWordsForm, MergeForm, StageForm, initial_of
from entrepairs.items.models import Answer, Item, Stage, Step
from entrepairs.items.queries.finding import items_alike
from entrepairs.items.queries.items import items_of_body, standing_to
from entrepairs.items.queries.sittings import sittings_for
from entrepairs.items.views.shared import carried_item, item_at, noted_stage
from entrepairs.ledger.run import confirm_button, run_button, run_form
from entrepairs.sittings.models import Sitting
from entrepairs.ui import forms
from entrepairs.ui.formats import today
from entrepairs.ui.forms import page_or_form

MOST_TO_MERGE = 30  # of the newest items of the body


def title_of(kind: str) -> str:
    titles = {
        Step.CARRY: _("Carry it, or say why not"),
        Step.AGENDA: _("Put it on the agenda"),
        Step.ANSWERED: _("Write the answer"),
        Step.DECIDED: _("Write the decision"),
        Step.DONE: _("Write what was done"),
        Step.SEEN: _("Write what can be seen"),
        Step.TOLD: _("Tell it back"),
    }
    return titles[Step(kind)]


@page_or_form
def note(request: SignedInRequest, key: str, kind: str) -> HttpResponse:
    found = carried_item(request, key)
    if kind not in FIELDS_OF:
        raise Http404
    sittings = sittings_for(found.body, kind)
    form = StageForm(
        request.POST or None,
        kind=kind,
        sittings=sittings,
        initial={"sitting": _first_choice(request, found, sittings)},
    )
    if form.is_valid():
        values: dict[str, Any] = {"item": found, "kind": kind, "facts": form.facts()}
        if run_form(request, form, note_stage, done=_("Saved."), **values):
            return redirect(found.path)
    return _page(request, form, found, title_of(kind))


def _first_choice(request: SignedInRequest, item: Item, sittings: list[Sitting]) -> str:
    """The one whose page leads here; else that on whose agenda it is; else the first."""
    keys = [one.key for one in sittings]
    on = Stage.objects.filter(item=item, kind=Step.AGENDA, undone_at=None, sitting__in=sittings)
    asked = request.GET.get("sitting", "")
    wanted = [asked, on.order_by("-day").values_list("sitting__key", flat=True).first(), *keys]
    return next((key for key in wanted if key in keys), "")


@page_or_form
def correct(request: SignedInRequest, key: str, stage: int) -> HttpResponse:
    row = noted_stage(request, key, stage)
    sittings = sittings_for(row.item.body, row.kind)
    if row.sitting and row.sitting not in sittings:
        sittings = [row.sitting, *sittings]
    form = StageForm(
        request.POST or None, kind=row.kind, sittings=sittings, initial=initial_of(row)
    )
    if form.is_valid():
        done = _("Corrected.")
        if run_form(request, form, correct_stage, stage=row, facts=form.facts(), done=done):
            return redirect(row.item.path)
    return _page(request, form, row.item, _("Correct this step"))


@page_or_form
def undo(request: SignedInRequest, key: str, stage: int) -> HttpResponse:
    row = noted_stage(request, key, stage)
    return confirm_button(
        request,
        undo_stage,
        title=_("Withdraw this step?"),
        lines=[
            _("It was added by mistake: the item goes back to the step before."),
            _("The delegation can still read it."),
        ],
        yes=_("Withdraw"),
        back=row.item.path,
        stage=row,
        done=_("The step is withdrawn."),
    )


@page_or_form
def reword(request: SignedInRequest, key: str) -> HttpResponse:
    """For the delegation; for who said it, until somebody carries it."""
    found = item_at(key)
    standing = standing_to(found)
    may = standing.sits or (standing.raiser and found.state == Step.SAID)
    if not may or found.merged_at or found.erased_at:
        raise Http404
    form = ItemWordsForm(request.POST or None, initial={"title": found.title, "words": found.words})
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("title", "words")}
        values = {"item": found, "after": found.number, **told}
        if run_form(request, form, actions.reword_item, done=_("Saved."), **values):
            return redirect(found.path)
    return _page(request, form, found, _("Write it in other words"))


@page_or_form
def merge(request: SignedInRequest, key: str) -> HttpResponse:
    """The most alike first, then the newest of the body."""
    found = carried_item(request, key)
    alike = [one.pk for one in items_alike(f"{found.title} {found.words}"[:400], found.body)]
    others = items_of_body(found.body).exclude(pk=found.pk)
    newest = list(others.values_list("pk", flat=True)[:MOST_TO_MERGE])
    form = MergeForm(request.POST or None, items=others.filter(pk__in=[*alike, *newest]))
    if form.is_valid():
        into: Item = form.cleaned_data["into"]
        done = _("Put into: %(title)s") % {"title": into.title}
        if run_form(request, form, actions.merge_item, item=found, into=into, done=done):
            return redirect(into.path)
    return _page(request, form, found, _("Put it into another item"), anything=bool(newest))


@page_or_form
def erase(request: SignedInRequest, key: str) -> HttpResponse:
    found = carried_item(request, key)
    return confirm_button(
        request,
        actions.erase_words,
        title=_("Erase the text of this item?"),
        lines=[
            _("Its title and words are erased, in all their versions. You cannot undo this."),
            _("Its steps stay."),
        ],
        yes=_("Erase the text"),
        back=found.path,
        item=found,
        done=_("The text was erased."),
    )


@require_POST
def carry(request: SignedInRequest, key: str) -> HttpResponse:
    """At one press, from Today or the page: I carry it."""
    found = carried_item(request, key)
    facts = StageFacts(day=today(), answer=Answer.YES)
    done = _("You carry it. Those who said it are told.")
    values: dict[str, Any] = {"item": found, "kind": Step.CARRY, "facts": facts}
    run_button(request, note_stage, done=done, **values)
    return redirect(found.path)


def _page(
    request: SignedInRequest, form: Any, item: Item, title: str, *, anything: bool = True
) -> HttpResponse:
    context = {"item": item, "title": title, "anything": anything}
    return forms.page(request, "items/write.html", context, form=form)
