"""Pages of those who keep things here: what I keep, beginning one, changing, publishing and withdrawing it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from entrepairs.core.paging import page_of
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.library import actions, queries
from entrepairs.library.forms import NewForm, PublishForm, ResourceForm, in_form
from entrepairs.library.models import Resource
from entrepairs.ui import forms

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


def one(key: str) -> Resource:
    """What whoever asks may change; anything else is not there."""
    found = get_object_or_404(queries.resources(), key=key)
    if not found.may_change:  # type: ignore[attr-defined]
        raise Http404
    return found


def done(request: Any, action: Callable[[], Any], words: str, path: str) -> HttpResponse:
    """Do it, say so, go on. The same form a second time gets the same answer; what is no longer possible is said."""
    try:
        action()
    except AlreadyDone:
        pass
    except (actions.NotNow, Resource.DoesNotExist):
        messages.warning(request, _("This has changed meanwhile. Here is how it stands now."))
        return redirect(path)
    messages.success(request, words)
    return redirect(path)


@require_safe
def kept(request: Any) -> HttpResponse:
    """What I keep, alone or with others; what changed last comes first."""
    return render(
        request, "library/kept.html", {"page": page_of(request, queries.kept(), lines=20)}
    )


@page_or_form
def prepare(request: Any) -> HttpResponse:
    easy_of = one(request.GET["easy_of"].replace("\0", "")) if request.GET.get("easy_of") else None
    form: Any = easy_form(request, easy_of) if easy_of else NewForm(request.POST or None)
    if form.is_valid():
        return prepared(request, form, easy_of)
    return forms.page(request, "library/prepare.html", {"easy_of": easy_of}, form=form)


def easy_form(request: Any, easy_of: Resource) -> ResourceForm:
    """It is kept by whoever keeps the thing itself, and is about the same."""
    initial = in_form(easy_of) | {"text": "", "url": "", "kind": Resource.Kind.DOCUMENT}
    return ResourceForm(request.POST or None, initial=initial, own=easy_of.own)


def prepared(request: Any, form: Any, easy_of: Resource | None) -> HttpResponse:
    words = form.words()
    if easy_of:
        whose = actions.Whose(easy_of.circle, easy_of.organisation, easy_of.own)
        words["easy_of"] = easy_of
    else:
        whose = form.chosen()
    read = form.cleaned_data
    try:
        key = actions.prepare(
            whose=whose,
            words=words,
            authors=read["authors"],
            concepts=read["concepts"],
            once=read["once"],
            by=request.person_id,
        ).key
    except AlreadyDone as before:
        key = before.deed.object_key
    messages.success(request, _("Kept, and seen by nobody else yet. Publish it when it is ready."))
    return redirect("library:resource", key)


@page_or_form
def change(request: Any, key: str) -> HttpResponse:
    shown = one(key)
    form = ResourceForm(request.POST or None, initial=in_form(shown), own=shown.own)
    if form.is_valid():
        read = form.cleaned_data

        def to_do() -> None:
            actions.change(
                resource=shown,
                words=form.words(),
                authors=read["authors"],
                concepts=read["concepts"],
                once=read["once"],
                by=request.person_id,
            )

        return done(request, to_do, _("Changed."), shown.path)
    return forms.page(request, "library/change.html", {"resource": shown}, form=form)


@page_or_form
def publish(request: Any, key: str) -> HttpResponse:
    shown = one(key)
    if not shown.yes_page:
        messages.warning(
            request,
            _("It cannot be published before everyone heard in it is named, and has said yes."),
        )
        return redirect("recordings:voices", shown.key)
    form = PublishForm(request.POST or None, resource=shown)
    if form.is_valid():
        audience, once = form.cleaned_data["audience"], form.cleaned_data["once"]
        to_do = partial(
            actions.publish, resource=shown, audience=audience, once=once, by=request.person_id
        )
        return done(request, to_do, _("Published."), shown.path)
    return forms.page(request, "library/publish.html", {"resource": shown}, form=form)


@page_or_form
def withdraw(request: Any, key: str) -> HttpResponse:
    shown, once = one(key), forms.once_of(request)
    if request.method == "POST":
        to_do = lambda: actions.withdraw(resource=shown, once=once, by=request.person_id)  # noqa: E731
        return done(request, to_do, _("Withdrawn: nobody else sees it any more."), shown.path)
    if shown.state != Resource.State.PUBLISHED:
        return redirect(shown.path)
    lines = [
        str(shown.title),
        _(
            "It is taken down at once: from its page, the search, the feeds and what harvesters are given."
        ),
        _(
            "Its address says that it was withdrawn, and when. No reason is asked, and you can publish it again."
        ),
    ]
    context = {
        "title": _("Withdraw this?"),
        "lines": lines,
        "yes": _("Withdraw"),
        "back": shown.path,
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)
