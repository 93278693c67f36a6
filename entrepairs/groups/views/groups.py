"""The groups there are, one of them, its page and its end."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.paging import page_of
from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.groups import page_hooks, starting_texts
from entrepairs.groups.actions import groups as actions
from entrepairs.groups.forms import NearForm, PageForm, StartForm, initial_of_page
from entrepairs.groups.models import Group
from entrepairs.groups.queries import groups as queries
from entrepairs.groups.schema_org import describe_group
from entrepairs.groups.views.shared import around, group_i_am_in, kept_group, seen_group
from entrepairs.ledger.run import confirm_button, run_button, run_form
from entrepairs.notices.actions import see_after_answer
from entrepairs.people.opening_hours import NEVER, ShownHours, show_hours
from entrepairs.people.queries import week_of
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form
from entrepairs.ui.schema_org import json_block
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.town_map import draw_towns, towns_of

LINES = 30


@login_not_required
@require_safe
def index(request: Request) -> HttpResponse:
    """Groups whose page is shown, by place."""
    if request.person_id is not None:
        see_after_answer(request, path=request.path)
    form = NearForm(request.GET if "near" in request.GET else None)
    place = form.place
    page = page_of(request, queries.shown_groups(place), LINES)
    context = {
        "form": form,
        "place": vocabulary.place_label(place) if place else "",
        "unknown": form.is_bound and bool(request.GET["near"].strip()) and place is None,
        "page": page,
        "map": draw_towns(towns_of(group.place for group in page.rows)),
        "hours": {group.pk: hours_of(group) for group in page.rows},
    }
    return render(request, "groups/list.html", context)


@page_or_form
def start(request: SignedInRequest) -> HttpResponse:
    form = StartForm(request.POST or None)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("name", "about")}
        page = form.page() | {"unwell": starting_texts.starting_unwell()}
        ran = run_form(request, form, actions.start_group, page=page, **said)
        if ran.earlier:
            return redirect("groups:group", ran.earlier.object_key)
        if ran.result:
            return redirect(ran.result.path)
    return forms.page(request, "groups/start.html", form=form)


@login_not_required
@require_safe
def group(request: Request, key: str) -> HttpResponse:
    """For those in it, what goes on there; for all others its page."""
    standing = seen_group(request, key)
    me, circle = request.person_id, standing.circle
    version, yes = queries.agreement_of(circle, me)
    opens = standing.shown and standing.group.has_hours  # type: ignore[attr-defined]
    week = week_of(standing.group) if opens else NEVER
    context = {
        **around(request, standing, "group"),
        "agreement": version,
        "yes": yes,
        "hours": show_hours(week, standing.group.time_zone),
        "spoken": [
            term.label
            for term in vocabulary.concepts("language")
            if term.key in standing.group.languages
        ],
    }
    if standing.inside:
        context["sections"] = [section(standing) for section in page_hooks.sections]
        return render(request, "groups/group.html", context)
    entry = queries.my_entry(circle, me) if me is not None and not standing.ended else None
    url: str = request.build_absolute_uri(circle.path)
    told = describe_group(standing.group, week, url) if standing.shown else {}
    context |= {
        "entry": entry,
        "backings": [one for one in queries.backings_of(circle) if one.accepted_at],
        "sections": [part(standing) for part in page_hooks.public] if standing.shown else [],
        "structured": json_block(told) if told else "",
    }
    return render(request, "groups/public.html", context)


def hours_of(group: Group) -> ShownHours | None:
    return show_hours(week_of(group), group.time_zone)


@page_or_form
def change(request: SignedInRequest, key: str) -> HttpResponse:
    standing = kept_group(request, key)
    form = PageForm(request.POST or None, initial=initial_of_page(standing.group))
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("name", "about", "open")}
        values = {"group": standing.group, "page": form.page(), **said}
        if ran := run_form(request, form, actions.change_group, **values):
            told = _("Saved. The group opens to nobody yet: all its members are told first.")
            messages.success(request, told if ran.result is False else _("Saved."))
            return redirect("groups:group", key)
    return forms.page(request, "groups/change.html", around(request, standing, "group"), form=form)


@require_POST
def call_off(request: SignedInRequest, key: str) -> HttpResponse:
    group = kept_group(request, key).group
    done = _("Opening cancelled. The group stays as it is.")
    run_button(request, actions.call_off_opening, group=group, done=done)
    return redirect("groups:group", key)


@page_or_form
def end(request: SignedInRequest, key: str) -> HttpResponse:
    standing = kept_group(request, key)
    if not queries.may_end(standing.circle):
        raise Http404
    return confirm_button(
        request,
        actions.end_group,
        title=_("End this group? %(name)s") % {"name": standing.circle.name},
        lines=[
            _("It ends now, for everyone. The other members are told."),
            _("Nobody can write in it any more. Upcoming meetings are cancelled."),
            _("Its page is no longer shown to others."),
            _("Members can still read what was said while they were there. You cannot undo this."),
        ],
        yes=_("End the group"),
        back=standing.circle.path,
        circle=standing.circle,
        done=_("The group has ended."),
    )


@require_safe
def unwell(request: SignedInRequest, key: str) -> HttpResponse:
    """The group's whole rule, for when someone is unwell."""
    standing = group_i_am_in(request, key)
    return render(request, "groups/unwell.html", around(request, standing, "group"))
