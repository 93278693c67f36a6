"""The form of a submission: nothing typed is lost, and nothing is sent that cannot be."""

import pytest
from django.test import Client
from django.utils import timezone

from entrepairs.calls.models import Call, Submission
from entrepairs.calls.tests.calling import (
    DAY,
    MANY,
    a_submission,
    sent,
    submit,
)
from entrepairs.core import hats
from entrepairs.events.models import Event
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "This field is required"),
        ({"summary": "m" * 501}, "It is 501 characters long"),
        ({"summary": " "}, "Write a summary"),
        (
            {"name_1": "", "affiliation_1": "", "presents_1": "", "name_3": ""},
            "Give at least one author",
        ),
        ({"affiliation_2": "GEM"}, "Give the name of this author"),
        ({"kind": "nothing"}, "Select a valid choice"),
        ({"mail": "nowhere"}, "valid email"),
        ({"mail": ""}, "This field is required"),
        ({"title": "t" * 301}, "at most 300"),
    ],
)
def test_nothing_is_lost_on_bad_input(
    client: Client, call: Call, wrong: dict[str, str], words: str
) -> None:
    answer = submit(
        client, call, **{"title": "Titre à garder", "name_3": "Marie à garder", **wrong}
    )
    assert answer.status_code == 422
    assert words in text(answer)
    assert "Marie à garder" in text(answer) or "name_3" in wrong
    assert MANY in text(answer) or "summary" in wrong
    with hats.system("test"):
        assert Submission.objects.count() == 0


def test_more_authors_are_asked_for_without_losing_a_word(client: Client, call: Call) -> None:
    answer = submit(client, call, more="1", title="Titre", name_2="Ali")
    assert answer.status_code == 200
    for words in ("Titre", MANY, "Zoé Le Goff", "Ali", 'name="name_5"'):
        assert words in text(answer)


def test_names_of_all_scripts_and_a_summary_of_the_very_length(client: Client, call: Call) -> None:
    one, _path = sent(
        client, call, name_1="مريم", summary=f"{'a' * 249}\r\n{'é' * 250}", title="😀" * 300
    )
    assert len(one.summary) == 500
    with hats.system("test"):
        assert one.authors.get().name == "مريم"


@pytest.mark.parametrize("how", ["draft", "cancelled", "soon", "closed"])
def test_nothing_is_sent_to_a_call_that_is_not_open(client: Client, call: Call, how: str) -> None:
    now = timezone.now()
    with hats.system("test"):
        if how in {"draft", "cancelled"}:
            Event.objects.filter(pk=call.event_id).update(state=how)
        else:
            when = {"soon": (now + DAY, now + 2 * DAY), "closed": (now - 2 * DAY, now - DAY)}[how]
            Call.objects.update(opens_at=when[0], closes_at=when[1])
    page, answer = client.get(f"{call.event.path}call/"), submit(client, call)
    assert (page.status_code, answer.status_code) == ((404, 404) if how == "draft" else (200, 422))
    if how != "draft":
        words = {
            "cancelled": "does not take place",
            "soon": "Opens on",
            "closed": "Closed on",
        }[how]
        assert words in text(page)
        assert "call/offer/" not in text(page)
        assert MANY in text(answer)
    with hats.system("test"):
        assert Submission.objects.count() == 0


def test_somebody_who_sends_without_end_is_stopped(
    client: Client, as_person: As, amel: Person, call: Call
) -> None:
    statuses = [submit(client, call, title="").status_code for _ in range(12)]
    assert (statuses[0], statuses[-1]) == (422, 429)
    for _ in range(20):
        a_submission(call, amel)
    answer = submit(as_person(amel), call)
    assert answer.status_code == 422
    assert "You have sent 20 contributions" in text(answer)
