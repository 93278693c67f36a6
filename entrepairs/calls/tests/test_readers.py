"""Readers: asked by those who prepare the event, they say yes or no, and stop when they like."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import Error, connection, transaction
from django.test import Client
from django.utils import timezone

from entrepairs.calls.models import Call, Reader, Review, Submission
from entrepairs.calls.tests.calling import (
    a_decision,
    a_reader,
    a_review,
    a_submission,
    fresh,
    given,
    readings,
    share_out,
)
from entrepairs.core import hats
from entrepairs.notices.models import Notice
from entrepairs.people.models import Block, Membership, Person
from entrepairs.tests.posting import As, once, text


def ask(client: Client, call: Call, person: Person) -> Any:
    return client.post(
        f"{call.event.path}prepare/call/readers/ask/", {"person": person.key, **once()}
    )


def test_a_reader_says_yes_themselves_from_a_notice(
    as_person: As, claire: Person, amel: Person, call: Call
) -> None:
    page = text(as_person(claire).get(f"{call.event.path}prepare/call/readers/?q=ame"))
    assert "Amel" in page
    assert "I will review too" in text(
        as_person(claire).get(f"{call.event.path}prepare/call/readers/")
    )
    ask(as_person(claire), call, amel)
    with hats.system("test"):
        reader, notice = Reader.objects.get(), Notice.objects.get(person=amel)
    assert (reader.accepted_at, notice.path) == (None, reader.path)
    assert "contributions to review" in text(as_person(amel).get("/today/"))
    assert "Would you like to review contributions?" in text(as_person(amel).get(reader.path))
    assert as_person(claire).get(reader.path).status_code == 404
    as_person(amel).post(f"{reader.path}answer/", {"answer": "yes", **once()})
    assert fresh(reader).accepted_at is not None
    as_person(amel).post(f"{reader.path}answer/", {"answer": "no", **once()})
    assert fresh(reader).declined_at is None
    ask(as_person(claire), call, amel)
    ask(as_person(claire), call, claire)
    with hats.system("test"):
        assert Reader.objects.count() == 2
        assert Reader.objects.get(person=claire).accepted_at is not None


def test_nobody_is_asked_whom_one_does_not_see_or_across_a_block(
    as_person: As, claire: Person, amel: Person, farid: Person, call: Call
) -> None:
    assert ask(as_person(claire), call, farid).status_code == 404
    with hats.system("test"):
        Block.objects.create(person=amel, blocked=claire)
    ask(as_person(claire), call, amel)
    with hats.system("test"):
        assert Reader.objects.count() == 0


def test_those_who_could_see_from_whom_contributions_are_do_not_read_them(
    as_person: As, claire: Person, amel: Person, call: Call
) -> None:
    a_submission(call)
    desk = as_person(claire)
    page = text(desk.get(f"{call.event.path}prepare/call/readers/"))
    assert "There are no more organisers to ask" in page
    assert "I will review too" not in page
    ask(desk, call, claire)
    assert "They can no longer review without knowing" in text(
        desk.get(f"{call.event.path}prepare/call/readers/")
    )
    with hats.person(claire.pk), pytest.raises(Error), transaction.atomic():
        Reader.objects.create(call=call, person=claire)
    ask(desk, call, amel)
    with hats.system("test"):
        assert [reader.person_id for reader in Reader.objects.all()] == [amel.pk]


def test_who_organises_no_more_has_seen_the_names_all_the_same(
    as_person: As, claire: Person, amel: Person, call: Call
) -> None:
    with hats.system("test"):
        then = timezone.now() - timedelta(hours=1)
        before = Membership.objects.create(
            circle_id=call.event.circle_id, person=amel, since=then - timedelta(days=9), until=then
        )
    a_submission(call)  # after she had left
    ask(as_person(claire), call, amel)
    with hats.system("test"):
        assert Reader.objects.filter(person=amel).exists()
        Reader.objects.all().delete()
        Membership.objects.filter(pk=before.pk).update(until=timezone.now())
    ask(as_person(claire), call, amel)
    with hats.system("test"):
        assert not Reader.objects.exists()


def test_how_many_readers_are_missing_is_said_as_it_is(
    as_person: As, claire: Person, amel: Person, bruno: Person, call: Call
) -> None:
    def said() -> list[bool]:
        pages = [text(as_person(claire).get(f"{call.event.path}prepare/call/{end}"))
                 for end in ("", "readers/")]  # fmt: skip
        words = ("2 reviewers are missing", "One reviewer is missing", "missing")
        return [all(word in page for page in pages) for word in words]

    assert said() == [True, False, True]
    a_reader(call, amel)
    assert said() == [False, True, True]
    a_reader(call, bruno)
    assert said() == [False, False, False]


def test_who_said_no_is_asked_nothing_more(
    as_person: As, claire: Person, amel: Person, call: Call
) -> None:
    reader = a_reader(call, amel, accepted_at=None)
    as_person(amel).post(f"{reader.path}answer/", {"answer": "no", **once()})
    assert "You said no" in text(as_person(amel).get(reader.path))
    as_person(amel).post(f"{reader.path}answer/", {"answer": "yes", **once()})
    assert fresh(reader).accepted_at is None
    assert "said no" in text(as_person(claire).get(f"{call.event.path}prepare/call/readers/"))


def test_a_reader_who_stops_leaves_the_rest_to_others(
    as_person: As, claire: Person, amel: Person, bruno: Person, eve: Person, call: Call
) -> None:
    one, two = a_submission(call, title="Une"), a_submission(call, title="Deux")
    mine = a_reader(call, amel)
    a_review(one, mine)
    reading = given(two, mine)
    for who in (bruno, eve):
        a_reader(call, who)
    as_person(amel).post(f"{mine.path}stop/", once())
    assert as_person(amel).get(reading.path).status_code == 404
    share_out(as_person(claire), call)
    rows = readings(call)
    assert sorted(name for title, name in rows if title == "Deux") == ["Amel", "Bruno", "Eve"]
    assert len([row for row in rows if row[0] == "Une"]) == 2


def test_once_decided_or_withdrawn_a_review_is_not_changed(
    as_person: As, amel: Person, call: Call
) -> None:
    reader, one, two = a_reader(call, amel), a_submission(call), a_submission(call)
    a_review(one, reader)
    mine, other = given(one, reader), given(two, reader)
    a_decision(one, told=False)
    with hats.system("test"):
        Submission.objects.filter(pk=two.pk).update(state="withdrawn")
    form = {"advice": "refuse", "for_authors": "Trop tard", "for_organisers": ""}
    answer = as_person(amel).post(mine.path, {**form, **once()})
    assert answer.status_code == 422
    assert "Trop tard" in text(answer)
    assert as_person(amel).post(other.path, {**form, **once()}).status_code == 404
    with hats.system("test"):
        assert [review.advice for review in Review.objects.all()] == ["accept"]


def test_readers_pages_are_for_readers_only(
    client: Client, as_person: As, amel: Person, bruno: Person, call: Call
) -> None:
    reader = a_reader(call, amel)
    reading = given(a_submission(call), reader)
    for path in (reader.path, reading.path, f"{reading.path}cannot/", f"{reader.path}stop/"):
        assert client.get(path).status_code == 302
        assert as_person(bruno).get(path).status_code == 404
        assert as_person(amel).get(path).status_code == 200
    assert as_person(bruno).post(reading.path, {"advice": "accept", **once()}).status_code == 404


def test_forged_writes_are_refused_by_the_database(
    amel: Person, claire: Person, eve: Person, call: Call
) -> None:
    one, reader = a_submission(call, amel), a_reader(call, eve, accepted_at=None)
    statements: list[tuple[Person, str]] = [
        (
            amel,
            "insert into calls_submissiondecision (submission_id, outcome, words) "
            f"values ({one.pk}, 'accepted', '')",
        ),
        (amel, f"update calls_submission set comes_at = now() where id = {one.pk}"),
        (claire, f"update calls_reader set accepted_at = now() where id = {reader.pk}"),
        (
            claire,
            "insert into calls_reviewassignment (key, submission_id, reader_id) "
            f"values ('k', {one.pk}, {reader.pk})",
        ),
        (claire, f"update calls_submission set title = 'x' where id = {one.pk}"),
        (
            eve,
            f"update calls_reader set ended_at = null, person_id = {amel.pk} "
            f"where id = {reader.pk}",
        ),
    ]
    for who, sql in statements:
        count = 0
        try:
            with hats.person(who.pk), connection.cursor() as cursor:
                cursor.execute(sql)
                count = cursor.rowcount
        except Exception as refusal:
            assert getattr(refusal.__cause__, "sqlstate", "") == "42501", sql  # noqa: PT017
        assert count == 0, sql


@pytest.mark.parametrize("rows", [1, 30])
def test_the_reader_s_page_asks_as_much_for_thirty_as_for_one(
    as_person: As, amel: Person, call: Call, queries: Any, rows: int
) -> None:
    reader = a_reader(call, amel)
    for _ in range(rows):
        given(a_submission(call), reader)
    signed_in = as_person(amel)
    signed_in.get(reader.path)
    with queries() as made:
        assert signed_in.get(reader.path).status_code == 200
    assert len(made) <= 10
