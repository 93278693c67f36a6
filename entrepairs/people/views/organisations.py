"""Organisations: what everyone reads about them, and who is in one, for its coordinators."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.paging import page_of
from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.ledger.looks import note_look_after
from entrepairs.ledger.run import confirm_button, run_button, run_form
from entrepairs.people import hooks, queries
from entrepairs.people import my_organisation as my_organisation_tiles
from entrepairs.people.actions.organisations import (
    NewPerson,
    add_people,
    answer_coordination,
    ask_to_coordinate,
    end_affiliation,
    stop_coordinating,
)
from entrepairs.people.current import is_current
from entrepairs.people.forms import GoForm, NewPersonForm, SearchForm
from entrepairs.people.models import Affiliation, Organisation
from entrepairs.people.seen_by_coordinators import read_facts
from entrepairs.ui import forms
from entrepairs.ui.confirm import confirm_page
from entrepairs.ui.forms import page_or_form
from entrepairs.vocabulary.town_map import draw_towns, towns_of


def coordinated(request: Request, key: str) -> Organisation:
    """The organisation, for its coordinators; for all others these pages do not exist."""
    if request.person_id is None:
        raise Http404
    mine = queries.coordinations_of(request.person_id)
    return get_object_or_404(mine, organisation__key=key).organisation


def affiliate_or_404(organisation: Organisation, person: str) -> Affiliation:
    """The time that one of its people, named by their key, spends in the organisation."""
    return get_object_or_404(queries.people_of(organisation), person__key=person)


@login_not_required
@require_safe
def organisations(request: Request) -> HttpResponse:
    page = page_of(request, Organisation.objects.select_related("place").order_by("name"))
    context = {"page": page, "map": draw_towns(towns_of(one.place for one in page.rows))}
    return render(request, "people/organisations.html", context)


@require_safe
def my_organisation(request: SignedInRequest) -> HttpResponse:
    """The organisation that I coordinate; of several, which? With none, all there are."""
    mine = list(queries.coordinations_of(request.person_id))
    if not mine:
        return redirect("organisations")
    if len(mine) == 1:
        return redirect("organisation_desk", mine[0].organisation.key)
    return render(request, "people/my_organisations.html", {"mine": mine})


@require_safe
def desk(request: SignedInRequest, key: str) -> HttpResponse:
    """What its coordinators look after: what to do first, then one fact and one act a tile."""
    found = coordinated(request, key)
    shown = my_organisation_tiles.read_tiles(found)
    context = {
        "organisation": found,
        "tasks": my_organisation_tiles.first_tasks(shown),
        "wide": [one for one in shown if one.tile.template],
        "tiles": [one for one in shown if not one.tile.template],
    }
    return render(request, "people/my_organisation.html", context)


@require_safe
def people(request: SignedInRequest, key: str) -> HttpResponse:
    found = coordinated(request, key)
    form = SearchForm(request.GET)
    named = form.cleaned_data["q"] if form.is_valid() else ""
    page = page_of(request, queries.people_of(found, named))
    context = {"organisation": found, "page": page, "form": form, "named": named}
    return render(request, "people/organisation_people.html", context)


@page_or_form
def add(request: SignedInRequest, key: str) -> HttpResponse:
    found = coordinated(request, key)
    form = NewPersonForm(request.POST or None, initial={"language": request.person.language})
    if form.is_valid():
        row = NewPerson(form.cleaned_data["name"], form.cleaned_data["language"])
        done = _("%(name)s is in the organisation.") % {"name": row.name}
        ran = run_form(request, form, add_people, organisation=found, rows=[row], done=done)
        if ran.earlier:
            return redirect("organisation_person", key, ran.earlier.object_key)
        if ran.result:
            return redirect("organisation_person", key, ran.result[0].key)
    return forms.page(request, "people/organisation_add.html", {"organisation": found}, form=form)


@require_safe
def one(request: SignedInRequest, key: str, person: str) -> HttpResponse:
    """What a coordinator sees of one of its people, who reads the same. Noted, like any look."""
    found = coordinated(request, key)
    affiliation = affiliate_or_404(found, person)
    note_look_after(request, owner=affiliation.person_id, what="organisation")
    context = {
        "organisation": found,
        "affiliation": affiliation,
        "them": affiliation.person,
        "facts": read_facts([affiliation])[found.pk],
        "actions": hooks.gather_actions(
            hooks.affiliate_actions, request, found, affiliation.person
        ),
    }
    return render(request, "people/organisation_person.html", context)


@page_or_form
def end(request: SignedInRequest, key: str, person: str) -> HttpResponse:
    found = coordinated(request, key)
    affiliation = affiliate_or_404(found, person)
    if affiliation.coordinator:
        raise Http404  # another coordinator leaves by themselves
    names = {"name": affiliation.person.name, "organisation": found.name}
    return confirm_button(
        request,
        end_affiliation,
        title=_("Remove %(name)s from %(organisation)s?") % names,
        lines=[
            _(
                "They stay a person of the network, with their peers and groups. They no longer "
                "see what is for the organisation only."
            ),
            _("Roles that they hold for the organisation end today."),
            _("They are told that you did this."),
        ],
        yes=_("Remove"),
        back=reverse("organisation_person", args=[key, person]),
        after=reverse("organisation_people", args=[key]),
        affiliation=affiliation,
        done=_("This person is no longer in the organisation."),
    )


@require_POST
def ask(request: SignedInRequest, key: str, person: str) -> HttpResponse:
    found = coordinated(request, key)
    affiliation = affiliate_or_404(found, person)
    name = {"name": affiliation.person.name}
    done = _("%(name)s has been invited and can answer at any time.") % name
    run_button(request, ask_to_coordinate, affiliation=affiliation, done=done)
    return redirect("organisation_person", key, person)


@require_safe
def circles(request: SignedInRequest, key: str) -> HttpResponse:
    """That they exist, since when, and who is in the groups; never what is said there.

    Pairs are only counted.
    """
    found = coordinated(request, key)
    groups = queries.circles_shown([found.pk]).annotate(
        members=Count("memberships__person", is_current("memberships__"), distinct=True)
    )
    page = page_of(request, groups.order_by("name", "id"), lines=20)
    members = queries.members_of([circle.pk for circle in page.rows])
    context = {
        "organisation": found,
        "page": page,
        "lines": [(circle, members[circle.pk]) for circle in page.rows],
        "pairs": queries.count_pairs(found),
    }
    return render(request, "people/organisation_circles.html", context)


@page_or_form
def leave(request: SignedInRequest, key: str) -> HttpResponse:
    mine = get_object_or_404(queries.affiliations_of(request.person_id), organisation__key=key)
    name = {"organisation": mine.organisation.name}
    lines = [
        _(
            "The organisation will no longer see what you shared with it. You keep "
            "your peers and groups."
        ),
        _("Roles that you hold for the organisation end today."),
    ]
    if request.method == "POST":
        done = _("You have left %(organisation)s") % name
        return go(request, mine, end_affiliation, done=done, after="me")
    title = _("Leave %(organisation)s?") % name
    return ask_to_go(request, mine, title=title, lines=lines, yes=_("Leave"))


@page_or_form
def stop(request: SignedInRequest, key: str) -> HttpResponse:
    mine = get_object_or_404(queries.affiliations_of(request.person_id), organisation__key=key)
    if request.method == "POST":
        return go(
            request, mine, stop_coordinating, done=_("You no longer coordinate this organisation.")
        )
    if not mine.coordinator:
        return redirect("organisation", key)
    title = _("Stop coordinating %(organisation)s?") % {"organisation": mine.organisation.name}
    lines = [_("You are still a member. You can coordinate again only if someone asks you.")]
    return ask_to_go(request, mine, title=title, lines=lines, yes=_("Stop coordinating"))


def go(
    request: SignedInRequest,
    mine: Affiliation,
    action: Callable[..., None],
    *,
    done: str,
    after: str = "",
) -> HttpResponse:
    """Leaves, or stops; a coordinator who became the last one meanwhile is asked again."""
    form = GoForm(request.POST)
    knows = form.is_valid() and form.cleaned_data["last_and_knows"]
    ran = run_button(request, action, affiliation=mine, last_and_knows=knows, done=done)
    if not ran:
        return redirect(request.path)
    return redirect(after) if after else redirect("organisation", mine.organisation.key)


def ask_to_go(
    request: SignedInRequest, mine: Affiliation, *, title: str, lines: list[str], yes: str
) -> HttpResponse:
    """Before a coordinator goes after whom there is none: what it means, and whom to ask first."""
    last = queries.is_last_coordinator(mine)
    instead = None
    if last:
        lines = [
            *lines,
            _(
                "You are the only coordinator. Without you, nobody there can add people, "
                "create codes or choose another coordinator. Only the administrators of this "
                "site can."
            ),
        ]
        people = reverse("organisation_people", args=[mine.organisation.key])
        instead = hooks.PageAction(_("Ask someone to coordinate"), people)
    return confirm_page(
        request,
        title=title,
        lines=lines,
        yes=yes,
        back=reverse("organisation", args=[mine.organisation.key]),
        form=GoForm(initial={"last_and_knows": last}),
        instead=instead,
    )


@require_POST
def coordination(request: SignedInRequest, key: str) -> HttpResponse:
    """My answer when asked to coordinate; stopping asks first."""
    mine = get_object_or_404(queries.affiliations_of(request.person_id), organisation__key=key)
    answer = request.POST.get("answer")
    if answer == "stop":
        return redirect("organisation_stop", key)
    if answer in {"yes", "no"}:
        run_button(request, answer_coordination, affiliation=mine, yes=answer == "yes")
    return redirect("organisation", key)
