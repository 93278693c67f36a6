"""Pages of those who prepare a recording: who is heard in it, asking them, what they signed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from entrepairs.accounts.throttling import mails_counted
from entrepairs.core.requests import SignedInRequest
from entrepairs.ledger.run import run_button, run_form
from entrepairs.library import hooks
from entrepairs.library.channels import Channel
from entrepairs.library.models import Resource
from entrepairs.library.views.manage import get_owned
from entrepairs.recordings import consent_texts, notifications, queries
from entrepairs.recordings.actions import voices
from entrepairs.recordings.forms import AskForm, PaperForm, VoiceForm
from entrepairs.recordings.jobs import tell_voices_soon
from entrepairs.recordings.models import Voice
from entrepairs.ui import forms
from entrepairs.ui.addresses import absolute_url
from entrepairs.ui.forms import page_or_form
from entrepairs.ui.qr_codes import draw_qr_code

NAMED = gettext_lazy("Named. They are not asked yet.")


@page_or_form
def heard(request: SignedInRequest, key: str) -> HttpResponse:
    """Who is heard in it, and what each answered."""
    resource = get_owned(key)
    if request.method == "POST" and "proposed" in request.POST:
        return name_proposed(request, resource)
    form = VoiceForm(request.POST or None)
    if form.is_valid() and run_form(
        request,
        form,
        voices.name_voice,
        done=NAMED,
        resource=resource,
        name=form.cleaned_data["name"],
        starts=form.cleaned_data["starts"],
        ends=form.cleaned_data["ends"],
    ):
        return redirect(request.path)
    found = list(queries.voices_with_answers().filter(resource=resource))
    context = {
        "resource": resource,
        "voices": [line_of(voice) for voice in found],
        "proposed": hooks.probable_speakers(resource, [voice.name for voice in found]),
        "channels": Channel.choices,
    }
    return forms.page(request, "recordings/heard.html", context, form=form)


def line_of(voice: Voice) -> dict[str, Any]:
    """A voice with what stands for each channel."""
    standing = queries.standing_consents(voice)
    return {
        "voice": voice,
        "said": [(label, standing.get(channel)) for channel, label in Channel.choices],
        "asked": bool(standing),
        "asking": getattr(voice, "asking", None),
    }


def name_proposed(request: SignedInRequest, resource: Resource) -> HttpResponse:
    """Names the speakers of its talk in one press; the same press twice names nobody twice."""
    known = set(resource.voices.values_list("name", flat=True))
    for name in hooks.probable_speakers(resource, known):
        voices.name_voice(resource=resource, name=name, by=request.person_id)
    messages.success(request, NAMED)
    return redirect(request.path)


def get_voice(resource: Resource, key: str) -> Voice:
    return get_object_or_404(queries.voices_with_answers(), resource=resource, key=key)


@page_or_form
@mails_counted
def voice(request: SignedInRequest, key: str, voice_key: str) -> HttpResponse:
    """One voice: asking it, noting what it signed, where it is heard."""
    resource = get_owned(key)
    found = get_voice(resource, voice_key)
    what = request.POST.get("what", "")
    given = forms_of(request, resource, found, what)
    form = given.get(what)
    if form is not None and form.is_valid() and RUN[what](request, form, found):
        return redirect(request.path)
    context = {
        "resource": resource,
        "forms": given,
        "wordings": [
            (label, consent_texts.consent_text(channel)) for channel, label in Channel.choices
        ],
        **line_of(found),
        **address_shown(request, found),
    }
    return forms.page(request, "recordings/voice.html", context, form=form)


def forms_of(
    request: SignedInRequest, resource: Resource, found: Voice, what: str
) -> dict[str, forms.Form]:
    """The three forms of its page, of which one at most was sent: `what`."""

    def sent(name: str) -> Any:
        return request.POST if what == name else None

    asking = getattr(found, "asking", None)
    language = asking.language if asking else resource.language
    reached = {"mail": asking.mail, "person": asking.person and asking.person.key} if asking else {}
    shown = {"name": found.name, "starts": found.starts, "ends": found.ends}
    return {
        "ask": AskForm(sent("ask"), resource=resource, initial={"language": language, **reached}),
        "paper": PaperForm(
            sent("paper"),
            initial={"language": language, "said": Channel.values},
            auto_id="paper_%s",
        ),
        "change": VoiceForm(sent("change"), initial=shown, auto_id="change_%s"),
    }


def run_ask(request: SignedInRequest, form: forms.Form, found: Voice) -> bool:
    ran = run_form(
        request,
        form,
        voices.ask_voice,
        done=_("Request sent. Nothing is published before they say yes."),
        voice=found,
        person=form.cleaned_data["person"],
        mail=form.cleaned_data["mail"],
        language=form.cleaned_data["language"],
    )
    if ran.result:
        tell_voices_soon()
    return ran.done


def run_paper(request: SignedInRequest, form: forms.Form, found: Voice) -> bool:
    return run_form(
        request,
        form,
        voices.note_paper,
        done=_("Saved. They can withdraw this yes like any other."),
        voice=found,
        channels=form.cleaned_data["said"],
        on=form.cleaned_data["on"],
        language=form.cleaned_data["language"],
    ).done


def run_change(request: SignedInRequest, form: forms.Form, found: Voice) -> bool:
    return run_form(
        request,
        form,
        voices.change_voice,
        done=_("Changed."),
        voice=found,
        name=form.cleaned_data["name"],
        starts=form.cleaned_data["starts"],
        ends=form.cleaned_data["ends"],
    ).done


RUN = {"ask": run_ask, "paper": run_paper, "change": run_change}


def address_shown(request: SignedInRequest, found: Voice) -> dict[str, Any]:
    """The private address, to give on paper: for those who have no account here."""
    asking = getattr(found, "asking", None)
    if asking is None or not asking.digest:
        return {}
    link = absolute_url(notifications.path_of(asking), request)
    return {"address": link, "square": draw_qr_code(link)}


@require_POST
def new_address(request: SignedInRequest, key: str, voice_key: str) -> HttpResponse:
    resource = get_owned(key)
    found = get_voice(resource, voice_key)
    done = _("Here is a new address. The previous one no longer works.")
    run_button(request, voices.make_new_address, done=done, voice=found)
    return redirect("recordings:voice", resource.key, found.key)


@require_POST
def remove(request: SignedInRequest, key: str, voice_key: str) -> HttpResponse:
    resource = get_owned(key)
    found = resource.voices.filter(key=voice_key).first()
    if found is not None:
        run_button(request, voices.remove_voice, done=_("Removed."), voice=found)
    return redirect("recordings:voices", resource.key)
