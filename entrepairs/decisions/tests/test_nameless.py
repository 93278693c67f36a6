"""An answer without a name: nothing that is kept links it to who gave it."""

from typing import Any
from uuid import uuid4

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import connection, models, transaction

from entrepairs.core import hats
from entrepairs.decisions.actions.answers import GivenAnswer, answer_without_name
from entrepairs.decisions.models import Answered, NamelessAnswer
from entrepairs.decisions.tests.making import answered, last_of, proposed, wait
from entrepairs.groups.tests.making import group_of
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ledger.models import Deed
from entrepairs.people.models import Membership, Person


def rows_as_they_lie() -> list[tuple[Any, ...]]:
    with hats.system("test"), connection.cursor() as cursor:
        cursor.execute(
            "select xmin::text, id, words, choice from decisions_namelessanswer order by ctid"
        )
        return list(cursor.fetchall())


def test_rows_bear_no_person_no_moment_and_no_order(network: Any) -> None:
    people = list(network.people.values())
    group = group_of(*people)
    decision = proposed(group, people[0])
    told = []
    for number, person in enumerate(people):
        answered(decision, person, "live", f"réponse {number}")
        told.append(rows_as_they_lie())
    last = told[-1]
    assert len(last) == len(people)
    # One transaction wrote them all, under numbers that say nothing.
    assert len({row[0] for row in last}) == 1
    before = {row[1] for row in told[-2]}
    assert not before & {row[1] for row in last}
    # A token says when it was made: these say the same moment, of no day.
    cipher = Fernet(settings.WORD_KEYS[0])
    assert {cipher.extract_timestamp(row[2]) for row in last} == {0}


def test_the_table_has_no_place_for_a_person_or_a_moment() -> None:
    kinds = {field.name: field for field in NamelessAnswer._meta.concrete_fields}
    assert set(kinds) == {"id", "version", "choice", "words"}
    assert {field.name for field in Answered._meta.concrete_fields} == {"id", "version", "person"}
    assert not any(isinstance(field, models.DateTimeField) for field in kinds.values())


def test_the_deed_is_the_same_whatever_was_answered(amel: Person, david: Person) -> None:
    decision = proposed(group_of(amel, david), amel)
    version, once, digests = last_of(decision), uuid4(), set()
    for said in (GivenAnswer("fine"), GivenAnswer("objection", "Qui tient la clé ?")):
        with transaction.atomic(), hats.person(amel.pk):
            answer_without_name(version=version, unlinked=said, once=once, by=amel)
            deed = Deed.objects.get(once=once)
            digests.add((deed.digest, deed.verb, deed.object_key, deed.about_person))
            transaction.set_rollback(True)
    assert len(digests) == 1


def test_the_same_form_twice_is_one_answer(amel: Person, david: Person) -> None:
    decision = proposed(group_of(amel, david), amel)
    version, once = last_of(decision), uuid4()
    with hats.person(amel.pk):
        answer_without_name(version=version, unlinked=GivenAnswer("fine"), once=once, by=amel)
        for other in (GivenAnswer("fine"), GivenAnswer("objection", "mots")):
            try:
                answer_without_name(version=version, unlinked=other, once=once, by=amel)
            except AlreadyDone:
                continue
            raise AssertionError("answered twice")
    assert [row[3] for row in rows_as_they_lie()] == ["fine"]


def test_nobody_reads_an_answer_before_the_end_nor_any_but_an_objection_of_few(
    amel: Person, david: Person, eve: Person
) -> None:
    group = group_of(amel, david)
    with hats.system("test"):
        Membership.objects.create(circle=group.circle, person=eve)
    decision = proposed(group, amel)
    answered(decision, amel)
    answered(decision, eve, "objection")
    for person in (amel, david, eve):
        with hats.person(person.pk):
            assert not NamelessAnswer.objects.exists()
    wait(decision)
    for person in (amel, david, eve):
        with hats.person(person.pk):
            assert [one.choice for one in NamelessAnswer.objects.all()] == ["objection"]
