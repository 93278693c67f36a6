"""A report for two actions at one moment: proposed, agreed, appealed by both sides, given out."""

from typing import Any

from django.utils import timezone

from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.people.models import Circle, Membership, Person
from entrepairs.safeguarding.actions import reports, rota, rulings
from entrepairs.safeguarding.actions.rulings import RulingWords
from entrepairs.safeguarding.models import RotaPlace
from entrepairs.safeguarding.tests.making import proposed, readings_of, reported, said
from entrepairs.tests.two_at_once import deed


def a_report(network: Network, *, agreed: bool = False) -> dict[str, Any]:
    """Amel reports words of Eve's; Omar proposes, Nour has to agree; or both did."""
    with hats.system("test"):
        RotaPlace.objects.all().delete()
        rows: dict[str, Any] = {
            name: Person.objects.create(name=name)
            for name in ("amel", "eve", "omar", "nour", "paul", "rosa")
        }
        circle = Circle.objects.create(kind="group", name="Un groupe")
        for name in ("amel", "eve"):
            Membership.objects.create(circle=circle, person=rows[name])
        for name in ("omar", "nour"):
            RotaPlace.objects.create(person=rows[name], accepted_at=timezone.now())
    report = reported(said(circle, rows["eve"]), rows["amel"])
    rows["ruling"] = proposed(report, "ask")
    one, other = readings_of(report)
    rows["proposer"], rows["other"] = one.person, other.person
    rows["reading"], rows["other_reading"] = one, other
    with hats.system("test"):
        for name in ("paul", "rosa"):
            rows[f"{name}_place"] = RotaPlace.objects.create(person=rows[name])
    if agreed:
        with hats.person(rows["other"].pk):
            rulings.agree_ruling(ruling=rows["ruling"], once=None, by=rows["other"])
    return rows


def a_decided_report(network: Network) -> dict[str, Any]:
    return a_report(network, agreed=True)


WORDS = RulingWords("nothing", "Rien.")
ON_A_REPORT = [
    deed(
        "the other agrees",
        "other",
        lambda w, me, o: rulings.agree_ruling(ruling=w["ruling"], once=o, by=me),
    ),
    deed(
        "the other proposes something else",
        "other",
        lambda w, me, o: rulings.propose_ruling(
            reading=w["other_reading"], words=WORDS, once=o, by=me
        ),
    ),
    deed(
        "who proposed proposes something else",
        "proposer",
        lambda w, me, o: rulings.propose_ruling(reading=w["reading"], words=WORDS, once=o, by=me),
    ),
]
AFTER_A_DECISION = [
    deed(
        "its author appeals",
        "eve",
        lambda w, me, o: reports.appeal_ruling(ruling=w["ruling"], words="", once=o, by=me),
    ),
    deed(
        "who reported appeals",
        "amel",
        lambda w, me, o: reports.appeal_ruling(ruling=w["ruling"], words="", once=o, by=me),
    ),
    deed(
        "Paul accepts to decide",
        "paul",
        lambda w, me, o: rota.accept_rota(place=w["paul_place"], once=o, by=me),
    ),
    deed(
        "Rosa accepts to decide",
        "rosa",
        lambda w, me, o: rota.accept_rota(place=w["rosa_place"], once=o, by=me),
    ),
]
