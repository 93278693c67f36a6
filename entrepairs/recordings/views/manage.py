"""Pages of those who prepare a recording: who is heard, asking them, what to cut, what is said."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entrepairs.accounts.views.hand_out_code import draw_qr_code
from entrepairs.core.paging import page_of
from entrepairs.files import storage
from entrepairs.library import hooks
from entrepairs.library.absolute_urls import absolute
from entrepairs.library.channels import Channel
from entrepairs.library.models import File, Resource
from entrepairs.library.views.manage import done, one, page_or_form
from entrepairs.notices import actions as notices
from entrepairs.notices.models import Notice
from entrepairs.recordings import captions as captions_of
from entrepairs.recordings import (
    consent_texts,
    notifications,
    queries,
    voices,
)
from entrepairs.recordings import (
    transcripts as words,
)
from entrepairs.recordings.forms import (
    AskForm,
    CaptionsForm,
    ChaptersForm,
    PaperForm,
    VoiceForm,
)
from entrepairs.recordings.models import Captions, Chapter, Voice, clock
from entrepairs.ui import forms


@page_or_form
def heard(request: Any, key: str) -> HttpResponse:
    """Who is heard in it, and what each said."""
    shown = one(key)
    if request.method == "POST" and "proposed" in request.POST:
        return name_all(request, shown)
    form = VoiceForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data

        def to_do() -> None:
            voices.name_voice(
                resource=shown,
                name=told["name"],
                starts=told["starts"],
                ends=told["ends"],
                once=told["once"],
                by=request.person_id,
            )

        return done(request, to_do, _("Named. They are not asked yet."), request.path)
    found = queries.voices_of(shown)
    context = {
        "resource": shown,
        "voices": [line(voice) for voice in found],
        "proposed": hooks.probable_speakers(shown, [voice.name for voice in found]),
        "channels": Channel.choices,
    }
    return forms.page(request, "recordings/heard.html", context, form=form)


def line(voice: Voice) -> dict[str, Any]:
    """A voice with what stands for each channel."""
    stand = voices.standing(voice)
    said = [(label, stand.get(channel)) for channel, label in Channel.choices]
    return {
        "voice": voice,
        "said": said,
        "asked": bool(stand),
        "asking": getattr(voice, "asking", None),
    }


def name_all(request: Any, shown: Resource) -> HttpResponse:
    """Those who speak in the talk it is of, in one press. The same press twice names nobody twice."""
    known = set(shown.voices.values_list("name", flat=True))
    for name in hooks.probable_speakers(shown, known):
        voices.name_voice(resource=shown, name=name, once=None, by=request.person_id)
    messages.success(request, _("Named. They are not asked yet."))
    return redirect(request.path)


def voice_of(shown: Resource, key: str) -> Voice:
    return get_object_or_404(queries.voices(), resource=shown, key=key)


@page_or_form
def voice(request: Any, key: str, voice_key: str) -> HttpResponse:
    """One voice: asking it, noting what it signed, where it is heard."""
    shown = one(key)
    found = voice_of(shown, voice_key)
    what = request.POST.get("what", "")
    given = made(request, shown, found, what)
    acting = ACTIONS.get(what)
    if acting is not None and given[what].is_valid():
        act, said = acting
        told = given[what].cleaned_data
        return done(request, lambda: act(found, told, request.person_id), said(), request.path)
    context = {
        "resource": shown,
        "forms": given,
        "wordings": [(label, consent_texts.wording(channel)) for channel, label in Channel.choices],
        **line(found),
        **address(request, found),
    }
    return forms.page(request, "recordings/voice.html", context, form=given.get(what))


def made(request: Any, shown: Resource, found: Voice, what: str) -> dict[str, Any]:
    def data(name: str) -> Any:
        return request.POST if what == name else None

    asking = getattr(found, "asking", None)
    language = asking.language if asking else shown.language
    asked = {"mail": asking.mail, "person": asking.person and asking.person.key} if asking else {}
    told = {"name": found.name, "starts": found.starts, "ends": found.ends}
    return {
        "ask": AskForm(data("ask"), resource=shown, initial={"language": language, **asked}),
        "paper": PaperForm(data("paper"), initial={"language": language, "said": Channel.values}),
        "change": VoiceForm(data("change"), initial=told),
    }


def ask(found: Voice, told: Any, by: int) -> None:
    reached = {"person": told["person"], "mail": told["mail"], "language": told["language"]}
    voices.ask(voice=found, once=told["once"], by=by, **reached)


def paper(found: Voice, told: Any, by: int) -> None:
    said = {"said": told["said"], "on": told["on"], "language": told["language"]}
    voices.note_paper(voice=found, once=told["once"], by=by, **said)


def change(found: Voice, told: Any, by: int) -> None:
    where = {"starts": told["starts"], "ends": told["ends"]}
    voices.change_voice(voice=found, name=told["name"], once=told["once"], by=by, **where)


ACTIONS: dict[str, tuple[Callable[[Voice, Any, int], None], Callable[[], str]]] = {
    "ask": (ask, lambda: _("Asked. Nothing is heard before they say yes.")),
    "paper": (paper, lambda: _("Noted. They can withdraw it as any other yes.")),
    "change": (change, lambda: _("Changed.")),
}


def address(request: Any, found: Voice) -> dict[str, Any]:
    """The private address, to give on paper: for those who have no account here."""
    asking = getattr(found, "asking", None)
    if asking is None or not asking.digest:
        return {}
    link = absolute(request, notifications.address_of(asking))
    return {"address": link, "square": draw_qr_code(link)}


@require_POST
def new_address(request: Any, key: str, voice_key: str) -> HttpResponse:
    shown = one(key)
    found, once = voice_of(shown, voice_key), forms.once_of(request)
    to_do = lambda: voices.new_address(voice=found, once=once, by=request.person_id)  # noqa: E731
    return done(
        request,
        to_do,
        _("There is a new address. The former one opens nothing any more."),
        page(shown, found),
    )


@require_POST
def remove(request: Any, key: str, voice_key: str) -> HttpResponse:
    shown = one(key)
    found = shown.voices.filter(key=voice_key).first()
    if found is None:
        return redirect(f"{shown.path}voices/")
    once = forms.once_of(request)
    to_do = lambda: voices.remove_voice(voice=found, once=once, by=request.person_id)  # noqa: E731
    return done(request, to_do, _("Removed."), f"{shown.path}voices/")


def page(shown: Resource, found: Voice) -> str:
    return f"{shown.path}voices/{found.key}/"


@page_or_form
def said(request: Any, key: str) -> HttpResponse:
    """What is said in it, written: captions and transcript, chapters."""
    shown = one(key)
    what = request.POST.get("what", "")
    if what == "sent":
        return read_sent(request, shown)
    data: dict[str, tuple[Any, Any]] = {
        name: (request.POST, request.FILES) if what == name else (None, None)
        for name in ("captions", "chapters")
    }
    told = "\n".join(
        f"{clock(at.second)} {at.title}" for at in Chapter.objects.filter(resource=shown)
    )
    captions: Any = CaptionsForm(*data["captions"], initial={"language": shown.language})
    chapters: Any = ChaptersForm(data["chapters"][0], initial={"chapters": told})
    if captions.is_valid():
        return written(request, shown, captions.cleaned_data)
    if chapters.is_valid():
        there, once = chapters.cleaned_data["chapters"], chapters.cleaned_data["once"]
        to_do = partial(
            words.write_chapters, resource=shown, chapters=there, once=once, by=request.person_id
        )
        return done(request, to_do, _("Written."), request.path)
    languages = (
        Captions.objects.filter(resource=shown)
        .order_by("language")
        .values_list("language", flat=True)
    )
    context = {
        "resource": shown,
        "captions": captions,
        "chapters": chapters,
        "languages": list(languages),
    }
    context["sent"] = list(sent(shown))
    bound = captions if what == "captions" else chapters
    return forms.page(request, "recordings/words.html", context, form=bound)


def sent(shown: Resource) -> Any:
    """Files of captions that came with the others."""
    return shown.files.filter(
        use__in=(File.Use.CAPTIONS, File.Use.TRANSCRIPT), state=File.State.READY
    )


def read_sent(request: Any, shown: Resource) -> HttpResponse:
    """Captions from a file that is here already."""
    file = get_object_or_404(sent(shown), key=request.POST.get("file", "").replace("\0", ""))
    try:
        read = captions_of.read(
            b"".join(storage.pieces(file.place, 0, min(file.size, captions_of.MOST + 1)))
        )
    except captions_of.Unreadable as trouble:
        messages.error(request, str(trouble))
        return redirect(request.path)
    once = forms.once_of(request)
    return written(
        request, shown, {"read": read, "language": file.language or shown.language, "once": once}
    )


def written(request: Any, shown: Resource, told: dict[str, Any]) -> HttpResponse:
    read = told["read"]

    def to_do() -> None:
        words.write_captions(
            resource=shown,
            language=told["language"],
            cues=read.cues,
            once=told["once"],
            by=request.person_id,
        )

    if read.over:
        lines = ", ".join(map(str, read.over[:10]))
        messages.warning(
            request,
            _("Read, though some begin before the one above ends: lines %(n)s.") % {"n": lines},
        )
    return done(
        request, to_do, _("Written: the captions, and the transcript made from them."), shown.path
    )


@require_safe
def cuts(request: Any) -> HttpResponse:
    """What those who spoke do not want heard any more, of all I prepare."""
    page = page_of(request, queries.cuts(), lines=30)
    return render(request, "recordings/cuts.html", {"page": page})


@page_or_form
def cut(request: Any, key: str) -> HttpResponse:
    """It was cut: the file without it is there."""
    found = get_object_or_404(queries.cuts(), key=key)
    resource = found.voice.resource
    if request.method == "POST":
        notices.see(by=request.person_id, kinds=[Notice.Kind.CUT], about=found.key)
        to_do = partial(
            voices.note_cut, cut=found, once=forms.once_of(request), by=request.person_id
        )
        words = _("Noted. Once everyone else who is heard agrees, it can be published again.")
        return done(request, to_do, words, resource.path)
    if not resource.files.exists():
        raise Http404
    lines = [
        str(resource.title),
        _(
            "The file that is there now must be newer than the request, and not longer than the one before."
        ),
        _(
            "The former file is deleted, with its captions, transcript and chapters: write them again from the new one."
        ),
        _("What the others agreed to holds, as they heard what remains."),
    ]
    context = {
        "title": _("%(name)s is not heard in it any more?") % {"name": found.voice.name},
        "lines": lines,
    }
    return render(
        request, "ui/confirm.html", {**context, "yes": _("It is cut"), "back": "/library/cuts/"}
    )
