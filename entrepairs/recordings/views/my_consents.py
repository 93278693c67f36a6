"""Pages of those who are heard: what I am heard in, and my answers. With an account, or by a private address."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from entrepairs.core.paging import page_of
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.library import channels
from entrepairs.library.actions import NotNow
from entrepairs.library.channels import Channel
from entrepairs.library.models import Resource
from entrepairs.library.views.manage import page_or_form
from entrepairs.notices import actions as notices
from entrepairs.recordings import consent_texts, media, queries, voices
from entrepairs.recordings.forms import NamingForm
from entrepairs.recordings.models import Captions, Consent, Voice
from entrepairs.ui import forms

SAID = {Consent.State.YES, Consent.State.NO, Consent.State.WITHDRAWN}


@require_safe
def mine(request: Any) -> HttpResponse:
    """Everything that I am heard in, and what I said of it."""
    page = page_of(request, queries.my_voices(), lines=20)
    lines = [{"voice": one, "said": labelled(one)} for one in page.rows]
    return render(request, "recordings/mine.html", {"page": page, "lines": lines})


def labelled(voice: Voice) -> list[tuple[Any, Any]]:
    stand = voices.standing(voice)
    return [(label, stand.get(channel)) for channel, label in Channel.choices]


@page_or_form
def consent(request: Any, key: str) -> HttpResponse:
    """One of them: listen first, then say yes or no to each way."""
    voice = get_object_or_404(queries.my_voices(), key=key)
    return asked(request, voice, "")


@never_cache
@login_not_required
@page_or_form
def by_address(request: Any, door: str) -> HttpResponse:
    """The same for whoever holds the private address."""
    with holding(door) as _held:
        voice = get_object_or_404(queries.my_voices(), asking__digest=channels.digest(door))
        return asked(request, voice, door)


def holding(door: str) -> AbstractContextManager[None]:
    return channels.holding(door) if len(door) == channels.LETTERS else nullcontext()


def asked(request: Any, voice: Voice, door: str) -> HttpResponse:
    naming = NamingForm(
        request.POST if request.POST.get("what") == "name" else None, initial={"name": voice.name}
    )
    if request.method == "POST" and not naming.is_bound:
        return answered(request, voice)
    if naming.is_valid():
        return named(request, voice, naming.cleaned_data)
    resource: Resource | None = getattr(
        voice, "resource", None
    )  # not there for those who are not heard in it any more
    heard = (
        queries.heard(resource, request.GET.get("words", ""))
        if resource and voice.heard
        else queries.Heard(None)
    )
    stand = voices.standing(voice)
    said: list[dict[str, Any]] = [
        {
            "channel": channel,
            "label": label,
            "words": consent_texts.wording(channel),
            "stands": stand.get(channel),
        }
        for channel, label in Channel.choices
    ]
    context = {
        "voice": voice,
        "resource": resource,
        "door": door,
        "said": said,
        "agreed": any(one["stands"] and one["stands"].state == "yes" for one in said),
        **queries.playing(heard, request.path, request.GET.get("t", "")),
    }
    if not door and resource:
        context["captions_at"] = f"{resource.path}captions."
    elif heard.medium:
        context["source"] = f"{request.path}listen/{heard.medium.key}"
    return forms.page(request, "recordings/consent.html", context, form=naming)


def named(request: Any, voice: Voice, told: dict[str, Any]) -> HttpResponse:
    try:
        voices.name_myself(voice=voice, name=told["name"], once=told["once"], by=request.person_id)
        messages.success(request, _("From now on you are shown under this name."))
    except AlreadyDone:
        pass
    except NotNow:
        messages.warning(request, _("This has changed meanwhile. Here is how it stands now."))
    return redirect(request.path)


def answered(request: Any, voice: Voice) -> HttpResponse:
    said = {
        channel: request.POST[channel]
        for channel in Channel.values
        if request.POST.get(channel) in SAID
    }
    if request.POST.get("all") in SAID:
        said = dict.fromkeys(Channel.values, request.POST["all"])
    once = forms.once_of(request)
    try:
        if said:
            voices.answer(voice=voice, said=said, once=once, by=request.person_id)
            told(request, voice, said)
    except AlreadyDone:
        pass
    except NotNow:
        messages.warning(request, _("This has changed meanwhile. Here is how it stands now."))
    return redirect(request.path)


def told(request: Any, voice: Voice, said: dict[str, str]) -> None:
    if request.person_id is not None:
        notices.see(by=request.person_id, path=voice.path)
    if "withdrawn" in said.values():
        messages.success(
            request,
            _(
                "Withdrawn, and taken down at once. Those who keep it are told to cut it; no reason is asked."
            ),
        )
    elif "yes" in said.values():
        messages.success(request, _("Thank you. You can withdraw it here at any time."))
    else:
        messages.success(request, _("Noted. No reason is asked."))


@require_POST
def not_me(request: Any, key: str) -> HttpResponse:
    """Those who asked are told nothing but that it is somebody else."""
    voice = get_object_or_404(queries.my_voices(), key=key)
    try:
        voices.not_me(voice=voice, once=forms.once_of(request), by=request.person_id)
        messages.success(request, _("Noted: it is not you."))
    except (NotNow, AlreadyDone):
        messages.warning(request, _("This has changed meanwhile. Here is how it stands now."))
    return redirect("recordings:my_voices")


@login_not_required
@require_safe
def listen(request: Any, door: str, file: str) -> HttpResponseBase:
    """The sound or picture, for whoever holds the private address."""
    with holding(door):
        found = get_object_or_404(
            queries.media(), key=file, resource__voices__asking__digest=channels.digest(door)
        )
        return media.handed(request, found, public=False)


@login_not_required
@require_safe
def captions(request: Any, door: str, language: str) -> HttpResponse:
    with holding(door):
        found = Captions.objects.filter(
            language=language, resource__voices__asking__digest=channels.digest(door)
        ).first()
        if found is None:
            raise Http404
        return HttpResponse(
            found.vtt,
            content_type="text/vtt; charset=utf-8",
            headers={"Cache-Control": "private, no-store"},
        )
