"""Telling, changing, taking back; each with its receipt and its deed."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from entrepairs.core import hats
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ledger.models import Audience, Consent, Deed
from entrepairs.ledger.transactions import NotPossible
from entrepairs.people import slots
from entrepairs.people.actions.facets import (
    Answer,
    change_facet,
    take_back_facet,
    tell_facet,
    tell_facets,
)
from entrepairs.people.models import Facet, Person
from entrepairs.people.tests.telling import concept, tell, told


def receipts(person: Person, **filters: Any) -> list[tuple[str, int, bool]]:
    with hats.person(person.pk):
        rows = Consent.objects.filter(person=person.pk, **filters).order_by("id")
        return [(row.what, row.audience, row.withdrawn_at is None) for row in rows]


def deeds(person: Person) -> list[tuple[str, str]]:
    with hats.person(person.pk):
        return list(
            Deed.objects.filter(by_person=person.pk)
            .order_by("id")
            .values_list("verb", "object_key")
        )


def test_what_is_told_has_a_receipt_and_a_deed(amel: Person) -> None:
    facet = tell(amel, "voices", Audience.PAIRS, note="Depuis longtemps.")
    assert [(f.concept_id, f.audience, f.note) for f in told(amel)] == [
        (facet.concept_id, 1, "Depuis longtemps.")
    ]
    assert receipts(amel) == [("experience:voices", 1, True)]
    assert deeds(amel) == [("tell", "experience:voices")]


def test_telling_the_same_thing_again_replaces_it(amel: Person) -> None:
    tell(amel, "voices", Audience.PAIRS, note="Avant.")
    tell(amel, "voices", Audience.PAIRS, note="Après.")
    assert [f.note for f in told(amel)] == ["Après."]
    assert receipts(amel) == [("experience:voices", 1, True)]  # the same audience: the same receipt


def test_another_audience_writes_another_receipt_and_ends_the_former(amel: Person) -> None:
    facet = tell(amel, "voices", Audience.PAIRS)
    with hats.person(amel.pk):
        change_facet(facet=facet, by=amel, audience=Audience.NETWORK)
    assert receipts(amel) == [("experience:voices", 1, False), ("experience:voices", 4, True)]
    assert told(amel)[0].audience == Audience.NETWORK


def test_other_words_need_no_other_receipt(amel: Person) -> None:
    facet = tell(amel, "voices", Audience.PAIRS)
    with hats.person(amel.pk):
        change_facet(facet=facet, by=amel, note="Autrement dit.")
    assert receipts(amel) == [("experience:voices", 1, True)]
    assert told(amel)[0].note == "Autrement dit."


def test_taking_back_ends_the_receipt(amel: Person) -> None:
    facet = tell(amel, "voices")
    with hats.person(amel.pk):
        take_back_facet(facet=facet, by=amel)
    assert told(amel) == []
    assert receipts(amel) == [("experience:voices", 3, False)]
    assert deeds(amel)[-1] == ("untell", "experience:voices")


def test_the_whole_of_one_kind_is_told_at_once(amel: Person) -> None:
    voices, street, alcohol = (
        concept("experience", key) for key in ("voices", "street", "alcohol")
    )
    with hats.person(amel.pk):
        tell_facets(
            by=amel, kind="experience", answers={voices: Answer(3, "mots"), street: Answer(1)}
        )
        tell_facets(by=amel, kind="experience", answers={street: Answer(4), alcohol: Answer(3)})
    assert {(f.concept_id, f.audience) for f in told(amel)} == {(street, 4), (alcohol, 3)}
    assert receipts(amel, withdrawn_at__isnull=True) == [
        ("experience:street", 4, True),
        ("experience:alcohol", 3, True),
    ]
    assert [verb for verb, _ in deeds(amel)] == ["tell", "tell"]


def test_one_kind_leaves_the_others_alone(amel: Person) -> None:
    tell(amel, "voices")
    with hats.person(amel.pk):
        tell_facets(by=amel, kind="need", answers={concept("support", "walk"): Answer(3)})
        tell_facets(by=amel, kind="offer", answers={concept("support", "walk"): Answer(3)})
        tell_facets(by=amel, kind="need", answers={})
    assert sorted(f.kind for f in told(amel)) == ["experience", "offer"]


def test_the_same_form_twice_is_told_once(amel: Person) -> None:
    once = uuid4()
    tell(amel, "voices", once=once)
    with pytest.raises(AlreadyDone):
        tell(amel, "voices", once=once)
    assert len(told(amel)) == len(receipts(amel)) == len(deeds(amel)) == 1


def test_the_same_form_with_other_words_is_told_as_well_and_once(amel: Person) -> None:
    once = uuid4()
    tell(amel, "voices", once=once)
    tell(amel, "street", once=once)
    with pytest.raises(AlreadyDone):
        tell(amel, "street", once=once)
    assert len(told(amel)) == len(receipts(amel)) == len(deeds(amel)) == 2


def test_nobody_tells_for_another(amel: Person, bruno: Person) -> None:
    with (
        hats.person(amel.pk),
        pytest.raises(NotPossible),
        transaction.atomic(),
    ):
        tell_facet(by=bruno, kind="experience", concept=concept("experience", "voices"), audience=5)
    assert told(bruno) == []


def test_nobody_changes_or_takes_back_what_another_tells(amel: Person, bruno: Person) -> None:
    facet = tell(amel, "voices", Audience.PAIRS)
    with hats.person(bruno.pk):
        with pytest.raises(NotPossible):
            change_facet(facet=facet, by=bruno, audience=5)
        with pytest.raises(NotPossible):
            take_back_facet(facet=facet, by=bruno)
    assert told(amel)[0].audience == Audience.PAIRS
    assert deeds(bruno) == []  # what was refused was not done


def test_times_and_place_and_contact_are_told_once_each(amel: Person) -> None:
    with hats.person(amel.pk):
        for week in ([(0, 0)], [(1, 2)]):
            tell_facet(by=amel, kind="availability", slots=slots.pack_times(week), audience=3)
        tell_facet(by=amel, kind="place", audience=3)
        for number in ("06 39 98 00 00", "06 39 98 00 01"):
            tell_facet(by=amel, kind="contact", means="phone", note=number, audience=0)
        tell_facet(by=amel, kind="contact", means="email", note="amel@example.org", audience=0)
    assert sorted(
        (f.kind, f.means, f.slots) for f in told(amel, kind__in=["availability", "contact"])
    ) == [
        ("availability", "", slots.slot_bit(1, 2)),
        ("contact", "email", None),
        ("contact", "phone", None),
    ]
    assert [f.note for f in told(amel, means="phone")] == ["06 39 98 00 01"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "availability", "slots": 1 << 21},
        {"kind": "availability", "slots": None},
        {"kind": "experience", "slots": 1},
        {"kind": "experience"},
        {"kind": "contact", "means": "phone"},
        {"kind": "contact", "note": "06"},
        {"kind": "place", "radius_km": 10},
        {"kind": "place", "audience": 6},
    ],
)
def test_the_database_refuses_what_makes_no_sense(amel: Person, wrong: dict[str, Any]) -> None:
    with hats.person(amel.pk), pytest.raises(IntegrityError), transaction.atomic():
        Facet.objects.create(**{"person": amel, "audience": 3, **wrong})


def test_own_words_are_encrypted_in_the_database(amel: Person) -> None:
    facet = tell(amel, "voices", note="des mots à moi")
    with hats.person(amel.pk), connection.cursor() as cursor:
        cursor.execute("select note from people_facet where id = %s", [facet.pk])
        stored = cursor.fetchone()[0]
    assert stored
    assert "mots" not in stored
