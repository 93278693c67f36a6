"""Rows that could leak, for the access matrix: one function a room, each row under the name the
matrix uses."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from entrepairs.calendar.models import Feed
from entrepairs.conversations.models import JournalEntry, Message, Reading
from entrepairs.drafts.models import Picture
from entrepairs.events import models as programme
from entrepairs.events.models import (
    Bookmark,
    DeclinedEventInvitation,
    Event,
    EventInvitation,
    Material,
    Room,
    SessionChair,
    Speaker,
    Talk,
    TalkSpeaker,
    Track,
)
from entrepairs.ledger.models import Consent, Deed, Look
from entrepairs.people.models import (
    Affiliation,
    Block,
    Circle,
    CoordinationRefusal,
    Facet,
    Membership,
    Opening,
    Person,
    SearchTerm,
)
from entrepairs.registrations.models import Announcement, Delivery, Registration
from entrepairs.tests.access.calls import calls
from entrepairs.tests.access.decisions import decisions
from entrepairs.tests.access.doors import gate, notices
from entrepairs.tests.access.groups import gatherings, groups
from entrepairs.tests.access.held import roles
from entrepairs.tests.access.kept import library
from entrepairs.tests.access.met import contributions, meetings
from entrepairs.tests.access.peers import pairs, rounds
from entrepairs.tests.access.plans import plans
from entrepairs.vocabulary.models import Concept, Edition, HelpNumber, Place

Rows = dict[str, Any]
NOW = timezone.now()
LONG_AGO, AGO = NOW - timedelta(days=400), NOW - timedelta(days=100)


def make_rows(network: Any) -> Rows:
    """Who is there beside the six: Nadia left the group and the organisation 50 days ago, and Yann
    came to the group since; Amel has blocked Omar, who is in her organisation, as is Rosa, who
    paused everything; David and Omar were a pair; Farid and Bruno are one that is paused.
    """
    rows: Rows = {name.lower(): person for name, person in network.people.items()}
    rows |= {
        "escale": network.escale,
        "university": network.university,
        "pair": network.pair,
        "group": network.group,
    }
    makers = (
        people,
        facets,
        ledger,
        gate,
        notices,
        conversations,
        meetings,
        contributions,
        feeds,
        library,
        events,
        calls,
        pairs,
        rounds,
        groups,
        decisions,
        gatherings,
        roles,
        plans,
        vocabulary,
    )
    for make in makers:
        make(rows)
    return rows


def people(rows: Rows) -> None:
    left = NOW - timedelta(days=50)
    rows["nadia"] = Person.objects.create(name="Nadia")
    rows["omar"] = Person.objects.create(name="Omar")
    Person.objects.filter(pk=rows["farid"].pk).update(audience=4)
    rows["team"] = Circle.objects.create(
        kind="team", name="Un chez-soi d’abord", organisation=rows["escale"], started_at=LONG_AGO
    )
    rows["nadia_was_in_group"] = Membership.objects.create(
        circle=rows["group"], person=rows["nadia"], since=LONG_AGO, until=left
    )
    rows["bruno_in_team"] = Membership.objects.create(
        circle=rows["team"], person=rows["bruno"], since=LONG_AGO
    )
    Membership.objects.create(circle=rows["team"], person=rows["david"], since=LONG_AGO)
    rows["amel_in_pair"] = Membership.objects.get(circle=rows["pair"], person=rows["amel"])
    rows["amel_in_group"] = Membership.objects.get(circle=rows["group"], person=rows["amel"])
    Affiliation.objects.create(
        organisation=rows["escale"], person=rows["nadia"], since=LONG_AGO, until=left
    )
    omars = Affiliation.objects.create(
        organisation=rows["escale"], person=rows["omar"], since=LONG_AGO, asked_to_coordinate_at=AGO
    )
    rows["omar_coordinates_not"] = CoordinationRefusal.objects.create(affiliation=omars, at=AGO)
    rows["amel_in_escale"] = Affiliation.objects.get(
        organisation=rows["escale"], person=rows["amel"]
    )
    rows["claire_coordinates"] = Affiliation.objects.get(
        organisation=rows["escale"], person=rows["claire"]
    )
    rows["opening"] = Opening.objects.create(
        organisation=rows["escale"], weekday=1, opens="14:00", closes="18:00"
    )
    rows["rosa"] = Person.objects.create(name="Rosa", audience=5, paused_at=AGO)
    Affiliation.objects.create(organisation=rows["escale"], person=rows["rosa"], since=LONG_AGO)
    rows["yann"] = Person.objects.create(name="Yann")
    rows["yann_in_group"] = Membership.objects.create(
        circle=rows["group"], person=rows["yann"], since=NOW - timedelta(days=10)
    )
    rows["blocked_pair"] = pair_of(rows["david"], rows["omar"])
    rows["david_blocks_omar"] = Block.objects.create(person=rows["david"], blocked=rows["omar"])
    rows["paused_pair"] = pair_of(rows["farid"], rows["bruno"], paused_at=AGO)
    rows["amel_blocks_omar"] = Block.objects.create(person=rows["amel"], blocked=rows["omar"])


def pair_of(*two: Person, **circle: Any) -> Circle:
    pair = Circle.objects.create(kind="pair", started_at=LONG_AGO, **circle)
    for person in two:
        Membership.objects.create(circle=pair, person=person, since=LONG_AGO)
    return pair


def facets(rows: Rows) -> None:
    concepts = Concept.objects.filter(scheme="experience")[:6]
    for audience, name in enumerate(
        ("me", "pairs", "circles", "organisations", "network", "everyone")
    ):
        rows[f"amel_tells_{name}"] = Facet.objects.create(
            person=rows["amel"],
            kind="experience",
            concept=concepts[audience],
            audience=audience,
            note="mots",
        )
    # The database wrote them: what Amel tells the network leads to her for those only who may see
    # her name.
    rows["clue_to_amel"] = SearchTerm.objects.get(
        person=rows["amel"], word=f"concept:{concepts[4].pk}"
    )
    rows["clue_to_farid"] = SearchTerm.objects.get(person=rows["farid"], word="name:farid")
    assert not SearchTerm.objects.filter(person=rows["rosa"]).exists()


def ledger(rows: Rows) -> None:
    amel, bruno, claire = rows["amel"].pk, rows["bruno"].pk, rows["claire"].pk
    rows["deed"] = Deed.objects.create(
        by_person=amel, about_person=bruno, verb="invite", room="pairs"
    )
    rows["look"] = Look.objects.create(viewer=claire, owner=amel)
    rows["consent"] = Consent.objects.create(
        person=amel, what="experience:x", audience=2, language="fr"
    )


def conversations(rows: Rows) -> None:
    def message(circle: str, author: str, at: Any) -> Message:
        return Message.objects.create(
            circle=rows[circle], author=rows[author], body="mots", sent_at=at, once=uuid4()
        )

    rows["pair_message"] = message("pair", "amel", AGO)
    rows["pair_message_now"] = message("pair", "amel", timezone.now())
    rows["group_message_then"] = message("group", "david", AGO)
    rows["group_message_now"] = message("group", "david", timezone.now())
    rows["pair_reading"] = Reading.objects.create(
        circle=rows["pair"], person=rows["bruno"], message_id=rows["pair_message"].pk
    )
    for name, circle, at in (
        ("pair_journal", "pair", AGO),
        ("group_journal_then", "group", AGO),
        ("group_journal_now", "group", NOW),
    ):
        rows[name] = JournalEntry.objects.create(
            circle=rows[circle], author=rows["amel"], body="mots", written_at=at
        )
    rows["paused_journal"] = JournalEntry.objects.create(
        circle=rows["paused_pair"],
        author=rows["bruno"],
        body="mots",
        written_at=AGO - timedelta(days=1),
    )


def feeds(rows: Rows) -> None:
    rows["feed"] = Feed.objects.create(person=rows["amel"], digest="x")


def events(rows: Rows) -> None:
    """One published, one in preparation, both with all that an event has."""
    other = Circle.objects.create(
        kind="event", name="Autre journée", organisation=rows["escale"], started_at=LONG_AGO
    )
    for who in ("claire", "david"):
        Membership.objects.create(circle=other, person=rows[who], since=LONG_AGO)
    for state, circle in (("published", rows["event_circle"]), ("draft", other)):
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
        session = rows[f"{state}_session"] = programme.Session.objects.create(
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
    published = rows["published_event"]
    Event.objects.filter(pk=published.pk).update(registers=True)
    for name in ("amel", "bruno"):
        rows[f"{name}_registers"] = Registration.objects.create(
            event=published, person=rows[name], name=name, needs_agreed_at=NOW
        )
    rows["a_stranger_registers"] = Registration.objects.create(
        event=published, name="Zoé", mail="zoe@mail.example", needs_agreed_at=NOW
    )
    announcements(rows)
    asked_to_prepare(rows)
    rows["bruno_speaks"] = Speaker.objects.create(
        event=published, name="Bruno B.", person=rows["bruno"]
    )
    rows["amel_keeps"] = Bookmark.objects.create(
        person=rows["amel"], session=rows["published_session"]
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


def vocabulary(rows: Rows) -> None:
    rows["concept"] = Concept.objects.all()[0]
    rows["help_number"] = HelpNumber.objects.all()[0]
    rows["place"] = Place.objects.all()[0]
    rows["edition"] = Edition.objects.all()[0]
