"""Rows that could leak, for the access matrix: one function a room, each row under the name the matrix uses."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from entrepairs.conversations.models import JournalEntry, Message, Reading
from entrepairs.events import models as programme
from entrepairs.events.models import (
    Asking,
    Chair,
    Declined,
    Event,
    Kept,
    Material,
    Registration,
    Room,
    Speaker,
    Speaking,
    Talk,
    Track,
)
from entrepairs.gate.models import Account, EntryCode, ImportedPerson, ImportLayout, Session
from entrepairs.ledger.models import Consent, Deed, Look
from entrepairs.library import models as kept
from entrepairs.library.models import (
    Author,
    Claim,
    Entry,
    File,
    Keeper,
    Resource,
    Series,
    Subject,
    Unclaimed,
    Withdrawal,
    Word,
)
from entrepairs.library.recordings.channels import digest
from entrepairs.meetings.models import CalendarFeed, Contribution, Meeting
from entrepairs.notices.models import Mailing, Notice, Preference
from entrepairs.pairs.models import (
    Agreement,
    Answer,
    Findable,
    Hint,
    Learnt,
    Pause,
    Predicted,
    Proposal,
    Refusal,
    Round,
    Suggestion,
    Weights,
    WeightsChange,
    Willing,
    Wish,
)
from entrepairs.pairs.models import Word as PlaceOfWord
from entrepairs.people.models import Affiliation, Block, Circle, Clue, Facet, Membership, Person
from entrepairs.tests.access.calls import calls
from entrepairs.vocabulary.models import Concept, Edition, HelpNumber, Place

Rows = dict[str, Any]
NOW = timezone.now()
PARTS = ("score", "shared", "to_a", "to_b", "road", "times", "near", "same_facility")
LONG_AGO, AGO = NOW - timedelta(days=400), NOW - timedelta(days=100)


def make_rows(network: Any) -> Rows:
    """Who is there beside the six: Nadia left the group and the organisation 50 days ago, and Yann came to the group since;
    Amel has blocked Omar, who is in her organisation, as is Rosa, who paused everything; David and Omar were a pair;
    Farid and Bruno are one that is paused.
    """
    rows: Rows = {name.lower(): person for name, person in network.people.items()}
    rows |= {"escale": network.escale, "university": network.university, "pair": network.pair, "group": network.group}
    makers = (
        people,
        facets,
        ledger,
        gate,
        notices,
        conversations,
        meetings,
        library,
        events,
        calls,
        pairs,
        rounds,
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
    rows["bruno_in_team"] = Membership.objects.create(circle=rows["team"], person=rows["bruno"], since=LONG_AGO)
    Membership.objects.create(circle=rows["team"], person=rows["david"], since=LONG_AGO)
    rows["amel_in_pair"] = Membership.objects.get(circle=rows["pair"], person=rows["amel"])
    rows["amel_in_group"] = Membership.objects.get(circle=rows["group"], person=rows["amel"])
    Affiliation.objects.create(organisation=rows["escale"], person=rows["nadia"], since=LONG_AGO, until=left)
    Affiliation.objects.create(organisation=rows["escale"], person=rows["omar"], since=LONG_AGO)
    rows["amel_in_escale"] = Affiliation.objects.get(organisation=rows["escale"], person=rows["amel"])
    rows["claire_coordinates"] = Affiliation.objects.get(organisation=rows["escale"], person=rows["claire"])
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
    for audience, name in enumerate(("me", "pairs", "circles", "organisations", "network", "everyone")):
        rows[f"amel_tells_{name}"] = Facet.objects.create(
            person=rows["amel"], kind="experience", concept=concepts[audience], audience=audience, note="mots"
        )
    # The database wrote them: what Amel tells the network leads to her for those only who may see her name.
    rows["clue_to_amel"] = Clue.objects.get(person=rows["amel"], word=f"concept:{concepts[4].pk}")
    rows["clue_to_farid"] = Clue.objects.get(person=rows["farid"], word="name:farid")
    assert not Clue.objects.filter(person=rows["rosa"]).exists()


def ledger(rows: Rows) -> None:
    amel, bruno, claire = rows["amel"].pk, rows["bruno"].pk, rows["claire"].pk
    rows["deed"] = Deed.objects.create(by_person=amel, about_person=bruno, verb="propose", room="pairs")
    rows["look"] = Look.objects.create(viewer=claire, owner=amel)
    rows["consent"] = Consent.objects.create(person=amel, what="experience:x", audience=2, language="fr")


def gate(rows: Rows) -> None:
    rows["account"] = Account.objects.get(person=rows["amel"])
    rows["session"] = Session.objects.create(
        session_key=uuid4().hex, session_data="x", expire_date=NOW + timedelta(days=1)
    )
    rows["entry_code"] = EntryCode.objects.create(person=rows["nadia"], digest=uuid4().hex, purpose="entry")
    rows["bruno_recovers"] = EntryCode.objects.create(person=rows["bruno"], digest=uuid4().hex, purpose="recovery")
    rows["layout"] = ImportLayout.objects.create(organisation=rows["escale"], headers="x", columns={})
    rows["imported"] = ImportedPerson.objects.create(organisation=rows["escale"], person=rows["nadia"], line="x")


def notices(rows: Rows) -> None:
    rows["notice"] = Notice.objects.create(person=rows["amel"], kind="message", about="x", path="/")
    rows["mailing"] = Mailing.objects.create(person=rows["amel"])
    rows["preference"] = Preference.objects.create(person=rows["amel"], kind="message")


def conversations(rows: Rows) -> None:
    def message(circle: str, author: str, at: Any) -> Message:
        return Message.objects.create(circle=rows[circle], author=rows[author], body="mots", sent_at=at, once=uuid4())

    rows["pair_message"] = message("pair", "amel", AGO)
    rows["group_message_then"] = message("group", "david", AGO)
    rows["group_message_now"] = message("group", "david", NOW)
    rows["pair_reading"] = Reading.objects.create(
        circle=rows["pair"], person=rows["bruno"], message_id=rows["pair_message"].pk
    )
    for name, circle, at in (
        ("pair_journal", "pair", AGO),
        ("group_journal_then", "group", AGO),
        ("group_journal_now", "group", NOW),
    ):
        rows[name] = JournalEntry.objects.create(circle=rows[circle], author=rows["amel"], body="mots", written_at=at)
    rows["paused_journal"] = JournalEntry.objects.create(
        circle=rows["paused_pair"], author=rows["bruno"], body="mots", written_at=AGO - timedelta(days=1)
    )


def meetings(rows: Rows) -> None:
    amel, bruno = rows["amel"], rows["bruno"]
    rows["pair_meeting"] = Meeting.objects.create(
        circle=rows["pair"], starts_at=AGO, means="phone", asked_by=amel, proposed_by=amel, proposed_at=AGO - timedelta(days=3),
        agreed_by=bruno, agreed_at=AGO - timedelta(days=2), held=True,
    )  # fmt: skip
    rows["group_meeting_then"] = Meeting.objects.create(
        circle=rows["group"], starts_at=AGO, means="phone", asked_by=amel, proposed_by=amel, proposed_at=AGO
    )
    rows["group_meeting_now"] = Meeting.objects.create(
        circle=rows["group"], starts_at=NOW, means="phone", asked_by=amel, proposed_by=amel, proposed_at=NOW
    )
    rows["coming_meeting"] = Meeting.objects.create(
        circle=rows["pair"],
        starts_at=NOW + timedelta(days=3),
        means="phone",
        asked_by=amel,
        proposed_by=amel,
        proposed_at=AGO,
    )
    rows["cancelled_meeting"] = Meeting.objects.create(
        circle=rows["pair"], starts_at=NOW + timedelta(days=4), means="phone", asked_by=amel, proposed_by=amel,
        proposed_at=AGO, cancelled_by=bruno, cancelled_at=AGO,
    )  # fmt: skip
    rows["uncounted_meeting"] = Meeting.objects.create(
        circle=rows["pair"], starts_at=AGO, means="phone", asked_by=amel, proposed_by=amel, proposed_at=AGO - timedelta(days=3),
        agreed_by=bruno, agreed_at=AGO - timedelta(days=2), held=True, uncounted_by=bruno, uncounted_at=NOW,
    )  # fmt: skip
    noted: Any = {"circle": rows["pair"], "giver": amel, "receiver": bruno, "noted_by": amel, "minutes": 30, "at": AGO}
    kinds = Concept.objects.filter(scheme="contribution")
    rows["contribution"] = Contribution.objects.create(meeting=rows["pair_meeting"], kind=kinds[0], **noted)
    rows["confirmed_contribution"] = Contribution.objects.create(
        meeting=rows["pair_meeting"], kind=kinds[1], confirmed_by=bruno, confirmed_at=NOW, **noted
    )
    rows["uncounted_contribution"] = Contribution.objects.create(
        meeting=rows["uncounted_meeting"], kind=kinds[0], confirmed_by=bruno, confirmed_at=NOW, **noted
    )
    rows["feed"] = CalendarFeed.objects.create(person=amel, digest="x")


def library(rows: Rows) -> None:
    """Claire and David prepare an event of L'Escale: what the library has of it is theirs until it is published."""
    rows["event_circle"] = Circle.objects.create(
        kind="event", name="Journée", organisation=rows["escale"], started_at=LONG_AGO
    )
    for who in ("claire", "david"):
        Membership.objects.create(circle=rows["event_circle"], person=rows[who], since=LONG_AGO)
    series = rows["series"] = Series.objects.create(slug="series", title_fr="Série")
    theirs = {"circle": rows["event_circle"], "organisation": rows["escale"], "series": series}

    def resource(name: str, state: str = "published", audience: int = 5, kind: str = "document", **more: Any) -> None:
        rows[name] = Resource.objects.create(
            kind=kind,
            state=state,
            audience=audience,
            title_fr="mots",
            published_at=NOW if state != "draft" else None,
            **more,
        )

    resource("resource_for_everyone", **theirs)
    resource("resource_also_for_everyone", **theirs)
    resource("resource_for_the_network", audience=4, **theirs)
    resource("resource_for_escale", audience=3, **theirs)
    resource("resource_for_the_circle", audience=2, **theirs)
    resource("draft_resource", "draft", **theirs)
    resource("withdrawn_resource", "withdrawn", **theirs)
    resource("draft_of_escale", "draft", organisation=rows["escale"])
    resource("amel_testifies", "draft", kind="testimony", own=True, organisation=rows["escale"])
    resource("amel_testified", kind="testimony", own=True, organisation=rows["escale"])
    for name in ("amel_testifies", "amel_testified"):
        rows[f"keeper_of_{name}"] = Keeper.objects.create(resource=rows[name], person=rows["amel"])
    concept = Concept.objects.filter(scheme="experience")[0]
    for name in ("resource_for_everyone", "draft_resource"):
        rows[f"author_of_{name}"] = Author.objects.create(resource=rows[name], name="Marcel")
        rows[f"subject_of_{name}"] = Subject.objects.create(resource=rows[name], concept=concept)
    author = rows["author_of_resource_for_everyone"]
    rows["bruno_says_he_made_it"] = Claim.objects.create(author=author, person=rows["bruno"], by=rows["bruno"], name="B.")  # fmt: skip
    rows["amel_is_asked_whether_she_did"] = Claim.objects.create(author=author, person=rows["amel"], by=rows["claire"], name="A.")  # fmt: skip
    rows["eve_said_no"] = Claim.objects.create(author=author, person=rows["eve"], by=rows["claire"], name="E.")
    rows["eves_no"] = Unclaimed.objects.create(claim=rows["eve_said_no"], person=rows["eve"])
    rows["author_who_is_bruno"] = Author.objects.create(resource=rows["resource_for_everyone"], name="Bruno B.", person=rows["bruno"])  # fmt: skip
    rows["author_of_amel_testified"] = Author.objects.create(resource=rows["amel_testified"], name="Une voix")
    rows["withdrawal"] = Withdrawal.objects.create(key=rows["withdrawn_resource"].key, series=series)
    for name, thing in (("theirs", rows["resource_for_everyone"]), ("amel", rows["amel_testified"])):
        rows[f"entry_of_{name}"] = Entry.objects.create(
            kind=thing.kind, key=thing.key, path=thing.path, title_fr="mots"
        )
    rows["word"] = Word.objects.get(word="mots")
    recordings(rows, theirs)
    files(rows)


