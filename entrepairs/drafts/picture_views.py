"""Pages of the picture of an event: shown to everyone, changed by those who prepare the event."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.drafts import pictures
from entrepairs.drafts.actions import pictures as pictures_actions
from entrepairs.drafts.forms import SHOWS, PictureForm
from entrepairs.drafts.models import Picture
from entrepairs.events.models import Event
from entrepairs.events.views.shared import confirm_removal, prepared_event
from entrepairs.files.checks.image import COVERS
from entrepairs.ledger.run import run_form
from entrepairs.ui import forms
from entrepairs.ui.conditional_answers import drawn_picture
from entrepairs.ui.forms import page_or_form


@csp_override({})  # a picture loads nothing, and many are on a page
@login_not_required
@require_safe
def picture(request: Request, key: str, size: str) -> HttpResponse:
    """In one size, for those who see the event."""
    if size not in COVERS:
        raise Http404
    return drawn_picture(
        request, getattr(get_object_or_404(Picture.objects.only(size), key=key), size)
    )


@page_or_form
def change(request: SignedInRequest, key: str) -> HttpResponse:
    event = prepared_event(request, key)
    found = pictures.picture_of(event).first()
    form = PictureForm(request.POST or None, request.FILES or None, event=event, picture=found)
    if form.is_valid() and keep_picture(request, form, event):
        return redirect("drafts:picture_change", event.key)
    context = {"event": event, "picture": found}
    return forms.page(request, "drafts/picture.html", context, form=form)


def keep_picture(request: SignedInRequest, form: PictureForm, event: Event) -> bool:
    """Whether it is done; if not, the form says why."""
    ran = run_form(
        request,
        form,
        pictures_actions.give_picture,
        done=_("Saved."),
        field="chosen",
        event=event,
        words={name: form.cleaned_data[name] for name in SHOWS},
        upload=form.cleaned_data["chosen"],
    )
    return ran.done


@page_or_form
def remove(request: SignedInRequest, key: str) -> HttpResponse:
    event = prepared_event(request, key)
    shown = get_object_or_404(pictures.picture_of(event)).shows
    return confirm_removal(
        request,
        pictures_actions.remove_picture,
        title=shown,
        lines=[
            _("The picture is deleted immediately. You cannot undo this: keep your own copy."),
            _("A calm pattern is shown in its place."),
        ],
        back=reverse("drafts:picture_change", args=[event.key]),
        event=event,
    )
