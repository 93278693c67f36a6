"""Worlds for two actions at one moment: who is there, what each may do, what must always hold."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import yaml
from django.db import connection
from django.utils import timezone

from entrepairs.conftest import Network
from entrepairs.conversations import actions as words
from entrepairs.conversations.models import JournalEntry
from entrepairs.core import hats
from entrepairs.meetings.actions import noting, planning
from entrepairs.meetings.models import Contribution, Meeting
from entrepairs.pairs.actions import agreements, invitations, pausing_and_ending, wishes
from entrepairs.pairs.models import Agreement, Invitation, Wish
from entrepairs.people.actions import blocks, persons
from entrepairs.people.models import Circle, Membership, Person
from entrepairs.vocabulary.queries import concepts

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Deed:
    """Something one person may do in a world: who, and what with its rows."""

    name: str
    who: str
    do: Callable[[dict[str, Any], int, Any], Any]  # the rows, by whom, the key of the form
    about: str = ""  # what it changes; nothing: all that is there

    def meets(self, other: "Deed") -> bool:
        """Whether the two change the same."""
        return not self.about or not other.about or self.about == other.about


def deed(name: str, who: str, do: Callable[..., Any], about: str = "") -> Deed:
    return Deed(name, who, do, about)


# What must always hold: each finds the rows that break it.
ALWAYS: dict[str, str] = yaml.safe_load((Path(__file__).parent / "always.yaml").read_text())


def find_broken() -> list[str]:
    """What does not hold now. One statement."""
    each = " union all ".join(f"select %s where exists ({sql})" for sql in ALWAYS.values())
    with hats.system("test"), connection.cursor() as cursor:
        cursor.execute(each, list(ALWAYS))
        return [row[0] for row in cursor.fetchall()]


def people_named(*names: str) -> dict[str, Any]:
    return {name: Person.objects.create(name=name) for name in names}


# A circle


def a_pair(network: Network, *, paused: bool = False) -> dict[str, Any]:
    """Amel and Bruno: words that wait, a line, a meeting to come, one that took place."""
    now = timezone.now()
    with hats.system("test"):
        rows = people_named("amel", "bruno")
        amel, bruno = rows["amel"], rows["bruno"]
        pair = rows["pair"] = Circle.objects.create(kind="pair", started_at=now - 9 * DAY)
        for person in (amel, bruno):
            Membership.objects.create(circle=pair, person=person, since=now - 9 * DAY)
        rows["words"] = Agreement.objects.create(circle=pair, words="mots", proposed_by=amel)
        rows["line"] = JournalEntry.objects.create(circle=pair, author=amel, body="mots")
        asked = {"circle": pair, "means": "phone", "asked_by": amel, "proposed_by": amel}
        rows["coming"] = Meeting.objects.create(starts_at=now + DAY, **asked)
        yes = {"agreed_by": bruno, "agreed_at": now - 3 * DAY, "proposed_at": now - 4 * DAY}
        met = rows["met"] = Meeting.objects.create(
            starts_at=now - 2 * DAY, held=True, **asked, **yes
        )
        kind = next(iter(concepts("contribution")))
        Contribution.objects.create(
            meeting=met,
            circle=pair,
            giver=amel,
            receiver=bruno,
            kind_id=kind.id,
            minutes=30,
            noted_by=amel,
            at=met.starts_at,
        )
    if paused:
        with hats.person(amel.pk):
            pausing_and_ending.pause_pair(circle=pair, once=None, by=amel)
    return rows


def _when(rows: dict[str, Any]) -> dict[str, Any]:
    starts = timezone.now() + 2 * DAY
    return {
        "title": "",
        "starts_at": starts,
        "minutes": 60,
        "time_zone": "Europe/Paris",
        "means": "phone",
        "where": "",
    }


IN_A_PAIR = [
    deed(
        "writes",
        "bruno",
        lambda w, me, o: words.send_message(circle=w["pair"], body="x", once=o or uuid4(), by=me),
        "talk",
    ),
    deed(
        "notes in the journal",
        "amel",
        lambda w, me, o: words.write_entry(circle=w["pair"], body="x", once=o, by=me),
        "journal",
    ),
    deed(
        "changes a line",
        "amel",
        lambda w, me, o: words.change_entry(entry=w["line"], body="y", once=o, by=me),
        "journal",
    ),
    deed(
        "proposes words",
        "bruno",
        lambda w, me, o: agreements.propose_agreement(circle=w["pair"], words="x", once=o, by=me),
        "agreement",
    ),
    deed(
        "accepts words",
        "bruno",
        lambda w, me, o: agreements.accept_agreement(agreement=w["words"], once=o, by=me),
        "agreement",
    ),
    deed(
        "takes words back",
        "amel",
        lambda w, me, o: agreements.set_agreement_aside(agreement=w["words"], once=o, by=me),
        "agreement",
    ),
    deed(
        "plans",
        "amel",
        lambda w, me, o: planning.plan_meeting(circle=w["pair"], once=o, by=me, **_when(w)),
        "coming",
    ),
    deed(
        "says yes to a meeting",
        "bruno",
        lambda w, me, o: planning.accept_meeting(meeting=w["coming"], once=o, by=me),
        "coming",
    ),
    deed(
        "moves a meeting",
        "amel",
        lambda w, me, o: planning.propose_other_time(
            meeting=w["coming"], once=o, by=me, **_when(w)
        ),
        "coming",
    ),
    deed(
        "cancels a meeting",
        "bruno",
        lambda w, me, o: planning.cancel_meeting(meeting=w["coming"], once=o, by=me),
        "coming",
    ),
    deed(
        "notes a meeting",
        "bruno",
        lambda w, me, o: noting.note_contributions(
            meeting=w["met"], lines=[("given", "listening", 9)], once=o, by=me
        ),
        "met",
    ),
    deed(
        "confirms a note",
        "bruno",
        lambda w, me, o: noting.confirm_contributions(meeting=w["met"], once=o, by=me),
        "met",
    ),
    deed(
        "does not count",
        "amel",
        lambda w, me, o: noting.do_not_count(meeting=w["met"], once=o, by=me),
        "met",
    ),
    deed(
        "pauses",
        "amel",
        lambda w, me, o: pausing_and_ending.pause_pair(circle=w["pair"], once=o, by=me),
    ),
    deed(
        "pauses too",
        "bruno",
        lambda w, me, o: pausing_and_ending.pause_pair(circle=w["pair"], once=o, by=me),
    ),
    deed(
        "resumes",
        "amel",
        lambda w, me, o: pausing_and_ending.resume_pair(circle=w["pair"], once=o, by=me),
    ),
    deed(
        "ends",
        "bruno",
        lambda w, me, o: pausing_and_ending.end_pair(circle=w["pair"], once=o, by=me),
    ),
    deed("blocks", "amel", lambda w, me, o: blocks.block_person(person=w["bruno"], once=o, by=me)),
]
IN_A_PAUSE = [
    one
    for one in IN_A_PAIR
    if one.name in {"writes", "proposes words", "plans", "pauses too", "resumes", "ends", "blocks"}
]


# A person's room


def a_wish(network: Network) -> dict[str, Any]:
    """Amel has room for one; Bruno and Eve invited her, and she invited Farid. All three wish."""
    then = timezone.now() + 9 * DAY
    with hats.system("test"):
        rows = people_named("amel", "bruno", "eve", "farid")
        for person in list(rows.values()):
            rows[f"wish of {person.name}"] = Wish.objects.create(person=person, room_for=1)
        amel = rows["amel"]
        for name in ("bruno", "eve"):
            rows[f"from {name}"] = Invitation.objects.create(
                by=rows[name], to=amel, expires_at=then
            )
        rows["to farid"] = Invitation.objects.create(by=amel, to=rows["farid"], expires_at=then)
    return rows


def _yes(to: str) -> Callable[..., Any]:
    return lambda w, me, o: invitations.accept_invitation(invitation=w[to], once=o, by=me)


WITH_A_WISH = [
    deed("says yes to Bruno", "amel", _yes("from bruno")),
    deed("says yes to Eve", "amel", _yes("from eve")),
    deed("Farid says yes", "farid", _yes("to farid")),
    deed(
        "says not now to Bruno",
        "amel",
        lambda w, me, o: invitations.refuse_invitation(invitation=w["from bruno"], once=o, by=me),
    ),
    deed(
        "invites Bruno",
        "amel",
        lambda w, me, o: invitations.invite(to=w["bruno"], words="", once=o, by=me),
    ),
    deed(
        "Farid invites her too",
        "farid",
        lambda w, me, o: invitations.invite(to=w["amel"], words="", once=o, by=me),
    ),
    deed(
        "Bruno withdraws",
        "bruno",
        lambda w, me, o: invitations.withdraw_invitation(invitation=w["from bruno"], once=o, by=me),
    ),
    deed("Bruno pauses", "bruno", lambda w, me, o: persons.pause_person(once=o, by=me)),
    deed("pauses", "amel", lambda w, me, o: persons.pause_person(once=o, by=me)),
    deed("closes her wish", "amel", lambda w, me, o: wishes.close_wish(once=o, by=me)),
    deed(
        "Bruno blocks her",
        "bruno",
        lambda w, me, o: blocks.block_person(person=w["amel"], once=o, by=me),
    ),
]
