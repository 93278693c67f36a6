"""Two readers who do not know from whom it is: the database sees to it."""

import re
from typing import Any

from django.utils import timezone

from entrepairs.calls.models import (
    Answer,
    Call,
    Reader,
    Review,
    ReviewAssignment,
    SubmissionAuthor,
    SubmissionDecision,
    Submitter,
)
from entrepairs.calls.reader_assignment import assign_evenly
from entrepairs.calls.tests.calling import (
    a_decision,
    a_reader,
    a_review,
    a_submission,
    given,
    readings,
    share_out,
)
from entrepairs.core import hats
from entrepairs.notices.models import Notice
from entrepairs.people.models import Block, Person
from entrepairs.tests.pages import main_part
from entrepairs.tests.posting import As, once, text


def seen_by(person: Person | None, model: Any, **of: Any) -> int:
    with hats.person(person.pk if person else None):
        return int(model.objects.filter(**of).count())


# Anonymous


def test_the_person_who_reads_sees_no_name_before_authors_are_told_not_even_who_prepares_the_event(
    as_person: As, claire: Person, david: Person, eve: Person, call: Call
) -> None:
    one = a_submission(call, None, "Lise Martin", "Ali Benali")
    of = {"submission": one}
    assert [seen_by(who, SubmissionAuthor, **of) for who in (claire, david, eve)] == [2, 2, 0]
    reader = a_reader(call, claire)
    own = given(one, a_reader(call, eve))
    given(one, reader)
    for decided, told in ((False, False), (True, False), (True, True)):
        if decided:
            with hats.system("test"):
                SubmissionDecision.objects.update_or_create(
                    submission=one,
                    defaults={"outcome": "accepted", "told_at": timezone.now() if told else None},
                )
        for model, all_of_them in ((SubmissionAuthor, 2), (Submitter, 1)):
            assert seen_by(claire, model, **of) == (all_of_them if told else 0)
            assert seen_by(david, model, **of) == all_of_them
            assert seen_by(eve, model, **of) == 0
        assert seen_by(claire, Answer, **of) == (2 if told else 1)
        assert seen_by(eve, Answer, **of) == 1
        key = one.key
        roads = (
            f"{call.event.path}prepare/call/contributions/{key}/",
            f"{call.event.path}prepare/call/contributions/",
            f"{call.event.path}prepare/call/contributions.csv",
        )
        for road in roads:
            assert ("Lise Martin" in text(as_person(claire).get(road))) is told, road
            assert "Lise Martin" in text(as_person(david).get(road)), road
        page = text(as_person(eve).get(own.path))
        assert "Marcher ensemble" in page
        assert "Un tableau" in page
        for hidden in ("Lise", "Benali", "Université de Lille", "mail.example", "Non<"):
            assert hidden not in page


def test_the_person_who_stopped_reading_or_was_only_asked_sees_no_name_either(
    claire: Person, david: Person, call: Call
) -> None:
    one = a_submission(call)
    asked = a_reader(call, claire, accepted_at=None)
    a_reader(call, david, ended_at=timezone.now())
    assert [seen_by(who, SubmissionAuthor, submission=one) for who in (claire, david)] == [0, 0]
    with hats.system("test"):
        Reader.objects.filter(pk=asked.pk).update(declined_at=timezone.now())
    assert seen_by(claire, SubmissionAuthor, submission=one) == 1


def test_a_reader_sees_the_other_review_only_after_giving_their_own(
    as_person: As, amel: Person, eve: Person, claire: Person, call: Call
) -> None:
    one = a_submission(call)
    mine, hers = given(one, a_reader(call, amel)), a_reader(call, eve)
    a_review(one, hers, for_authors="Un bel exemple", for_organisers="À la première place")
    for who, many in ((amel, 0), (eve, 1), (claire, 1)):
        assert seen_by(who, Review) == many
    page = text(as_person(amel).get(mine.path))
    assert "Un bel exemple" not in page
    assert "once you have given your review" in page
    form = {"advice": "change", "for_authors": "Plus court", "for_organisers": "", **once()}
    assert as_person(amel).post(mine.path, form).status_code == 302
    assert seen_by(amel, Review) == 2
    page = text(as_person(amel).get(mine.path))
    assert "Un bel exemple" in page
    assert not re.search(r"\bEve\b", page)
    as_person(amel).post(mine.path, {**form, **once(), "advice": "accept"})
    with hats.system("test"):
        assert mine.review.advice == "accept"


def test_an_organiser_who_reads_sees_the_other_review_after_their_own_too(
    claire: Person, eve: Person, call: Call
) -> None:
    one, two = a_submission(call), a_submission(call)
    hers, reader = a_reader(call, eve), a_reader(call, claire)
    for each in (one, two):
        a_review(each, hers)
    given(one, reader)
    assert seen_by(claire, Review, reading__submission=one) == 0
    assert seen_by(claire, Review, reading__submission=two) == 1
    a_review(one, reader)
    assert seen_by(claire, Review, reading__submission=one) == 2


