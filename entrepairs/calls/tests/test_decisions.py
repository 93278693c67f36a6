"""Those who prepare the event: the table, decided, told, put in the programme, exported."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from entrepairs.calls import notifications
from entrepairs.calls.actions import decisions
from entrepairs.calls.models import Call, Submission, SubmissionDecision
from entrepairs.calls.tests.calling import (
    a_decision,
    a_reader,
    a_review,
    a_submission,
    at,
    said,
)
from entrepairs.core import hats
from entrepairs.events.models import Event
from entrepairs.ledger.transactions import NotPossible
from entrepairs.notices.models import Notice
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, once, text


def decide(desk: Client, call: Call, outcome: str, *those: Submission) -> Any:
    return desk.post(
        at(call, "contributions/decide/"),
        {"outcome": outcome, "one": [one.key for one in those], **once()},
    )


def outcome(one: Submission) -> tuple[str, bool] | None:
    with hats.system("test"):
        found = SubmissionDecision.objects.filter(submission=one).first()
        return None if found is None else (found.outcome, found.told_at is not None)


# What was sent


def test_the_table_is_empty_then_filtered_by_state_and_kind(
    desk: Client, call: Call, amel: Person
) -> None:
    assert "No contributions yet" in text(desk.get(at(call, "contributions/")))
    with hats.system("test"):
        workshop = call.kinds.get(name_fr="Atelier")
    a_submission(call, amel, title="Brouillon d’Amel", state="draft")
    rows = {
        name: a_submission(call, title=name)
        for name in ("Rien", "Oui", "Non", "Peut-être", "Parti")
    }
    a_submission(call, title="Un atelier", kind=workshop)
    a_decision(rows["Oui"])
    a_decision(rows["Non"], "refused", told=False)
    a_decision(rows["Peut-être"], "waiting")
    with hats.system("test"):
        Submission.objects.filter(pk=rows["Parti"].pk).update(state="withdrawn")
    wanted = {
        "": {*rows, "Un atelier"},
        "?state=undecided": {"Rien", "Un atelier"},
        "?state=accepted": {"Oui"},
        "?state=untold": {"Non"},
        "?state=withdrawn": {"Parti"},
        "?state=waiting": {"Peut-être"},
        f"?kind={workshop.key}": {"Un atelier"},
        "?state=coming": set(),
        "?state=%00&kind=x%00": set(),
    }
    for query, titles in wanted.items():
        page = text(desk.get(at(call, f"contributions/{query}")))
        assert {
            title for title in {*rows, "Un atelier"} if f"<strong>{title}</strong>" in page
        } == titles, query
        assert "Brouillon" not in page


def test_reviews_stand_side_by_side_with_how_many_are_in(
    desk: Client, call: Call, amel: Person, eve: Person
) -> None:
    one = a_submission(call)
    a_review(one, a_reader(call, amel), for_organisers="À garder")
    a_review(one, a_reader(call, eve), advice="refuse", for_organisers="À revoir")
    assert "2 of 2 reviews" in text(desk.get(at(call, "contributions/")))
    page = text(desk.get(at(call, f"contributions/{one.key}/")))
    for words in ("À garder", "À revoir", "Amel", "Eve", "2 of 2 reviews", "Lise Martin"):
        assert words in page


@pytest.mark.parametrize("rows", [1, 30])
def test_pages_ask_as_much_for_thirty_as_for_one(
    desk: Client, call: Call, amel: Person, eve: Person, queries: Any, rows: int
) -> None:
    readers = [a_reader(call, who) for who in (amel, eve)]
    for _ in range(rows):
        one = a_submission(call, None, "Lise", "Ali")
        for reader in readers:
            a_review(one, reader)
        a_decision(one, told=False)
    found = {}
    for end in (
        "",
        "contributions/",
        f"contributions/{one.key}/",
        "contributions/tell/",
        "readers/",
        "contributions.csv",
    ):
        desk.get(at(call, end))
        with queries() as made:
            assert desk.get(at(call, end)).status_code == 200
        found[end] = len(made)
    assert max(found.values()) <= 10, found


# Decided, told


def test_several_are_decided_at_once_and_nobody_is_told_yet(
    desk: Client, call: Call, amel: Person, claire: Person
) -> None:
    one, two, own = a_submission(call, amel), a_submission(call), a_submission(call, claire)
    assert "Select at least one" in text(
        desk.post(at(call, "contributions/decide/"), {"outcome": "accepted", **once()}, follow=True)
    )
    decide(desk, call, "accepted", one, two, own)
    assert [outcome(each) for each in (one, two, own)] == [
        ("accepted", False),
        ("accepted", False),
        None,
    ]
    decide(desk, call, "refused", two)
    assert outcome(two) == ("refused", False)
    decide(desk, call, "nonsense", two)
    assert outcome(two) == ("refused", False)
    with hats.system("test"):
        assert Notice.objects.count() == 0
    assert notifications.tell_submitters() == 1  # that it arrived
    assert "bien reçu" in mail.outbox[0].subject


def test_one_is_accepted_as_another_kind(desk: Client, call: Call) -> None:
    with hats.system("test"):
        workshop = call.kinds.get(name_fr="Atelier")
    one = a_submission(call)
    decide(desk, call, f"accepted:{workshop.key}", one)
    with hats.system("test"):
        assert SubmissionDecision.objects.get().kind_id == workshop.pk
    assert "Atelier" in text(desk.get(at(call, f"contributions/{one.key}/")))
    assert "Atelier. Merci" in text(desk.get(at(call, "contributions/tell/")))


def test_everyone_is_told_in_their_language_by_a_notice_or_a_mail_once(
    desk: Client, as_person: As, client: Client, call: Call, amel: Person
) -> None:
    mine = a_submission(call, amel, answer_in="en")
    path = client.post(f"{call.event.path}call/offer/", said(call, title="Une marche"))["Location"]
    with hats.system("test"):
        theirs = Submission.objects.get(title="Une marche")
        Submission.objects.filter(pk=theirs.pk).update(answer_in="fr")
    notifications.tell_submitters()
    decide(desk, call, "accepted", mine)
    decide(desk, call, "refused", theirs)
    words = {
        f"{name}_{language}": ""
        for name in ("accepted", "waiting", "refused")
        for language in ("fr", "en")
    }
    desk.post(
        at(call, "letters/"),
        {**words, "accepted_en": "Welcome with {title} as {kind} to {event}!", **once()},
    )
    page = text(desk.get(at(call, "contributions/tell/")))
    assert "Welcome with Marcher ensemble as Talk to Among peers" in page
    assert 'lang="fr"' in page
    for _ in range(2):
        desk.post(at(call, "contributions/tell/"), once())
        notifications.tell_submitters()
    with hats.system("test"):
        notice = Notice.objects.get()
    assert (notice.person_id, notice.kind) == (amel.pk, "decision")
    assert "been answered" in text(as_person(amel).get("/today/"))
    assert "Welcome with" in text(as_person(amel).get(notice.path))
    assert [letter.to for letter in mail.outbox] == [["zoe@mail.example"]] * 2
    assert path in str(mail.outbox[1].body)
    assert "refused" in text(client.get(path))


def test_what_was_told_stays_but_for_the_waiting_list(
    desk: Client, call: Call, amel: Person
) -> None:
    refused, waiting = a_submission(call, amel), a_submission(call, amel)
    a_decision(refused, "refused")
    a_decision(waiting, "waiting")
    decide(desk, call, "accepted", refused, waiting)
    assert [outcome(each) for each in (refused, waiting)] == [
        ("refused", True),
        ("accepted", False),
    ]
    desk.post(at(call, "contributions/tell/"), once())
    assert outcome(waiting) == ("accepted", True)
    with hats.system("test"):
        assert Notice.objects.filter(person=amel, kind="decision").count() == 1


def test_what_is_withdrawn_is_neither_decided_nor_told(desk: Client, call: Call) -> None:
    one, two = a_submission(call), a_submission(call)
    a_decision(one, told=False)
    with hats.system("test"):
        Submission.objects.update(state="withdrawn")
    decide(desk, call, "accepted", two)
    desk.post(at(call, "contributions/tell/"), once())
    assert (outcome(one), outcome(two)) == (("accepted", False), None)


def test_a_cancelled_event_keeps_what_was_sent_for_those_who_prepare_it(
    desk: Client, call: Call
) -> None:
    a_submission(call)
    with hats.system("test"):
        Event.objects.filter(pk=call.event_id).update(state="cancelled")
    assert "does not take place" in text(desk.get(at(call)))
    assert "Marcher ensemble" in text(desk.get(at(call, "contributions/")))


def test_accepting_before_all_reviews_are_there_is_asked_in_words(
    desk: Client, call: Call, amel: Person, eve: Person
) -> None:
    read, half = a_submission(call, title="Lue"), a_submission(call, title="À moitié")
    readers = a_reader(call, amel), a_reader(call, eve)
    for reader in readers:
        a_review(read, reader)
    a_review(half, readers[0])
    asked = decide(desk, call, "accepted", read, half)
    assert "Accept before all the reviews have arrived?" in text(asked)
    assert "À moitié: 1 of 2 reviews" in text(asked)
    assert "Lue:" not in text(asked)
    assert outcome(read) is outcome(half) is None
    with hats.person(int(desk.session["person"])), pytest.raises(NotPossible, match="À moitié"):
        decisions.decide_submissions(
            call=call, keys=[half.key], outcome="accepted", kind=None, once=None,
            by=int(desk.session["person"]),
        )  # fmt: skip
    desk.post(
        at(call, "contributions/decide/"),
        {"outcome": "accepted", "one": [read.key, half.key], "sure": "yes", **once()},
    )
    assert outcome(read) == outcome(half) == ("accepted", False)
    assert decide(desk, call, "refused", half).status_code == 302
