"""Who is in a group; asking, being invited, coming in, leaving."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entrepairs.core.paging import page_of
from entrepairs.core.requests import SignedInRequest
from entrepairs.groups import page_hooks
from entrepairs.groups.actions import entries as actions
from entrepairs.groups.forms import AskForm
from entrepairs.groups.models import Entry
from entrepairs.groups.queries import groups as queries
from entrepairs.groups.queries.groups import GroupStanding
from entrepairs.groups.views.shared import around, group_i_am_in, my_group, seen_group
from entrepairs.ledger.run import run_button, run_form
from entrepairs.people.asking import chosen_person, search_to_ask
from entrepairs.people.circles import current_memberships
from entrepairs.people.queries import people_to_ask
from entrepairs.ui import forms, nav
from entrepairs.ui.forms import page_or_form

Role = Entry.Role


@page_or_form
def people(request: SignedInRequest, key: str) -> HttpResponse:
    """Members, visitors, who waits at the door; and inviting one more."""
    standing = group_i_am_in(request, key)
    if request.method == "POST":
        return invite(request, standing)
    me, circle = request.person_id, standing.circle
    waiting = queries.entries_at(circle)
    context: dict[str, Any] = {
        **around(request, standing, "people"),
        "page": page_of(request, queries.people_of(circle)),
        "sections": [found for part in page_hooks.people if (found := part(standing))],
        "asking": [one for one in waiting if one.by_id is None and standing.decides],
        "invited": [one for one in waiting if one.by_id is not None and one.person_id != me],
        "to_me": next((one for one in waiting if one.person_id == me), None),
    }
    if standing.decides:
        outside = people_to_ask().exclude(pk__in=current_memberships(circle).values("person"))
        context |= search_to_ask(request, outside, {entry.person_id for entry in waiting})
    return render(request, "groups/people.html", context)


def invite(request: SignedInRequest, standing: GroupStanding) -> HttpResponse:
    role = Role.KEEPER if request.POST.get("role") == Role.KEEPER else Role.MEMBER
    them = chosen_person(request)
    done = _("%(name)s has been invited and can answer at any time.") % {"name": them.name}
    values: dict[str, Any] = {"circle": standing.circle, "person": them, "role": role}
    run_button(request, actions.invite_to_group, done=done, **values)
    return redirect("groups:people", standing.circle.key)


@page_or_form
def ask(request: SignedInRequest, key: str) -> HttpResponse:
    """Asking to come in, where one may not come in without; or to become a member, from a visit."""
    standing = seen_group(request, key)
    if standing.decides or standing.ended:
        return redirect(standing.circle.path)
    form = AskForm(request.POST or None)
    if standing.inside:  # a visitor asks to become a member
        form.fields["role"].choices = [form.fields["role"].choices[-1]]  # type: ignore[attr-defined]
        form.initial["role"] = Role.MEMBER.value
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("role", "words")}
        done = _("Request sent. One member’s yes is enough. A notification will tell you.")
        values = {"circle": standing.circle, **said}
        if run_form(request, form, actions.ask_to_enter, done=done, **values):
            return redirect(standing.circle.path)
    return forms.page(request, "groups/ask.html", around(request, standing, "group"), form=form)


@require_POST
def enter(request: SignedInRequest, key: str) -> HttpResponse:
    """By my own act: invited, where anyone may, or back after leaving."""
    standing = seen_group(request, key)
    role = request.POST.get("role", "")
    if role not in Role.values:
        raise Http404
    done = {
        Role.MEMBER: _("You are a member of the group."),
        Role.VISITOR: _("You are a visitor of the group."),
        Role.KEEPER: _("You keep the page of the group too."),
    }[Role(role)]
    run_button(request, actions.enter_group, circle=standing.circle, role=role, done=done)
    return redirect(standing.circle.path)


def entry_of_mine(request: SignedInRequest, standing: GroupStanding) -> Entry:
    entry = queries.my_entry(standing.circle, request.person_id)
    if entry is None:
        raise Http404
    return entry


@require_POST
def decline(request: SignedInRequest, key: str) -> HttpResponse:
    """A silent no to an invitation."""
    standing = seen_group(request, key)
    entry = entry_of_mine(request, standing)
    if entry.by_id is None:
        raise Http404
    done = _("Invitation declined. Nobody is told.")
    run_button(request, actions.refuse_entry, entry=entry, done=done)
    return redirect(nav.url_of("circles"))


@require_POST
def take_back(request: SignedInRequest, key: str) -> HttpResponse:
    """My own request."""
    standing = seen_group(request, key)
    entry = entry_of_mine(request, standing)
    done = _("Request withdrawn. You can ask this group again 30 days after the first request.")
    run_button(request, actions.withdraw_entry, entry=entry, done=done)
    return redirect(standing.circle.path)


def entry_at(standing: GroupStanding, key: str) -> Entry:
    rows = Entry.objects.select_related("circle").filter(circle=standing.circle)
    return get_object_or_404(rows, key=key)


@require_POST
def let_in(request: SignedInRequest, key: str, entry: str) -> HttpResponse:
    standing = group_i_am_in(request, key)
    row = entry_at(standing, entry)
    run_button(request, actions.let_in, entry=row, done=_("Saved. The person who asked is told."))
    return redirect("groups:people", key)


@require_POST
def refuse(request: SignedInRequest, key: str, entry: str) -> HttpResponse:
    standing = group_i_am_in(request, key)
    row = entry_at(standing, entry)
    done = _("Saved. The person who asked is not told.")
    run_button(request, actions.refuse_entry, entry=row, done=done)
    return redirect("groups:people", key)


@require_POST
def withdraw(request: SignedInRequest, key: str, entry: str) -> HttpResponse:
    """An invitation of the group."""
    standing = group_i_am_in(request, key)
    row = entry_at(standing, entry)
    done = _(
        "Invitation cancelled. This person can be invited again 30 days after the first invitation."
    )
    run_button(request, actions.withdraw_entry, entry=row, done=done)
    return redirect("groups:people", key)


@require_POST
def leave(request: SignedInRequest, key: str) -> HttpResponse:
    """One press. The page it leads to has the way back, for a day."""
    standing = my_group(request, key)
    done = _("You have left the group.")
    run_button(request, actions.leave_group, circle=standing.circle, done=done)
    return redirect(standing.circle.path)


@require_POST
def stop_keeping(request: SignedInRequest, key: str) -> HttpResponse:
    standing = group_i_am_in(request, key)
    done = _("You no longer keep the page. You are still a member.")
    run_button(request, actions.stop_keeping, circle=standing.circle, done=done)
    return redirect("groups:people", key)