def test_authors_read_what_is_for_them_once_told_and_never_from_whom(
    as_person: As, amel: Person, bruno: Person, eve: Person, call: Call
) -> None:
    one = a_submission(call, amel)
    for who, words in ((bruno, "Plus court"), (eve, "Un bel exemple")):
        a_review(one, a_reader(call, who), for_authors=words, for_organisers="Entre nous")
    decision = a_decision(one, told=False)
    path = f"/events/contribution/{one.key}/"
    page = text(as_person(amel).get(path))
    assert "Un bel exemple" not in page
    assert "Bonjour" not in page
    with hats.system("test"):
        SubmissionDecision.objects.filter(pk=decision.pk).update(told_at=timezone.now())
    page = text(as_person(amel).get(path))
    for words in ("Un bel exemple", "Plus court", "Bonjour", "accepted"):
        assert words in page
    page = main_part(as_person(amel).get(path))
    for words in ("Entre nous", r"\bEve\b", "Bruno"):
        assert not re.search(words, page)
    assert [seen_by(amel, model) for model in (Review, ReviewAssignment, Reader)] == [0, 0, 0]


def test_an_organiser_judges_nothing_of_what_they_sent(
    as_person: As, claire: Person, eve: Person, call: Call
) -> None:
    one = a_submission(call, claire)
    a_review(one, a_reader(call, eve))
    assert [seen_by(claire, model) for model in (Review, ReviewAssignment)] == [0, 0]
    assert (
        as_person(claire).get(f"{call.event.path}prepare/call/contributions/{one.key}/").status_code
        == 404
    )
    assert one.title not in text(
        as_person(claire).get(f"{call.event.path}prepare/call/contributions/")
    )


# Who reads what


def test_each_is_given_to_two_readers_evenly() -> None:
    pairs = assign_evenly(list(range(12)), [1, 2, 3, 4], {}, set())
    assert len(pairs) == len(set(pairs)) == 24
    assert {sum(reader == who for _, reader in pairs) for who in (1, 2, 3, 4)} == {6}


def test_those_that_few_can_read_are_given_first_and_nobody_reads_what_they_must_not() -> None:
    never = {(1, 7), (1, 8), (2, 7)}
    pairs = assign_evenly([1, 2, 3], [7, 8, 9], {3: {9}}, never)
    assert not never & set(pairs)
    assert [sum(one == number for one, _ in pairs) for number in (1, 2, 3)] == [1, 2, 1]
    assert assign_evenly([1], [], {}, set()) == []


def test_nobody_reads_their_own_nor_that_of_somebody_of_their_name_or_across_a_block(
    as_person: As,
    claire: Person,
    amel: Person,
    bruno: Person,
    david: Person,
    eve: Person,
    farid: Person,
    call: Call,
) -> None:
    for who in (amel, bruno, david, eve):
        a_reader(call, who)
    a_submission(call, amel, title="D’Amel")
    a_submission(call, None, "bruno", "Zoé", title="D’un Bruno")
    a_submission(call, farid, title="De Farid")
    with hats.system("test"):
        Block.objects.create(person=farid, blocked=eve)
    for _ in range(2):
        share_out(as_person(claire), call)
    found = readings(call)
    assert len(found) == 6
    assert not {("D’Amel", "Amel"), ("D’un Bruno", "Bruno"), ("De Farid", "Eve")} & set(found)
    with hats.system("test"):
        assert set(Notice.objects.filter(kind="read").values_list("person__name", flat=True)) == {
            name for _, name in found
        }


def test_what_a_reader_cannot_read_goes_to_another_at_once(
    as_person: As, claire: Person, amel: Person, bruno: Person, eve: Person, call: Call
) -> None:
    for who in (amel, bruno):
        a_reader(call, who)
    one = a_submission(call)
    share_out(as_person(claire), call)
    a_reader(call, eve)
    with hats.system("test"):
        mine = ReviewAssignment.objects.get(reader__person=amel)
    assert "nobody asks which" in text(as_person(amel).get(f"{mine.path}cannot/"))
    as_person(amel).post(f"{mine.path}cannot/", once())
    assert readings(call) == [(one.title, "Bruno"), (one.title, "Eve")]
    assert as_person(amel).get(mine.path).status_code == 404
    share_out(as_person(claire), call)
    assert readings(call) == [(one.title, "Bruno"), (one.title, "Eve")]


def test_with_fewer_than_two_readers_the_pages_say_so(
    as_person: As, claire: Person, amel: Person, call: Call
) -> None:
    a_submission(call)
    for page in ("prepare/call/", "prepare/call/readers/"):
        assert "2 reviewers are missing" in text(as_person(claire).get(f"{call.event.path}{page}"))
    for who in (amel, claire):
        a_reader(call, who)
    assert "One contribution has fewer than two reviewers" in text(
        as_person(claire).get(f"{call.event.path}prepare/call/")
    )
