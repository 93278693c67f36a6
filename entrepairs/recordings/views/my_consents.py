"""Pages of those who are heard: my voices and my answers, signed in or by a private address."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.paging import page_of
from entrepairs.core.requests import Request, SignedInRequest
from entrepairs.core.secret_links import digest, through_secret
from entrepairs.ledger.run import run_button, run_form
from entrepairs.library.channels import Channel
from entrepairs.library.models import Resource
from entrepairs.recordings import consent_texts, queries
from entrepairs.recordings.actions import voices
from entrepairs.recordings.forms import NamingForm
from entrepairs.recordings.media import serve_medium
from entrepairs.recordings.models import Captions, Consent, Voice
from entrepairs.ui import forms
from entrepairs.ui.forms import page_or_form

ANSWERS = {Consent.State.YES, Consent.State.NO, Consent.State.WITHDRAWN}


@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """Everything that I am heard in, and what I answered."""
    page = page_of(request, queries.my_voices(), lines=20)
    lines = [{"voice": voice, "said": labelled_answers(voice)} for voice in page.rows]
    return render(request, "recordings/mine.html", {"page": page, "lines": lines})


def labelled_answers(voice: Voice) -> list[tuple[Any, Consent | None]]:
    standing = queries.standing_consents(voice)
    return [(label, standing.get(channel)) for channel, label in Channel.choices]


@page_or_form
def consent(request: SignedInRequest, key: str) -> HttpResponse:
    """One of them: listen first, then say yes or no to each channel."""
    voice = get_object_or_404(queries.my_voices(), key=key)
    return consent_page(request, voice, "")


@never_cache
@login_not_required
@page_or_form
def by_address(request: Request, door: str) -> HttpResponse:
    """The same for the holder of the private address."""
    with through_secret(door):
        voice = get_object_or_404(queries.my_voices(), asking__digest=digest(door))
        return consent_page(request, voice, door)


def consent_page(request: Request, voice: Voice, door: str) -> HttpResponse:
    renaming = request.POST if request.POST.get("what") == "name" else None
    form = NamingForm(renaming, initial={"name": voice.name})
    if request.method == "POST" and renaming is None:
        answer(request, voice)
        return redirect(request.path)
    if form.is_valid() and run_form(
        request,
        form,
        voices.rename_myself,
        done=_("From now on you are shown under this name."),
        voice=voice,
        name=form.cleaned_data["name"],
    ):
        return redirect(request.path)
    context = {"voice": voice, "door": door, **answers_shown(voice), **played(request, voice, door)}
    return forms.page(request, "recordings/consent.html", context, form=form)


def answers_shown(voice: Voice) -> dict[str, Any]:
    """Each channel, what it means, and what stands for it."""
    standing = queries.standing_consents(voice)
    said = [
        {
            "channel": channel,
            "label": label,
            "words": consent_texts.consent_text(channel),
            "stands": standing.get(channel),
        }
        for channel, label in Channel.choices
    ]
    agreed = any(consent.state == Consent.State.YES for consent in standing.values())
    return {"said": said, "agreed": agreed}


def played(request: Request, voice: Voice, door: str) -> dict[str, Any]:
    """What there is to hear. No resource for those who are not heard in it any more."""
    resource: Resource | None = getattr(voice, "resource", None)
    heard = queries.Played(None)
    if resource and voice.heard:
        heard = queries.load_played(resource, request.GET.get("words", ""))
    values = queries.player_values(heard, request.path, request.GET.get("t", ""))
    if not door and resource:
        values["captions_at"] = f"{resource.path}captions."
    elif heard.medium:
        values["source"] = f"{request.path}listen/{heard.medium.key}"
    return {"resource": resource, **values}


def answer(request: Request, voice: Voice) -> None:
    """One press: yes, no or withdrawn, to one channel or to all."""
    answers = {
        channel: request.POST[channel]
        for channel in Channel.values
        if request.POST.get(channel) in ANSWERS
    }
    if request.POST.get("all") in ANSWERS:
        answers = dict.fromkeys(Channel.values, request.POST["all"])
    if not answers:
        return
    if "withdrawn" in answers.values():
        done = _(
            "Your yes is withdrawn, and the recording is taken down immediately. "
            "The people it belongs to are told to cut it. No reason is asked."
        )
    elif "yes" in answers.values():
        done = _("Thank you. You can withdraw your yes here at any time.")
    else:
        done = _("Noted. No reason is asked.")
    run_button(request, voices.answer_voice, done=done, voice=voice, answers=answers)


@require_POST
def not_me(request: SignedInRequest, key: str) -> HttpResponse:
    """Those who asked are told nothing but that it is another person."""
    voice = get_object_or_404(queries.my_voices(), key=key)
    run_button(request, voices.disown_voice, done=_("Noted: it is not you."), voice=voice)
    return redirect("recordings:my_voices")


@login_not_required
@require_safe
def listen(request: Request, door: str, file: str) -> HttpResponseBase:
    """The sound or picture, for the holder of the private address."""
    with through_secret(door):
        mine = {"resource__voices__asking__digest": digest(door)}
        found = get_object_or_404(queries.playable_files(), key=file, **mine)
        return serve_medium(request, found, public=False)


@login_not_required
@require_safe
def captions(request: Request, door: str, language: str) -> HttpResponse:
    with through_secret(door):
        mine = {"resource__voices__asking__digest": digest(door)}
        found = get_object_or_404(Captions, language=language, **mine)
    response = HttpResponse(found.vtt, content_type="text/vtt; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-store"
    return response
