"""Those who prepare an event open its call, say what they ask for, close it, open it again."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from entrepairs.calls.models import Call, Question, SubmissionKind
from entrepairs.calls.tests.calling import a_submission, at, fresh
from entrepairs.conftest import Network
from entrepairs.core import hats
from entrepairs.events.tests.making import an_event
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, once, text


def dates(**more: str) -> dict[str, str]:
    form = {
        "opens_on": "2083-01-10",
        "opens_clock": "08:00",
        "closes_on": "2083-03-28",
        "closes_clock": "23:59",
        "longest": "1500",
    }
    return {**form, "words_fr": "Racontez.", "words_en": "", **once(), **more}


def test_a_call_is_opened_on_the_clocks_of_the_event_with_the_usual_kinds(
    as_person: As, network: Network, claire: Person, client: Client
) -> None:
    event = an_event(network.escale, claire, time_zone="America/Montreal")
    desk = as_person(claire)
    assert "prepare/call/" in text(desk.get(f"{event.path}prepare/"))
    assert "No call yet" in text(desk.get(f"{event.path}prepare/call/"))
    assert client.get(f"{event.path}call/").status_code == 404
    answer = desk.post(f"{event.path}prepare/call/change/", dates())
    assert answer["Location"] == f"{event.path}prepare/call/asked/"
    with hats.system("test"):
        call = Call.objects.get(event=event)
        assert call.kinds.count() == 3
    assert call.opens_at == dt.datetime(2083, 1, 10, 13, tzinfo=dt.UTC)
    assert call.closes_at == dt.datetime(2083, 3, 29, 3, 59, tzinfo=dt.UTC)
    assert "23:59" in text(desk.get(f"{event.path}prepare/call/change/"))
    with hats.system("test"):
        tomorrow = timezone.now() + dt.timedelta(days=1)
        Call.objects.filter(pk=call.pk).update(
            opens_at=tomorrow, closes_at=tomorrow + dt.timedelta(days=9)
        )
    assert "Opens on" in text(client.get(f"{event.path}call/"))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"closes_on": "2083-01-09"}, "The closing date is before the opening date"),
        ({"longest": "10"}, "greater than or equal to 100"),
        ({"opens_on": "demain"}, "Enter a valid date"),
        ({"closes_clock": "02:30"}, "This time does not exist"),
    ],
)
def test_dates_that_cannot_be_meant_are_refused_and_kept(
    desk: Client, call: Call, wrong: dict[str, str], words: str
) -> None:
    answer = desk.post(at(call, "change/"), dates(words_en="Kept words", **wrong))
    assert answer.status_code == 422
    assert words in text(answer)
    assert "Kept words" in text(answer)
    assert fresh(call).words_en == ""


def test_it_is_closed_now_and_opened_again(desk: Client, call: Call, client: Client) -> None:
    assert "Close the call now?" in text(desk.get(at(call, "close/")))
    desk.post(at(call, "close/"), once())
    assert "Closed on" in text(client.get(f"{call.event.path}call/"))
    late = desk.post(
        at(call, "reopen/"), {"until_on": "2020-01-01", "until_clock": "10:00", **once()}
    )
    assert late.status_code == 422
    day = (timezone.localdate() + dt.timedelta(days=5)).isoformat()
    assert (
        desk.post(
            at(call, "reopen/"), {"until_on": day, "until_clock": "10:00", **once()}
        ).status_code
        == 302
    )
    assert "Open until" in text(client.get(f"{call.event.path}call/"))


def test_kinds_and_questions_are_added_changed_and_removed_unless_used(
    desk: Client, call: Call
) -> None:
    a_submission(call)
    desk.post(at(call, "asked/kind/"), {"name_fr": "Affiche", "becomes": "talk", **once()})
    choice = {
        "words_en": "Where from?",
        "kind": "choice",
        "choices_en": "Here\nElsewhere",
        "compulsory": "on",
        **once(),
    }
    assert (
        desk.post(at(call, "asked/question/"), choice | {"choices_en": "Here"}).status_code == 422
    )
    desk.post(at(call, "asked/question/"), choice)
    page = text(desk.get(at(call, "asked/")))
    for words in ("Affiche", "Where from?", "required", "visible to reviewers"):
        assert words in page
    with hats.system("test"):
        kind, question = (
            SubmissionKind.objects.get(name_fr="Affiche"),
            Question.objects.get(words_en="Where from?"),
        )
        used, asked = call.kinds.first(), call.questions.first()
    desk.post(
        at(call, f"asked/kind/{kind.key}/"),
        {"name_fr": "Poster", "minutes": "5", "becomes": "talk", **once()},
    )
    assert fresh(kind).name_fr == "Poster"
    for what, rows in (("kind", (kind, used)), ("question", (question, asked))):
        for row in rows:
            desk.post(at(call, f"asked/{what}/{row.key if row else ''}/remove/"), once())
    with hats.system("test"):
        assert not SubmissionKind.objects.filter(pk=kind.pk).exists()
        assert not Question.objects.filter(pk=question.pk).exists()
        assert (call.kinds.count(), call.questions.count()) == (2, 2)
    assert desk.get(at(call, "asked/kind/nobody/")).status_code == 404


def test_what_a_draft_that_nobody_else_sees_has_chosen_is_not_removed(
    desk: Client, call: Call, amel: Person
) -> None:
    a_submission(call, amel, state="draft")
    with hats.system("test"):
        kind, question = call.kinds.first(), call.questions.first()
    for what, row in (("kind", kind), ("question", question)):
        assert row is not None
        page = desk.post(at(call, f"asked/{what}/{row.key}/remove/"), once(), follow=True)
        assert "Someone has already used this" in text(page)
        assert fresh(row).key == row.key


def test_those_who_do_not_prepare_the_event_find_none_of_these_pages(
    client: Client, as_person: As, amel: Person, desk: Client, call: Call
) -> None:
    one, kind = a_submission(call), fresh(call).kinds
    with hats.system("test"):
        key = kind.first().key
    ends = (
        "",
        "change/",
        "close/",
        "reopen/",
        "asked/",
        "asked/kind/",
        f"asked/kind/{key}/",
        f"asked/kind/{key}/remove/",
        "asked/question/",
        "letters/",
        "readers/",
        "contributions/",
        "contributions.csv",
        "contributions/tell/",
        "contributions/place/",
        f"contributions/{one.key}/",
    )
    assert {end: desk.get(at(call, end)).status_code for end in ends} == dict.fromkeys(ends, 200)
    assert {end: as_person(amel).get(at(call, end)).status_code for end in ends} == dict.fromkeys(
        ends, 404
    )
    assert {client.get(at(call, end)).status_code for end in ends} == {302}
    for end in ("contributions/decide/", "readers/ask/", "readers/share/"):
        assert as_person(amel).post(at(call, end), once()).status_code == 404
