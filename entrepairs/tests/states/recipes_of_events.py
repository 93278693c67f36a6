"""Recipes of what is prepared, offered, kept and heard; see recipes.py."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from entrepairs.calls.actions.submissions import SubmissionValues
from entrepairs.drafts.actions.copies import Parts
from entrepairs.events.actions.invitations import find_received
from entrepairs.events.actions.speakers import COLUMNS as SPEAKER_COLUMNS
from entrepairs.registrations.models import secret_of
from entrepairs.schedules.formats.read_model import ProgrammeRead
from entrepairs.schedules.import_diff import Comparison, compare_programme, read_here
from entrepairs.tests.states.recipes import Rows, of, row

# Events, their calls and places

DAYS = {"starts_on": date(2083, 5, 12), "ends_on": date(2083, 5, 12)}
EVENT = {
    "kind": "study_day",
    "title_fr": "mots",
    "time_zone": "Europe/Paris",
    "language": "fr",
    **DAYS,
}
of(
    "events.actions.events",
    begin_event=("claire", row("organisation", "escale", told=EVENT)),
    change_event=("claire", row("event", "published_event", told=EVENT)),
    publish_event=("claire", row("event", "fourth_event")),
    cancel_event=("claire", row("event", "published_event")),
)
of(
    "drafts.actions.copies",
    copy_event=(
        "claire",
        row(
            "event",
            "published_event",
            told={"title_fr": "mots", "starts_on": DAYS["starts_on"]},
            parts=Parts(talks=True),
        ),
    ),
)
of(
    "drafts.actions.pictures",
    give_picture=(
        "claire",
        row(
            "event",
            "published_event",
            words={"shows_fr": "mots", "shows_en": ""},
            upload=None,
        ),
    ),
    remove_picture=("claire", row("event", "published_event")),
)
of(
    "events.actions.invitations",
    send_invitation=("claire", lambda w, me: {"event": w["draft_event"], "person": w["amel"]}),
    take_back_invitation=("claire", row("invitation", "bruno_is_asked_to_prepare")),
    accept_invitation=(
        "bruno",
        lambda w, me: {"invitation": find_received(w["bruno_is_asked_to_prepare"].key)},
    ),
    decline_invitation=(
        "bruno",
        lambda w, me: {"invitation": find_received(w["bruno_is_asked_to_prepare"].key)},
    ),
    name_myself=("bruno", row("speaker", "bruno_speaks", name="B.")),
    unlink_myself=("bruno", row("speaker", "bruno_speaks")),
    remove_organiser=("claire", lambda w, me: {"event": w["draft_event"], "person": w["david"].pk}),
)
of(
    "events.actions.materials",
    add_material=(
        "claire",
        row("event", "draft_event", told={"kind": "document", "title_fr": "mots"}),
    ),
    move_material=("claire", row("material", "draft_material", up=True)),
    remove_material=("claire", row("material", "draft_material")),
)
of(
    "events.actions.rooms",
    add_room=("claire", row("event", "draft_event", name="mots")),
    change_room=("claire", row("room", "draft_room", name="mots")),
    remove_room=("claire", row("room", "draft_room")),
    add_track=("claire", row("event", "draft_event", name_fr="mots", name_en="")),
    change_track=("claire", row("track", "draft_track", name_fr="mots", name_en="")),
    remove_track=("claire", row("track", "draft_track")),
)
of(
    "events.actions.sessions",
    add_session=("claire", row("event", "draft_event", told={"title_fr": "mots"})),
    change_session=(
        "claire",
        row("session", "draft_session", told={"title_fr": "mots"}, chairs=[]),
    ),
    move_session=("claire", row("session", "draft_session", starts_at=None, ends_at=None)),
    put_session_back=(
        "claire",
        lambda w, me: {"session": w["draft_session"], "was": w["where_it_was"]},
    ),
    remove_session=("claire", row("session", "draft_session")),
)
SPEAKER = dict.fromkeys(SPEAKER_COLUMNS, "") | {"name": "Lise"}
of(
    "events.actions.speakers",
    change_speaker=("claire", row("speaker", "draft_speaker", told=SPEAKER)),
    remove_speaker=("claire", row("speaker", "draft_speaker")),
)
of(
    "events.actions.talks",
    add_talk=("claire", row("session", "draft_session", told={"title_fr": "mots"})),
    change_talk=("claire", row("talk", "draft_talk", told={"title_fr": "mots"}, speakers=[])),
    remove_talk=("claire", row("talk", "draft_talk")),
)
of(
    "events.actions.bookmarks",
    keep_session=("bruno", row("session", "published_session")),
    let_session_go=("amel", row("session", "published_session")),
)
of(
    "registrations.actions",
    register_for_event=("eve", row("event", "published_event", name="Eve", mail="", needs="")),
    cancel_registration=("amel", row("registration", "amel_registers")),
    note_came=("claire", row("registration", "amel_registers", came=True)),
    confirm_registration=(
        "claire",
        lambda w, me: {
            "registration": w["to_confirm"],
            "secret": secret_of(w["to_confirm"].key),
        },
    ),
    accept_registration=("claire", row("registration", "to_confirm")),
    remove_registration=("claire", row("registration", "to_confirm")),
    add_registration=("claire", row("event", "published_event", name="Zoé", mail="", needs="")),
    announce=("claire", row("event", "published_event", body="mots", to="all")),
    ask_person=("claire", lambda w, me: {"event": w["published_event"], "person": w["farid"]}),
    agree_to_registration=("bruno", row("registration", "bruno_is_asked_to_come")),
)
of(
    "schedules.actions",
    import_programmes=(
        "claire",
        lambda w, me: {
            "organisation": w["escale"],
            "comparisons": [
                compare_programme(Comparison(ProgrammeRead(told=EVENT), None, read_here(None)))
            ],
            "without_gone": False,
        },
    ),
)


def _dates() -> dict[str, Any]:
    now = timezone.now()
    return {"opens_at": now, "closes_at": now + timedelta(days=9)}


def _submission(rows: Rows) -> SubmissionValues:
    return SubmissionValues(
        title="mots",
        summary="mots",
        kind=rows["other_kind"],
        language="fr",
        authors=[{"name": "Zoé", "affiliation": "", "country": "", "presents": True}],
    )


of(
    "calls.actions.calls",
    open_call=("claire", lambda w, me: {"event": w["third_event"], "values": _dates()}),
    change_call=("claire", lambda w, me: {"call": w["published_call"], "values": _dates()}),
    close_call=("claire", row("call", "published_call")),
    reopen_call=(
        "claire",
        lambda w, me: {"call": w["published_call"], "until": timezone.now() + timedelta(days=9)},
    ),
    save_part=("claire", lambda w, me: {"call": w["published_call"], "part": w["call_question"]}),
    remove_part=("claire", lambda w, me: {"call": w["published_call"], "part": w["call_question"]}),
    write_letters=(
        "claire",
        row("call", "published_call", letters={"refused": {"words_fr": "mots", "words_en": ""}}),
    ),
)
of(
    "calls.actions.decisions",
    decide_submissions=(
        "claire",
        lambda w, me: {
            "call": w["published_call"],
            "keys": [w["amel_offers"].key],
            "outcome": "refused",
            "kind": None,
        },
    ),
    tell_authors=("david", row("call", "published_call")),
    place_in_programme=("claire", row("call", "published_call", keys=None, session=None)),
)
of(
    "calls.actions.reviews",
    ask_reader=("claire", lambda w, me: {"call": w["published_call"], "person": w["bruno"]}),
    answer_as_reader=("omar", row("reader", "omar_as_reader", yes=True)),
    release_reader=("claire", row("reader", "eve_as_reader")),
    share_out=("claire", row("call", "published_call")),
    give_back_unread=("david", row("assignment", "david_reads_amel")),
    review_submission=(
        "david",
        row("assignment", "david_reads_amel", advice="accept", for_organisers="", for_authors=""),
    ),
)
of(
    "calls.actions.submissions",
    submit_to_call=("omar", lambda w, me: {"call": w["published_call"], "values": _submission(w)}),
    change_submission=(
        "amel",
        lambda w, me: {"submission": w["amel_offers"], "values": _submission(w)},
    ),
    withdraw_submission=("amel", row("submission", "amel_offers")),
    confirm_coming=("bruno", row("submission", "bruno_offers", linked=False)),
)
