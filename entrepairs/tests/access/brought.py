"""The rows of what is planned and brought in a group that could leak."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from entrepairs.gatherings.models import (
    Attending,
    DeclinedVisit,
    NoteAnswer,
    ToldOrganisation,
    Visit,
)
from entrepairs.groups.models import Group
from entrepairs.meetings.models import Contribution, Meeting
from entrepairs.people.models import Circle, Membership
from entrepairs.tests.access.shared import shared_files
from entrepairs.vocabulary.models import Concept

NOW = timezone.now()
AGO = NOW - timedelta(days=100)
type Rows = dict[str, Any]


def brought(rows: Rows) -> None:
    """The group of Amel, Claire and David met while Nadia was there; Amel plans another time."""
    asked: Any = {"circle": rows["group"], "means": "in_person", "asked_by": rows["amel"]}
    agreed: Any = {"proposed_by": rows["amel"], "agreed_by": rows["claire"], "agreed_at": AGO}
    held = rows["held_of_group"] = Meeting.objects.create(
        **asked, **agreed, starts_at=AGO, proposed_at=AGO, held=True
    )
    planned = rows["planned_in_group"] = Meeting.objects.create(
        **asked, **agreed, starts_at=NOW + timedelta(days=9), proposed_at=AGO
    )
    notes(rows, held)
    rows["claire_says_yes"] = NoteAnswer.objects.create(
        meeting=held, noter=rows["david"], person=rows["claire"], yes=True
    )
    for name, seen_by in (("claire", "group"), ("david", "facilitator")):
        rows[f"{name}_comes_to_planned"] = Attending.objects.create(
            meeting=planned, person=rows[name], seen_by=seen_by, ends_at=planned.ends_at
        )


def reflection(rows: Rows) -> None:
    """Bruno, of L'Escale, and Farid are in a group of co-reflection; Nadia was. Claire, who
    coordinates L'Escale, is told that it met."""
    circle = rows["reflection_circle"] = Circle.objects.create(
        kind="group", name="Recul", started_at=AGO
    )
    Group.objects.create(circle=circle, kind="reflection", audience=2)
    left = NOW - timedelta(days=50)
    for name, until in (("bruno", None), ("farid", None), ("nadia", left)):
        Membership.objects.create(circle=circle, person=rows[name], since=AGO, until=until)
    rows["escale_is_told"] = ToldOrganisation.objects.create(
        circle=circle, organisation=rows["escale"], by=rows["bruno"], since=AGO
    )
    rows["met_in_reflection"] = Meeting.objects.create(
        circle=circle,
        starts_at=NOW - timedelta(days=3),
        means="in_person",
        asked_by=rows["bruno"],
        proposed_by=rows["bruno"],
        proposed_at=AGO,
        agreed_by=rows["farid"],
        agreed_at=AGO,
        held=True,
    )


def visits(rows: Rows) -> None:
    """The group of Amel, Claire and David invites that of Farid alone, which said no, and that of
    Eve and Farid, which Bruno visits and which comes."""
    asked: Any = {"meeting": rows["planned_in_group"], "asked_by": rows["amel"]}
    rows["visit_that_waits"] = Visit.objects.create(**asked, guest=rows["hidden_circle"])
    rows["visit_agreed"] = Visit.objects.create(
        **asked, guest=rows["shown_circle"], accepted_at=NOW
    )
    rows["visit_of_shown"] = Meeting.objects.create(
        circle=rows["shown_circle"],
        starts_at=rows["planned_in_group"].starts_at,
        means="in_person",
        asked_by=rows["eve"],
        proposed_by=rows["eve"],
        proposed_at=NOW,
        agreed_at=NOW,
        same_as=rows["planned_in_group"],
    )
    other = Meeting.objects.create(
        circle=rows["group"],
        starts_at=NOW + timedelta(days=12),
        means="in_person",
        asked_by=rows["amel"],
        proposed_by=rows["amel"],
        proposed_at=AGO,
        agreed_by=rows["claire"],
        agreed_at=AGO,
    )
    rows["visit_declined"] = Visit.objects.create(
        meeting=other, guest=rows["hidden_circle"], asked_by=rows["amel"]
    )
    rows["farid_visits_not"] = DeclinedVisit.objects.create(
        visit=rows["visit_declined"], person=rows["farid"]
    )
    shared_files(rows)


def notes(rows: Rows, held: Meeting) -> None:
    kinds = Concept.objects.filter(scheme="contribution").order_by("pk")
    noted: Any = {"meeting": held, "circle": rows["group"], "minutes": 30, "at": held.starts_at}
    amel, claire, david = rows["amel"], rows["claire"], rows["david"]
    rows["note_to_claire"] = Contribution.objects.create(
        **noted, giver=amel, receiver=claire, noted_by=amel, kind=kinds[0]
    )
    rows["note_that_counts"] = Contribution.objects.create(
        **noted,
        giver=amel,
        receiver=claire,
        noted_by=amel,
        kind=kinds[1],
        confirmed_by=claire,
        confirmed_at=NOW,
    )
    rows["note_to_group"] = Contribution.objects.create(
        **noted, giver=david, noted_by=david, kind=kinds[0]
    )
