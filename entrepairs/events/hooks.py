"""What this room adds to the pages of the rooms below, for those who organise. Called once, when Entrepairs starts."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrepairs.library import series
from entrepairs.people import hooks
from entrepairs.people.hooks import PageAction
from entrepairs.search.index import name_kind


def join_organisers() -> None:
    hooks.organisation_actions.append(
        lambda request, one: [
            PageAction(
                _("Organise an event"),
                reverse("events:begin", args=[one.key]),
                icon="calendar-plus",
            ),
            PageAction(_("Events in preparation"), reverse("events:preparing"), icon="calendar"),
        ]
    )
    name_kind("event", _("event"))
    series.FIRST.append("event")
    name_kind("session", _("session"))
    name_kind("talk", _("talk"))
    hooks.deed_words |= {("events", verb): (words, "") for verb, words in DEEDS.items()}
    hooks.deed_words |= {("events", verb): words for verb, words in BETWEEN.items()}


DEEDS = {
    "begin": _("You began an event"),
    "change": _("You changed an event"),
    "publish": _("You published an event"),
    "cancel": _("You cancelled an event"),
    "add_session": _("You added a session to a programme"),
    "change_session": _("You changed a session of a programme"),
    "move_session": _("You moved a session of a programme"),
    "remove_session": _("You removed a session from a programme"),
    "add_talk": _("You added a talk to a programme"),
    "change_talk": _("You changed a talk of a programme"),
    "remove_talk": _("You removed a talk from a programme"),
    "add_room": _("You added a room to an event"),
    "change_room": _("You renamed a room of an event"),
    "remove_room": _("You removed a room of an event"),
    "add_track": _("You added a track to an event"),
    "change_track": _("You renamed a track of an event"),
    "remove_track": _("You removed a track of an event"),
    "change_speaker": _("You changed what is said of a speaker"),
    "remove_speaker": _("You removed a speaker from a programme"),
    "add_material": _("You listed something with an event"),
    "open_call": _("You opened a call for contributions"),
    "change_call": _("You changed a call for contributions"),
    "close_call": _("You closed a call for contributions"),
    "reopen_call": _("You opened a call for contributions again"),
    "change_letters": _("You changed what authors are told"),
    "ask_reader": _("You asked somebody to read contributions"),
    "release_reader": _("You ended the reading of contributions by somebody, or yours"),
    "share_out": _("You shared contributions out among readers"),
    "decide": _("You decided about contributions"),
    "tell_decisions": _("You told authors what was decided"),
    "place": _("You put contributions in a programme"),
    "move_material": _("You changed the order of what is listed with an event"),
    "remove_material": _("You took something off the list of an event"),
}

# What I did; what was done about me.
BETWEEN = {
    "ask_organiser": (_("You asked %(who)s to prepare an event with you"), _("%(who)s asked you to prepare an event")),
    "ask_speaker": (_("You asked %(who)s whether a speaker is them"), _("%(who)s asked you whether a speaker is you")),
    "take_back_asking": (_("You took back what you had asked"), ""),
    "join_organisers": (_("You said yes to preparing an event"), ""),
    "be_speaker": (_("You said that a speaker of an event is you"), ""),
    "stop_being_speaker": (_("You took back the link from a programme to you"), ""),
    "say_no": (_("You said no to what you were asked"), ""),
    "leave_organisers": (_("You stopped preparing an event"), ""),
    "remove_organiser": (_("You removed %(who)s from those who prepare an event"), _("%(who)s removed you from those who prepare an event")),
}  # fmt: skip