def recordings(rows: Rows, theirs: Rows) -> None:
    """Claire and David prepare them; Bruno and Omar are heard. Omar says nothing yet, and withdraws what he had agreed to."""
    said: dict[str, dict[str, str]] = {
        "recording_for_everyone": {"bruno": "yes", "omar": "yes"},
        "recording_one_voice_missing": {"bruno": "yes", "omar": "asked"},
        "recording_out_of_the_feed": {"bruno": "yes", "omar": "yes"},
        "withdrawn_recording": {"bruno": "yes", "omar": "withdrawn"},
    }
    for name, answers in said.items():
        row = rows[name] = Resource.objects.create(kind="recording", state="draft", title_fr="mots", **theirs)
        for who, answer in answers.items():
            voice = rows[f"{who}_in_{name}"] = kept.Voice.objects.create(resource=row, name=who)
            asking: Rows = {"person": rows[who]} if who == "bruno" else {"digest": digest(f"{who} {name}")}
            rows[f"asking_{who}_in_{name}"] = kept.Asking.objects.create(voice=voice, mail="mots", **asking)
            for channel in ("page", "feed", "harvest"):
                refused = channel == "feed" and name == "recording_out_of_the_feed" and who == "omar"
                rows[f"{who}_says_{channel}_of_{name}"] = kept.Consent.objects.create(
                    voice=voice, channel=channel, state="no" if refused else answer, how="here", wording="mots"
                )
        rows[f"segment_of_{name}"] = kept.Segment.objects.create(
            resource=row, language="fr", starts=0, ends=1000, words="mots"
        )
        rows[f"captions_of_{name}"] = kept.Captions.objects.create(resource=row, language="fr", vtt="WEBVTT")
        rows[f"chapter_of_{name}"] = kept.Chapter.objects.create(resource=row, starts=0, title="mots")
        state = name.partition("_")[0] if name.startswith("withdrawn") else "published"
        if answers["omar"] == "yes":
            Resource.objects.filter(pk=row.pk).update(state=state, published_at=NOW)
    cut = kept.Voice.objects.create(resource=rows["recording_for_everyone"], name="Lise", heard=False)
    rows["voice_that_was_cut"] = cut
    rows["cut"] = kept.Cut.objects.get(voice=rows["omar_in_withdrawn_recording"])


