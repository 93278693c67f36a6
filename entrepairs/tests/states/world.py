"""The states of the table: what is true of all that is there while an action is tried."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import connection
from django.utils import timezone

from entrepairs.accounts.actions.code_issuing import issue_codes
from entrepairs.accounts.models import Account
from entrepairs.accounts.queries import Passkey
from entrepairs.calls.models import Submission
from entrepairs.core import hats
from entrepairs.core.secret_links import digest
from entrepairs.decisions.models import Coming, Date, Poll, Remark
from entrepairs.events.models import Event
from entrepairs.groups.models import Group
from entrepairs.mandates.models import Body, Term
from entrepairs.matching.bounds import BOUNDS
from entrepairs.meetings.models import Contribution, Meeting
from entrepairs.pairs.models import Wish
from entrepairs.people.models import (
    Affiliation,
    Block,
    Circle,
    Membership,
    Organisation,
    Person,
)
from entrepairs.plans.models import Plan
from entrepairs.recordings.models import ConsentRequest, Voice
from entrepairs.registrations.models import Registration, secret_of
from entrepairs.sittings.models import SeatOffer, Sitting
from entrepairs.suggestions.models import Weights
from entrepairs.tests.access.decisions import answer, proposal
from entrepairs.vocabulary.models import Concept

type Rows = dict[str, Any]
DAY = timedelta(days=1)


def add_rows(rows: Rows) -> None:
    """What the access matrix has not: a meeting in each state that an action asks for, and more."""
    now = timezone.now()
    add_meetings(rows, now)
    add_events(rows, now)
    add_voices(rows)
    add_decisions(rows, now)
    add_plans(rows, now)
    voices = rows["voices_circle"] = Circle.objects.create(kind="group", name="Voix")
    Group.objects.create(circle=voices, audience=5)
    for name in ("eve", "farid"):
        Membership.objects.create(circle=voices, person=rows[name], since=now - DAY)
    rows["centre"] = Organisation.objects.create(name="Centre", kind=rows["escale"].kind)
    Affiliation.objects.create(organisation=rows["centre"], person=rows["bruno"], since=now - DAY)
    add_sittings(rows, now)
    rows["stranger"] = Person.objects.create(name="Gil")
    rows["to_confirm"] = Registration.objects.create(
        event=rows["published_event"], name="Zoé", mail="zoe@example.org", state="asked"
    )
    Registration.objects.filter(pk=rows["to_confirm"].pk).update(
        confirmation=digest(secret_of(rows["to_confirm"].key)), state="asked"
    )
    rows["bruno_is_asked_to_come"] = Registration.objects.create(
        event=rows["third_event"], name="B", person=rows["bruno"], added_by=rows["claire"]
    )
    asked = Affiliation.objects.get(person=rows["bruno"], organisation=rows["escale"])
    rows["bruno_is_asked"] = asked
    Affiliation.objects.filter(pk=asked.pk).update(asked_to_coordinate_at=now)
    rows["account_of"], rows["passkey_of"] = account_of, passkey_of
    (rows["code"],) = issue_codes(people=[rows["david"]], by=None)
    suggested = {name: bound.default for name, bound in BOUNDS.items()} | {"up_to": 0}
    Weights.objects.filter(organisation=rows["escale"]).update(suggested=suggested)
    run("delete from pairs_pause where circle_id = %s", rows["pair"].pk)
    for name in ("farid", "bruno", "david"):
        Wish.objects.create(person=rows[name], room_for=3, audience=3)


def add_meetings(rows: Rows, now: datetime) -> None:
    by = {
        "circle": rows["pair"],
        "means": "phone",
        "asked_by": rows["amel"],
        "proposed_by": rows["amel"],
    }
    yes = {"agreed_by": rows["bruno"], "agreed_at": now - 3 * DAY, "proposed_at": now - 4 * DAY}
    for name, held in (("to_say", None), ("to_note", True), ("noted", True)):
        rows[name] = Meeting.objects.create(starts_at=now - DAY, held=held, **by, **yes)
    line = Contribution.objects.get(pk=rows["contribution"].pk)
    line.pk, line.meeting, line.at = None, rows["noted"], rows["noted"].starts_at
    line.save(force_insert=True)


def add_events(rows: Rows, now: datetime) -> None:
    """One that has no call yet, and one that may be published."""
    for name, state in (("third_event", "published"), ("fourth_event", "draft")):
        circle = Circle.objects.create(
            kind="event", name="mots", organisation=rows["escale"], started_at=now - 9 * DAY
        )
        Membership.objects.create(circle=circle, person=rows["claire"], since=now - 9 * DAY)
        rows[name] = Event.objects.create(
            key=circle.key,
            circle=circle,
            kind="study_day",
            state=state,
            title_fr="mots",
            starts_on=now.date() + 30 * DAY,
            ends_on=now.date() + 30 * DAY,
            venue="Rennes",
            published_at=now if state == "published" else None,
        )
    rows["where_it_was"] = {"hours": [None, None], "room": None, "track": None, "talks": {}}
    Submission.objects.filter(pk=rows["bruno_offers"].pk).update(comes_at=now)


def add_voices(rows: Rows) -> None:
    recording = rows["recording_one_voice_missing"]
    rows["new_voice"] = Voice.objects.create(resource=recording, name="Zoé")
    voice = rows["voice_that_may_be_bruno"] = Voice.objects.create(resource=recording, name="B.")
    ConsentRequest.objects.create(voice=voice, mail="", person=rows["bruno"])
    run("update recordings_cut set duration = 99")
    run("update library_file set ready_at = clock_timestamp(), duration = 9 where resource_id = %s",
        rows["withdrawn_recording"].pk)  # fmt: skip


def add_decisions(rows: Rows, now: datetime) -> None:
    """One that everybody has answered, and a question about another."""
    proposal(rows, "all_answered", rows["group"], rows["amel"], now - DAY)
    for name in ("amel", "claire", "david", "yann"):
        answer(rows, "all_answered", rows[name], "fine", f"{name}_in_all_answered")
    rows["david_asks"] = Remark.objects.create(
        decision=rows["group_decision"], kind="question", author=rows["david"], words="mots"
    )
    poll = Poll.objects.create(
        circle=rows["group"], title="mots", means="phone", made_by=rows["amel"], closes_at=now + DAY
    )
    date = rows["date_all_said"] = Date.objects.create(poll=poll, starts_at=now + 9 * DAY)
    for name in ("amel", "claire", "david", "yann"):
        Coming.objects.create(date=date, person=rows[name], fits="yes")


def add_plans(rows: Rows, now: datetime) -> None:
    """One without a review."""
    circle = Circle.objects.create(kind="plan", name="mots", started_at=now - 9 * DAY)
    Membership.objects.create(circle=circle, person=rows["amel"], since=now - 9 * DAY)
    rows["reviewed_plan"] = Plan.objects.create(circle=circle, holder=rows["amel"], template="free")


def add_sittings(rows: Rows, now: datetime) -> None:
    """One after which nothing is written, and one at which David took Bruno's seat; the term of a
    board that goes on until a new order."""
    here = {"body": rows["sat_body"], "time_zone": "Europe/Paris"}
    rows["unwritten_sitting"] = Sitting.objects.create(starts_at=now - 2 * DAY, **here)
    taken = rows["taken_sitting"] = Sitting.objects.create(starts_at=now + 40 * DAY, **here)
    SeatOffer.objects.create(
        sitting=taken,
        seat=rows["sat_full_seat"],
        mandate=rows["david_is_deputy"],
        person=rows["david"],
        opens_at=now - DAY,
        taken_at=now - DAY,
    )
    kind = Concept.objects.get(scheme="body", key="cs")
    board = Body.objects.create(kind=kind, name="mots", kept_by=rows["escale"])
    days = {"since": now.date() - 9 * DAY, "until": now.date()}
    rows["term_of_board"] = Term.objects.create(body=board, **days)


def account_of(person: Person) -> Account | None:
    """What the gate finds for a person who is signed in."""
    with hats.gate():
        return Account.objects.filter(person=person.pk).first()


def passkey_of(person: Person) -> Passkey | None:
    """One that is made for the try: the account keeps its key in no other way."""
    account = account_of(person)
    if account is None:
        return None
    with hats.gate():
        row = Authenticator.objects.create(user=account, type=Authenticator.Type.WEBAUTHN, data={})
    return Passkey("k", "mots", row)


def run(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))


CURRENT = "(until is null or until > clock_timestamp())"


def _circles(column: str) -> Callable[[Rows, Person], None]:
    def change(rows: Rows, actor: Person) -> None:
        run(f"update people_circle set {column} = clock_timestamp() where ended_at is null")
        if column == "ended_at":
            run(f"update people_membership set until = clock_timestamp() where {CURRENT}")

    return change


def _blocked(rows: Rows, actor: Person) -> None:
    """Everybody else has blocked the person who acts."""
    for other in Person.objects.exclude(pk=actor.pk):
        Block.objects.get_or_create(person=other, blocked=actor)


def _left(rows: Rows, actor: Person) -> None:
    """The person who acts has left every circle and organisation."""
    mine = f"set until = clock_timestamp() where {CURRENT} and person_id = %s"
    run(f"update people_membership {mine}", actor.pk)
    run(f"update people_affiliation {mine}", actor.pk)


def _paused(others: bool) -> Callable[[Rows, Person], None]:
    def change(rows: Rows, actor: Person) -> None:
        who = "<>" if others else "="
        run(f"update people_person set paused_at = clock_timestamp() where id {who} %s", actor.pk)

    return change


def _over(rows: Rows, actor: Person) -> None:
    """All that can be over is: events, calls, invitations, rounds, wishes; nothing is counted."""
    long_ago, ago = timezone.now() - 30 * DAY, timezone.now() - DAY
    run("update events_event set starts_on = today() - 9, ends_on = today() - 8")
    run("update calls_call set closes_at = %s", ago)
    run("update pairs_invitation set made_at = %s, expires_at = %s", long_ago, ago)
    run(
        "update meetings_meeting set uncounted_at = %s, uncounted_by_id = %s", ago, rows["bruno"].pk
    )
    run("update rounds_round set state = 'cancelled', ended_at = %s where ended_at is null", ago)
    run("update pairs_wish set closed_at = clock_timestamp() where closed_at is null")


def _full(rows: Rows, actor: Person) -> None:
    """No place and no room is left."""
    run("update events_event set capacity = 1")
    run("update pairs_wish set room_for = 0, closed_at = clock_timestamp() where closed_at is null")


def _cancelled(rows: Rows, actor: Person) -> None:
    """No event takes place."""
    run("update events_event set state = 'cancelled' where state = 'published'")


STATES: dict[str, Callable[[Rows, Person], None]] = {
    "usual": lambda rows, actor: None,
    "paused": _circles("paused_at"),
    "ended": _circles("ended_at"),
    "blocked": _blocked,
    "left": _left,
    "never": lambda rows, actor: None,  # somebody acts who was in none of it
    "i_paused": _paused(others=False),
    "they_paused": _paused(others=True),
    "over": _over,
    "full": _full,
    "cancelled": _cancelled,
}
