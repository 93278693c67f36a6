"""Rows that could leak, for the access matrix: one function a room, each row under the name the
matrix uses."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from entrepairs.calendar.models import Feed
from entrepairs.conversations.models import JournalEntry, Message, Reading
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
from entrepairs.tests.access.brought import brought, reflection, visits
from entrepairs.tests.access.calls import calls
from entrepairs.tests.access.carried import items
from entrepairs.tests.access.complained import complaints
from entrepairs.tests.access.decisions import decisions
from entrepairs.tests.access.delegated import delegations, sitting_files
from entrepairs.tests.access.doors import gate, notices
from entrepairs.tests.access.events import events
from entrepairs.tests.access.groups import gatherings, groups, hidden_comings, reports
from entrepairs.tests.access.held import roles
from entrepairs.tests.access.kept import library
from entrepairs.tests.access.learned import learning
from entrepairs.tests.access.met import contributions, meetings
from entrepairs.tests.access.observed import observatory
from entrepairs.tests.access.peers import pairs, rounds
from entrepairs.tests.access.plans import plans
from entrepairs.tests.access.reported import safeguarding
from entrepairs.tests.access.reviews import reviews
from entrepairs.tests.access.rights import rights
from entrepairs.tests.access.seats import mandates
from entrepairs.tests.access.sittings import sittings
from entrepairs.tests.access.taken import courses
from entrepairs.tests.access.teams import teams
from entrepairs.tests.access.vacated import vacancies
from entrepairs.vocabulary.models import Concept, Edition, HelpNumber, Place


class Rows(dict[str, Any]):
    """By name. Two rooms that take one name would each test the other's row."""

    def __setitem__(self, name: str, row: Any) -> None:
        if name in self:
            raise KeyError(f"{name} is the name of another row: {self[name]!r}")
        super().__setitem__(name, row)


NOW = timezone.now()
LONG_AGO, AGO = NOW - timedelta(days=400), NOW - timedelta(days=100)


def make_rows(network: Any) -> Rows:
    """Who is there beside the six: Nadia left the group and the organisation 50 days ago, and Yann
    came to the group since; Amel has blocked Omar, who is in her organisation, as is Rosa, who
    paused everything; David and Omar were a pair; Farid and Bruno are one that is paused.
    """
    rows = Rows({name.lower(): person for name, person in network.people.items()})
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
        *(hidden_comings, brought),
        reflection,
        visits,
        reports,
        *(roles, learning, courses),
        plans,
        mandates,
        items,
        *(sittings, delegations, sitting_files),
        complaints,
        vacancies,
        reviews,
        teams,
        *(rights, observatory),
        safeguarding,
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


def vocabulary(rows: Rows) -> None:
    rows["concept"] = Concept.objects.all()[0]
    rows["help_number"] = HelpNumber.objects.all()[0]
    rows["place"] = Place.objects.all()[0]
    rows["edition"] = Edition.objects.all()[0]
