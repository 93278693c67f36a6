"""The rows of events that could leak."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from entrepairs.drafts.models import Picture
from entrepairs.events.models import (
    Bookmark,
    DeclinedEventInvitation,
    Event,
    EventInvitation,
    Material,
    Room,
    Session,
    SessionChair,
    Speaker,
    Talk,
    TalkSpeaker,
    Track,
)
from entrepairs.people.models import Circle, Membership
from entrepairs.registrations.models import Announcement, Delivery, Registration

NOW = timezone.now()
LONG_AGO = NOW - timedelta(days=400)
type Rows = dict[str, Any]


def events(rows: Rows) -> None:
    """One published, one in preparation, both with all that an event has."""
    other = Circle.objects.create(
        kind="event", name="Autre journée", organisation=rows["escale"], started_at=LONG_AGO
    )
    for who in ("claire", "david"):
        Membership.objects.create(circle=other, person=rows[who], since=LONG_AGO)
    programme(rows, "published", rows["event_circle"])
    programme(rows, "draft", other)
    registrations(rows)
    announcements(rows)
    asked_to_prepare(rows)
    rows["bruno_speaks"] = Speaker.objects.create(
        event=rows["published_event"], name="Bruno B.", person=rows["bruno"]
    )
    rows["amel_keeps"] = Bookmark.objects.create(
        person=rows["amel"], session=rows["published_session"]
    )


def programme(rows: Rows, state: str, circle: Circle) -> None:
    event = rows[f"{state}_event"] = Event.objects.create(
        key=circle.key,
        circle=circle,
        kind="study_day",
        state=state,
        title_fr="mots",
        starts_on=NOW,
        ends_on=NOW,
        published_at=NOW if state == "published" else None,
    )
    room = rows[f"{state}_room"] = Room.objects.create(event=event, name="Grande salle")
    rows[f"{state}_track"] = Track.objects.create(event=event, name_fr="Fil")
    session = rows[f"{state}_session"] = Session.objects.create(
        event=event, title_fr="mots", room=room
    )
    speaker = rows[f"{state}_speaker"] = Speaker.objects.create(event=event, name="Lise")
    talk = rows[f"{state}_talk"] = Talk.objects.create(
        event=event, session=session, title_fr="mots"
    )
    rows[f"{state}_chair"] = SessionChair.objects.create(session=session, speaker=speaker)
    rows[f"{state}_speaking"] = TalkSpeaker.objects.create(talk=talk, speaker=speaker)
    rows[f"{state}_material"] = Material.objects.create(
        event=event, talk=talk, resource=rows["resource_for_everyone"]
    )
    rows[f"{state}_picture"] = Picture.objects.create(
        event=event, small=b"x", large=b"x", shows_fr="mots"
    )


def registrations(rows: Rows) -> None:
    published = rows["published_event"]
    Event.objects.filter(pk=published.pk).update(registers=True)
    for name in ("amel", "bruno"):
        rows[f"{name}_registers"] = Registration.objects.create(
            event=published, person=rows[name], name=name, needs_agreed_at=NOW
        )
    rows["a_stranger_registers"] = Registration.objects.create(
        event=published, name="Zoé", mail="zoe@mail.example", needs_agreed_at=NOW
    )


def asked_to_prepare(rows: Rows) -> None:
    """Or to speak, at the event in preparation."""
    asking = {"event": rows["draft_event"], "by": rows["claire"]}
    rows["bruno_is_asked_to_prepare"] = EventInvitation.objects.create(
        person=rows["bruno"], **asking
    )
    rows["amel_is_asked_whether_she_speaks"] = EventInvitation.objects.create(
        person=rows["amel"], speaker=rows["draft_speaker"], **asking
    )
    rows["omar_declined"] = EventInvitation.objects.create(person=rows["omar"], **asking)
    rows["omars_no"] = DeclinedEventInvitation.objects.create(
        asking=rows["omar_declined"], person=rows["omar"]
    )


def announcements(rows: Rows) -> None:
    """What is announced is not told to those who do not come, nor before they are confirmed."""
    published = rows["published_event"]
    rows["eve_registered"] = Registration.objects.create(
        event=published, person=rows["eve"], name="Eve", needs_agreed_at=NOW
    )
    Registration.objects.filter(pk=rows["eve_registered"].pk).update(
        state="cancelled", cancelled_at=NOW
    )
    rows["nadia_registers"] = Registration.objects.create(
        event=published, person=rows["nadia"], name="Nadia", confirmation="d" * 64
    )
    Registration.objects.filter(pk=rows["nadia_registers"].pk).update(state="asked")
    rows["claire_announces_what_is_in_preparation"] = Announcement.objects.create(
        event=rows["draft_event"], by=rows["claire"], body="mots"
    )
    rows["claire_announces"] = Announcement.objects.create(
        event=published, by=rows["claire"], body="mots"
    )
    for name in ("amel", "bruno"):
        rows[f"announced_to_{name}"] = Delivery.objects.get(
            announcement=rows["claire_announces"], registration=rows[f"{name}_registers"]
        )
