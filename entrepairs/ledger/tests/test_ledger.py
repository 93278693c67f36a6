"""The ledger: deeds once, looks at others, receipts one at a time."""

import threading
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models.functions import Now
from django.utils import timezone, translation

from entrepairs.core import hats
from entrepairs.ledger.actions import (
    AlreadyDone,
    give_consent,
    give_consents,
    note_deed,
    withdraw_consent,
    withdraw_consents,
)
from entrepairs.ledger.looks import note_look
from entrepairs.ledger.models import Audience, Consent, Deed, Look
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.tests.committed import committed

__all__ = ["committed"]

TRY = Verb("ledger", "x", "You tried something", NOT_TOLD)


def test_a_form_is_a_deed_once_and_the_first_deed_is_told(amel: Any, bruno: Any) -> None:
    once = uuid4()
    with hats.person(amel.pk):
        first = note_deed(TRY, by=amel.pk, once=once)
        with pytest.raises(AlreadyDone) as again:
            note_deed(TRY, by=amel.pk, once=once)
        assert again.value.deed == first
    with hats.person(bruno.pk):  # the same key from somebody else is another form
        note_deed(TRY, by=bruno.pk, once=once)


def test_a_deed_is_one_statement(amel: Any, queries: Any) -> None:
    with hats.person(amel.pk):
        with queries() as made:
            deed = note_deed(TRY, by=amel.pk, once=uuid4())
        assert len(made) == 1
        assert Deed.objects.get() == deed
        assert (deed.verb, deed.by_person, deed.at) == ("x", amel.pk, Deed.objects.get().at)


def test_the_same_form_arriving_twice_at_once_is_one_deed(committed: Any) -> None:
    once, me = uuid4(), committed.people["Amel"].pk
    earlier: list[Deed] = []
    asking = threading.Event()

    def send_again() -> None:
        try:
            with hats.person(me):
                asking.set()
                note_deed(TRY, by=me, once=once)
        except AlreadyDone as before:
            earlier.append(before.deed)
        finally:
            connection.close()

    second = threading.Thread(target=send_again)
    with hats.person(me):
        first = note_deed(TRY, by=me, once=once)
        second.start()
        assert asking.wait(10)
        second.join(0.3)
        assert second.is_alive()  # it waits for the first one to be saved, or not
    second.join(10)
    assert earlier == [first]


def test_deeds_without_a_form_are_as_many_as_were_done(amel: Any) -> None:
    with hats.person(amel.pk):
        for _ in range(2):
            note_deed(TRY, by=amel.pk)
        assert Deed.objects.count() == 2


def test_a_deed_is_read_by_both_sides_and_changed_by_none(
    amel: Any, bruno: Any, david: Any
) -> None:
    with hats.person(amel.pk):
        deed = note_deed(TRY, by=amel.pk, about=bruno.pk)
    for person, sees in ((amel, True), (bruno, True), (david, False)):
        with hats.person(person.pk):
            assert Deed.objects.filter(pk=deed.pk).exists() is sees
            with pytest.raises(DatabaseError), transaction.atomic():
                Deed.objects.filter(pk=deed.pk).update(verb="y")
            with pytest.raises(DatabaseError), transaction.atomic():
                Deed.objects.filter(pk=deed.pk).delete()


def test_nobody_writes_a_deed_or_a_look_in_anothers_name(amel: Any, bruno: Any) -> None:
    with hats.person(amel.pk):
        with pytest.raises(DatabaseError), transaction.atomic():
            note_deed(TRY, by=bruno.pk)
        with pytest.raises(DatabaseError), transaction.atomic():
            Look.objects.create(viewer=bruno.pk, owner=amel.pk)


def test_looking_at_oneself_is_no_look(amel: Any, bruno: Any) -> None:
    note_look(viewer=amel.pk, owner=amel.pk)
    note_look(viewer=amel.pk, owner=bruno.pk)
    with hats.person(bruno.pk):
        assert list(Look.objects.values_list("viewer", "owner", "what")) == [
            (amel.pk, bruno.pk, "profile")
        ]
    with hats.person(amel.pk), pytest.raises(IntegrityError), transaction.atomic():
        Look.objects.create(viewer=amel.pk, owner=amel.pk)


def test_a_page_read_again_within_the_hour_is_the_same_look(amel: Any, bruno: Any) -> None:
    def looks() -> int:
        with hats.person(bruno.pk):
            return Look.objects.filter(viewer=amel.pk).count()

    for _ in range(3):
        note_look(viewer=amel.pk, owner=bruno.pk)
    assert looks() == 1
    note_look(viewer=amel.pk, owner=bruno.pk, what="organisation")
    assert looks() == 2
    with hats.system("test"):
        Look.objects.update(at=timezone.now() - timedelta(hours=1, minutes=1))
    note_look(viewer=amel.pk, owner=bruno.pk)
    assert looks() == 3


def test_one_receipt_stands_for_one_thing(amel: Any) -> None:
    with hats.person(amel.pk), translation.override("fr"):
        give_consent(person=amel.pk, what="name", audience=Audience.PAIRS)
        second = give_consent(person=amel.pk, what="name", audience=Audience.NETWORK)
        rows = [
            (row.audience, row.withdrawn_at is None, row.language)
            for row in Consent.objects.order_by("id")
        ]
        assert rows == [(1, False, "fr"), (4, True, "fr")]
        withdraw_consent(person=amel.pk, what="name")
        second.refresh_from_db()
        assert second.withdrawn_at is not None
        assert second.withdrawn_at >= second.given_at


def test_many_receipts_are_given_and_withdrawn_together(amel: Any, queries: Any) -> None:
    names = {f"offer:x{index}": 3 for index in range(30)}
    with hats.person(amel.pk):
        with queries() as made:
            give_consents(person=amel.pk, audiences=names)
        assert len(made) == 2
        withdraw_consents(person=amel.pk, what=[])
        assert Consent.objects.filter(withdrawn_at__isnull=True).count() == 30
        withdraw_consents(person=amel.pk, what=names)
        assert not Consent.objects.filter(withdrawn_at__isnull=True).exists()


def test_a_receipt_is_its_persons_and_only_its_end_can_be_written(amel: Any, bruno: Any) -> None:
    with hats.person(amel.pk):
        receipt = give_consent(person=amel.pk, what="name", audience=Audience.PAIRS)
        with pytest.raises(DatabaseError), transaction.atomic():
            Consent.objects.filter(pk=receipt.pk).update(audience=Audience.EVERYONE)
        with pytest.raises(DatabaseError), transaction.atomic():
            receipt.delete()
    with hats.person(bruno.pk):
        assert not Consent.objects.filter(pk=receipt.pk).exists()
        assert Consent.objects.filter(pk=receipt.pk).update(withdrawn_at=Now()) == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            give_consent(person=amel.pk, what="name", audience=Audience.EVERYONE)
