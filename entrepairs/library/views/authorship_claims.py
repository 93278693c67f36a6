"""Pages of authorship claims: who made a resource, when they are persons here."""

from django import forms as fields
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.paging import whole_number
from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button, run_form
from entrepairs.library import queries
from entrepairs.library.actions import authorship_claims
from entrepairs.library.models import Author, AuthorshipClaim, Resource
from entrepairs.people.asking import chosen_person, search_to_ask
from entrepairs.people.models import Person
from entrepairs.people.queries import people_to_ask
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form


class NameForm(forms.Form):
    name = fields.CharField(label=gettext_lazy("The name shown"), max_length=300)


@page_or_form
def authors(request: SignedInRequest, key: str) -> HttpResponse:
    """Its authors. I say that one of them is me; an owner may ask a person."""
    resource = get_object_or_404(queries.visible_resources(), key=key)
    if resource.own or resource.state != Resource.State.PUBLISHED:
        raise Http404
    if request.method == "POST":
        run_pressed(request, resource)
        return redirect("library:authors", key)
    rows = list(resource.authors.select_related("person"))
    claims = open_claims(rows)
    may_ask = resource.may_change  # type: ignore[attr-defined]
    asked_of = next((row for row in rows if str(row.pk) == request.GET.get("author")), None)
    context = {
        "resource": resource,
        "lines": [(row, claims[row.pk]) for row in rows],
        "may_ask": may_ask,
        "asked_of": asked_of,
    }
    if may_ask and asked_of:
        taken = {one.person_id for one in claims[asked_of.pk]} | {request.person_id}
        context |= search_to_ask(request, people_to_ask(), taken)
    return forms.page(request, "library/authors.html", context)


def open_claims(authors: list[Author]) -> dict[int, list[AuthorshipClaim]]:
    """By author, each with the person it is about as far as I may see them."""
    found: dict[int, list[AuthorshipClaim]] = {author.pk: [] for author in authors}
    claims = list(AuthorshipClaim.objects.filter(author__in=found))
    visible = Person.objects.in_bulk([claim.person_id for claim in claims])
    for claim in claims:
        claim.who = visible.get(claim.person_id)  # type: ignore[attr-defined]
        found[claim.author_id].append(claim)
    return found


def run_pressed(request: SignedInRequest, resource: Resource) -> None:
    """Runs what one of the buttons on the page of authors says."""
    number = whole_number(request.POST.get("author")) or 0
    author = get_object_or_404(
        Author.objects.select_related("resource"), resource=resource, pk=number
    )
    what, name = request.POST.get("what"), request.POST.get("name") or author.name
    if what == "me":
        done = _("Saved. It will show once the people responsible say yes.")
        run_button(request, authorship_claims.claim_author, done=done, author=author, name=name)
    elif what == "ask":
        done = _("Request sent. Nothing is shown before they say yes.")
        about = {"author": author, "person": chosen_person(request), "name": name}
        run_button(request, authorship_claims.ask_author, done=done, **about)
    elif what == "rename":
        done = _("Changed.")
        run_button(request, authorship_claims.rename_myself, done=done, author=author, name=name)
    elif what == "unlink":
        done = _("Your name no longer links to your profile.")
        run_button(request, authorship_claims.unlink_myself, done=done, author=author)


@page_or_form
def claim(request: SignedInRequest, key: str) -> HttpResponse:
    """A claim that waits for a yes: mine, or that of an owner."""
    found = get_object_or_404(AuthorshipClaim.objects.select_related("author__resource"), key=key)
    mine, about_me = found.person_id == found.by_id, found.person_id == request.person_id
    answers = about_me != mine  # the side that did not make it says yes or no
    resource = found.author.resource
    form = NameForm(request.POST or None, initial={"name": found.name})
    if mine:
        del form.fields["name"]
    if request.method == "POST" and not answers:
        done = _("Request cancelled.")
        run_button(request, authorship_claims.take_back_claim, done=done, claim=found)
        return redirect(resource.path)
    if request.POST.get("answer") == "no":
        done = _("You said no. Nobody is told.")
        run_button(request, authorship_claims.decline_claim, done=done, claim=found)
        return redirect(resource.path)
    if form.is_valid() and run_form(
        request,
        form,
        authorship_claims.confirm_claim,
        done=_("Saved. The name now links to the profile, for people who can see it."),
        claim=found,
        name=form.cleaned_data.get("name", ""),
    ):
        return redirect(resource.path)
    visible = Person.objects.in_bulk([found.person_id, found.by_id])
    context = {
        "claim": found,
        "resource": resource,
        "mine": mine,
        "answers": answers,
        "who": visible.get(found.person_id),
        "by": visible.get(found.by_id),
    }
    return forms.page(request, "library/claim.html", context, form=form)