def files(rows: Rows) -> None:
    """A file ready to be read of each thing, and of one that everyone sees those that are not ready."""
    whole = {"state": "ready", "sha256": "x", "ready_at": NOW}
    for name, row in list(rows.items()):
        if isinstance(row, Resource):
            media_type = "audio/mpeg" if row.kind == "recording" else "application/pdf"
            rows[f"file_of_{name}"] = File.objects.create(
                resource=row, name="mots", size=4, received=4, place=name, media_type=media_type, **whole
            )
    for state, reason in (("coming", ""), ("checking", ""), ("refused", "program")):
        rows[f"{state}_file"] = File.objects.create(
            resource=rows["resource_for_everyone"], name="mots.pdf", size=4, state=state, reason=reason
        )


def events(rows: Rows) -> None:
    """One published, one in preparation, both with all that an event has."""
    other = Circle.objects.create(kind="event", name="Autre journée", organisation=rows["escale"], started_at=LONG_AGO)
    for who in ("claire", "david"):
        Membership.objects.create(circle=other, person=rows[who], since=LONG_AGO)
    for state, circle in (("published", rows["event_circle"]), ("draft", other)):
        event = rows[f"{state}_event"] = Event.objects.create(
            key=circle.key, circle=circle, kind="study_day", state=state, title_fr="mots", starts_on=NOW, ends_on=NOW,
            published_at=NOW if state == "published" else None,
        )  # fmt: skip
        room = rows[f"{state}_room"] = Room.objects.create(event=event, name="Grande salle")
        rows[f"{state}_track"] = Track.objects.create(event=event, name_fr="Fil")
        session = rows[f"{state}_session"] = programme.Session.objects.create(event=event, title_fr="mots", room=room)
        speaker = rows[f"{state}_speaker"] = Speaker.objects.create(event=event, name="Lise")
        talk = rows[f"{state}_talk"] = Talk.objects.create(event=event, session=session, title_fr="mots")
        rows[f"{state}_chair"] = Chair.objects.create(session=session, speaker=speaker)
        rows[f"{state}_speaking"] = Speaking.objects.create(talk=talk, speaker=speaker)
        rows[f"{state}_material"] = Material.objects.create(
            event=event, talk=talk, resource=rows["resource_for_everyone"]
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
    asking = {"event": rows["draft_event"], "by": rows["claire"]}
    rows["bruno_is_asked_to_prepare"] = Asking.objects.create(person=rows["bruno"], **asking)
    rows["amel_is_asked_whether_she_speaks"] = Asking.objects.create(
        person=rows["amel"], speaker=rows["draft_speaker"], **asking
    )
    rows["omar_declined"] = Asking.objects.create(person=rows["omar"], **asking)
    rows["omars_no"] = Declined.objects.create(asking=rows["omar_declined"], person=rows["omar"])
    rows["bruno_speaks"] = Speaker.objects.create(event=published, name="Bruno B.", person=rows["bruno"])
    rows["amel_keeps"] = Kept.objects.create(person=rows["amel"], session=rows["published_session"])


def pairs(rows: Rows) -> None:
    rows["eve_wishes"] = Wish.objects.create(person=rows["eve"], audience=4, words="mots")
    rows["amel_wishes"] = Wish.objects.create(person=rows["amel"], audience=3, words="mots")
    rows["david_wished"] = Wish.objects.create(person=rows["david"], audience=4, closed_at=NOW)
    rows["proposal"] = Proposal.objects.create(
        by=rows["farid"], to=rows["amel"], words="mots", expires_at=NOW + timedelta(days=21)
    )
    rows["blocked_proposal"] = Proposal.objects.create(
        by=rows["omar"], to=rows["amel"], words="mots", expires_at=NOW + timedelta(days=21)
    )
    rows["refusal"] = Refusal.objects.create(proposal=rows["proposal"], person=rows["amel"])
    rows["agreement"] = Agreement.objects.create(circle=rows["pair"], words="mots", proposed_by=rows["amel"])
    rows["agreement_that_holds"] = Agreement.objects.create(
        circle=rows["pair"], words="mots", proposed_by=rows["amel"], accepted_by=rows["bruno"], accepted_at=AGO
    )
    rows["bruno_pauses"] = Pause.objects.create(circle=rows["pair"], person=rows["bruno"])
    rows["amel_found_in_escale"] = Findable.objects.get(person=rows["amel"], scope=rows["escale"].pk)
    rows["eve_found_by_all"] = Findable.objects.get(person=rows["eve"], scope=Findable.NETWORK)
    rows["place_of_word"] = PlaceOfWord.objects.filter(kind="experience")[0]
    rows["weights_of_all"] = Weights.objects.get(organisation=None)
    rows["weights_of_escale"] = Weights.objects.create(organisation=rows["escale"], changed_by=rows["claire"])
    rows["weights_changed"] = WeightsChange.objects.create(
        organisation=rows["escale"], how="hand", by=rows["claire"], values={}
    )
    parts = dict.fromkeys(PARTS, 0)
    rows["predicted"] = Predicted.objects.create(proposal=rows["proposal"], organisation=rows["escale"], **parts)
    rows["answer_given"] = Answer.objects.create(
        what=0, month=NOW.date().replace(day=1), organisation=rows["escale"], **parts
    )
    rows["learnt"] = Learnt.objects.create(organisation=rows["escale"], answers=0)


def rounds(rows: Rows) -> None:
    """L'Escale has one to read and one released; Omar is blocked by Amel and David."""
    escale, bruno, david = rows["escale"], rows["bruno"], rows["david"]
    rows["bruno_is_willing"] = Willing.objects.create(person=bruno, organisation=escale)
    rows["round_to_read"] = Round.objects.create(organisation=escale, seed=1, state="ready", figures={})
    rows["round_released"] = Round.objects.create(organisation=escale, seed=2, state="released", ended_at=NOW)
    rows["suggestion"] = suggestion(rows["round_to_read"], bruno, david)
    parts = dict.fromkeys(PARTS, 0)
    rows["predicted_of_a_suggestion"] = Predicted.objects.create(suggestion=rows["suggestion"], **parts)
    Block.objects.create(person=rows["claire"], blocked=rows["yann"])
    rows["suggestion_across_her_block"] = suggestion(rows["round_to_read"], bruno, rows["yann"])
    rows["suggestion_of_the_past"] = suggestion(rows["round_released"], bruno, david)
    for name, which in (("hint_of_released", "round_released"), ("hint_of_unreleased", "round_to_read")):
        rows[name] = Hint.objects.create(round=rows[which], organisation=escale, person=david, change="time")
    told = {"round": rows["round_released"], "organisation": escale, "expires_at": NOW + timedelta(days=21)}
    rows["a_round_asks_david"] = Proposal.objects.create(by=bruno, to=david, **told)
    rows["a_round_asks_bruno"] = Proposal.objects.create(by=david, to=bruno, yes_at=NOW, **told)


def suggestion(round: Round, one: Person, other: Person) -> Suggestion:
    low, high = sorted((one, other), key=lambda person: person.pk)
    return Suggestion.objects.create(round=round, one=low, other=high)


def vocabulary(rows: Rows) -> None:
    rows["concept"] = Concept.objects.all()[0]
    rows["help_number"] = HelpNumber.objects.all()[0]
    rows["place"] = Place.objects.all()[0]
    rows["edition"] = Edition.objects.all()[0]
