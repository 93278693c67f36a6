"""Who made a thing, when they are somebody here: saying so, asking, answering."""

from collections.abc import Callable
from typing import Any

from django import forms as fields
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.ledger.actions import AlreadyDone
from entrepairs.library import authorship_claims, queries
from entrepairs.library.actions import NotNow
from entrepairs.library.models import Author, AuthorshipClaim, Resource
from entrepairs.library.views.manage import page_or_form
from entrepairs.people import queries as people
from entrepairs.people.forms.settings import SearchForm
from entrepairs.people.models import Person, fold
from entrepairs.ui import forms

FEW = 12


class NameForm(forms.Form):
    name = fields.CharField(label=gettext_lazy("The name shown"), max_length=300)


def done(request: Any, action: Callable[[], Any], words: str) -> None:
    """Do it and say so; what the guard or the moment refuses is said too."""
    try:
        with transaction.atomic():
            action()
    except AlreadyDone:
        pass
    except (NotNow, ProgrammingError):
        messages.warning(request, _("This has changed meanwhile. Here is how it stands now."))
        return
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return
    messages.success(request, words)


@page_or_form
def authors(request: Any, key: str) -> HttpResponse:
    """Who made it. I say that one of them is me; whoever keeps it may ask somebody."""
    shown = get_object_or_404(queries.resources(), key=key)
    if shown.own or shown.state != Resource.State.PUBLISHED:
        raise Http404
    if request.method == "POST":
        say(request, shown)
        return redirect("library:authors", key)
    rows = list(shown.authors.select_related("person"))
    open_claims: dict[int, list[AuthorshipClaim]] = {row.pk: [] for row in rows}
    waiting = list(AuthorshipClaim.objects.filter(author__in=open_claims))
    names = Person.objects.in_bulk([one.person_id for one in waiting])  # of those whom I may see
    for one in waiting:
        one.who = names.get(one.person_id)  # type: ignore[attr-defined]
        open_claims[one.author_id].append(one)
    may_ask = shown.may_change  # type: ignore[attr-defined]
    context = {
        "resource": shown, "lines": [(row, open_claims[row.pk]) for row in rows], "may_ask": may_ask,
        "form": SearchForm(request.GET or None), "looked": bool(request.GET.get("q")), "found": named(request) if may_ask else [],
        "asked_of": next((row for row in rows if str(row.pk) == request.GET.get("author")), None),
    }  # fmt: skip
    return forms.page(request, "library/authors.html", context)


def named(request: Any) -> list[Person]:
    wanted = fold(request.GET.get("q", "").replace("\0", "").strip())[:60]
    found = (
        people.open_pages()
        .filter(folded__gte=wanted, folded__lt=wanted + "\U0010ffff")
        .exclude(pk=request.person_id)
    )
    return list(found.order_by("folded", "pk")[:FEW]) if wanted else []


def say(request: Any, shown: Resource) -> None:
    """One press of the page of authors."""
    number = request.POST.get("author", "")
    wanted = int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else 0
    author = get_object_or_404(Author.objects.select_related("resource"), resource=shown, pk=wanted)
    once, me, what = forms.once_of(request), request.person_id, request.POST.get("what")
    name = request.POST.get("name", "") or author.name
    if what == "me":
        done(request, lambda: authorship_claims.claim(author=author, person=Person.objects.get(pk=me), name=name, once=once, by=me), _("Said. It is shown once those who keep it have said yes."))  # fmt: skip
    elif what == "ask":
        person = get_object_or_404(
            people.open_pages(), key=request.POST.get("person", "").replace("\0", "")
        )
        done(request, lambda: authorship_claims.claim(author=author, person=person, name=name, once=once, by=me), _("Asked. Nothing is shown before they say yes."))  # fmt: skip
    elif what == "rename":
        done(request, lambda: authorship_claims.say_of_myself(author=author, name=name, linked=True, once=once, by=me), _("Changed."))  # fmt: skip
    elif what == "unlink":
        done(request, lambda: authorship_claims.say_of_myself(author=author, name=author.name, linked=False, once=once, by=me), _("Nothing leads to you any more."))  # fmt: skip


@page_or_form
def claim(request: Any, key: str) -> HttpResponse:
    """What waits for a yes: mine, or that of those who keep the thing."""
    row = get_object_or_404(AuthorshipClaim.objects.select_related("author__resource"), key=key)
    me, mine = request.person_id, row.person_id == row.by_id
    answers = row.person_id != me if mine else row.person_id == me
    back = row.author.resource.path
    form = NameForm(request.POST or None, initial={"name": row.name})
    if mine:
        del form.fields["name"]
    if request.method == "POST" and not answers:
        done(
            request,
            lambda: authorship_claims.take_back(claim=row, once=forms.once_of(request), by=me),
            _("Taken back."),
        )
        return redirect(back)
    if request.POST.get("answer") == "no":
        done(request, lambda: authorship_claims.refuse(claim=row, once=forms.once_of(request), by=me), _("You said no. Nobody is told."))  # fmt: skip
        return redirect(back)
    if form.is_valid():
        told = form.cleaned_data
        done(request, lambda: authorship_claims.confirm(claim=row, name=told.get("name", ""), once=told["once"], by=me), _("Yes: the name leads to that person’s page, for those who may see it."))  # fmt: skip
        return redirect(back)
    names = Person.objects.in_bulk([row.person_id, row.by_id])  # of those whom I may see
    context = {"claim": row, "resource": row.author.resource, "mine": mine, "answers": answers, "who": names.get(row.person_id), "by": names.get(row.by_id)}  # fmt: skip
    return forms.page(request, "library/claim.html", context, form=form)
