"""Submissions: sent with or without an account, changed until the close, withdrawn."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from entrepairs.calls import notifications
from entrepairs.calls.models import Answer, Call, Submission, SubmissionAuthor, Submitter
from entrepairs.calls.secret_links import path_of, secret_of
from entrepairs.calls.tests.calling import (
    DAY,
    MANY,
    a_decision,
    a_submission,
    fresh,
    said,
    sent,
    submit,
)
from entrepairs.core import hats
from entrepairs.events.models import Event
from entrepairs.ledger.models import Deed
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, once, text


def test_without_an_account_one_sends_and_has_a_page_of_ones_own(
    client: Client, call: Call
) -> None:
    one, path = sent(client, call, name_2="Ali", affiliation_2="")
    assert (one.state, one.title, one.summary) == ("sent", "Marcher ensemble", MANY)
    with hats.system("test"):
        submitter = Submitter.objects.get()
        assert (submitter.person_id, submitter.mail) == (None, "zoe@mail.example")
        assert [(a.name, a.presents) for a in one.authors.all()] == [
            ("Zoé Le Goff", True),
            ("Ali", False),
        ]
        assert [a.text for a in one.answers.all()] == ["Un tableau", "Oui"]
    page = text(client.get(path))
    for words in (
        "Marcher ensemble",
        "Zoé Le Goff",
        "Un tableau",
        "We have received it",
        "noindex",
        "Withdraw my contribution",
    ):
        assert words in page


def test_the_database_knows_only_the_hash_of_the_secret_address(client: Client, call: Call) -> None:
    one, path = sent(client, call)
    secret = path.strip("/").partition(".")[2]
    with hats.system("test"), connection.cursor() as cursor:
        cursor.execute("select row_to_json(s)::text from calls_submitter s")
        row = cursor.fetchone()[0]
    assert len(secret) == 20
    assert secret not in row
    assert "zoe@mail.example" not in row
    for wrong in (path_of(one.key), path_of(one.key, "a" * 20), path_of("a" * 14, secret)):
        for end in ("", "change/", "withdraw/"):
            assert client.get(wrong + end).status_code == 404
    assert client.post(f"{path_of(one.key, 'b' * 20)}withdraw/", once()).status_code == 404
    assert fresh(one).state == "sent"


def test_the_secret_address_is_mailed_at_once_and_says_nothing_else(
    client: Client, call: Call, settings: Any
) -> None:
    settings.ORIGIN = "https://pairs.example"
    one, path = sent(client, call)
    assert notifications.tell_submitters() == 1
    assert notifications.tell_submitters() == 0
    letter = mail.outbox[0]
    assert letter.to == ["zoe@mail.example"]
    assert f"https://pairs.example{path}" in str(letter.body)
    assert one.title not in str(letter.body) + letter.subject
    assert call.event.title_fr not in str(letter.body) + letter.subject


@pytest.mark.parametrize("with_an_account", [True, False])
def test_the_same_form_sent_twice_is_one(
    client: Client, as_person: As, amel: Person, call: Call, with_an_account: bool
) -> None:
    who, form = as_person(amel) if with_an_account else client, said(call)
    paths = {who.post(f"{call.event.path}call/offer/", form)["Location"] for _ in range(2)}
    assert len(paths) == 1
    with hats.system("test"):
        assert Submission.objects.count() == 1


@pytest.mark.parametrize("with_an_account", [True, False])
def test_it_is_changed_until_the_close_and_not_after(
    client: Client, as_person: As, amel: Person, call: Call, with_an_account: bool
) -> None:
    who = as_person(amel) if with_an_account else client
    one, path = sent(who, call)
    assert "Zoé Le Goff" in text(who.get(f"{path}change/"))
    changed = said(call, title="Marcher loin", name_1="Zoé", name_2="Lise")
    assert who.post(f"{path}change/", changed)["Location"] == path
    with hats.system("test"):
        assert [a.name for a in one.authors.all()] == ["Zoé", "Lise"]
        Call.objects.update(closes_at=timezone.now() - dt.timedelta(seconds=1))
    assert fresh(one).title == "Marcher loin"
    late = who.post(
        f"{path}change/", said(call, title="Trop tard", name_1="Vous n’avez bloqué personne")
    )
    assert late.status_code == 422
    assert "The call is not open" in text(late)
    assert "Trop tard" in text(late)
    assert fresh(one).title == "Marcher loin"
    with hats.system("test"):
        assert [a.name for a in one.authors.all()] == ["Zoé", "Lise"]


def test_after_the_close_what_was_typed_comes_back_with_the_reason(
    client: Client, call: Call
) -> None:
    client.get(f"{call.event.path}call/offer/")
    with hats.system("test"):
        Call.objects.update(closes_at=timezone.now())
    answer = submit(client, call)
    assert answer.status_code == 422
    assert "The call is not open" in text(answer)
    assert MANY in text(answer)
    with hats.system("test"):
        assert Submission.objects.count() == 0
    assert client.get(f"{call.event.path}call/offer/")["Location"] == f"{call.event.path}call/"


def test_it_is_withdrawn_after_asking_and_forgets_from_whom_it_was(
    client: Client, call: Call
) -> None:
    one, path = sent(client, call)
    with hats.system("test"):
        Call.objects.update(closes_at=timezone.now())
    assert "Withdraw this contribution?" in text(client.get(f"{path}withdraw/"))
    for _ in range(2):
        assert client.post(f"{path}withdraw/", once())["Location"] == path
    with hats.system("test"):
        assert (
            SubmissionAuthor.objects.count(),
            Answer.objects.count(),
            Submitter.objects.get().mail,
        ) == (0, 0, "")
    assert (fresh(one).state, fresh(one).summary, fresh(one).title) == (
        "withdrawn",
        "",
        "Marcher ensemble",
    )
    assert "You withdrew it" in text(client.get(path))
    assert client.post(f"{path}change/", said(call))["Location"] == path
    assert fresh(one).state == "withdrawn"


def test_a_person_has_a_list_a_draft_and_sends_it_later(
    as_person: As, amel: Person, bruno: Person, call: Call
) -> None:
    signed_in = as_person(amel)
    assert "No contributions yet" in text(signed_in.get("/events/contributions/"))
    assert 'value="Amel"' in text(signed_in.get(f"{call.event.path}call/offer/"))
    one, path = sent(signed_in, call, keep="1", summary="", kind="", name_1="Amel B.", me_1="on")
    assert (one.state, path) == ("draft", path_of(one.key))
    assert "It has not been submitted yet" in text(signed_in.get(path))
    assert "Marcher ensemble" in text(signed_in.get("/events/contributions/"))
    for other in (as_person(bruno), Client()):
        assert other.get(path).status_code == 404
    signed_in.post(f"{path}change/", said(call, name_1="Amel B.", me_1="on"))
    assert fresh(one).state == "sent"
    with hats.system("test"):
        assert (one.submitter.person_id, one.submitter.digest, one.submitter.mail) == (
            amel.pk,
            None,
            "",
        )
        assert one.authors.get().person_id == amel.pk
        verbs = set(
            Deed.objects.filter(by_person=amel.pk, room="calls").values_list("verb", flat=True)
        )
    assert verbs == {"keep_draft", "change_submission"}


def test_the_page_of_the_event_leads_to_its_call(client: Client, call: Call) -> None:
    assert f"{call.event.path}call/" in text(client.get(call.event.path))
    page = text(client.get(f"{call.event.path}call/"))
    for words in (
        "Open until",
        "Racontez.",
        "Written in French only.",
        "Talk",
        "call/offer/",
    ):
        assert words in page
    with hats.system("test"):
        Event.objects.filter(pk=call.event_id).update(state="cancelled")
    assert f"{call.event.path}call/" not in text(client.get(call.event.path))


def test_it_is_accepted_then_its_authors_say_that_they_come(
    client: Client, as_person: As, amel: Person, call: Call
) -> None:
    one, path = sent(client, call)
    for decided in (False, True):
        if decided:
            a_decision(one)
        client.post(f"{path}comes/", once())
        assert bool(fresh(one).comes_at) is decided
    assert "You will come" in text(client.get(path))
    two, path = sent(as_person(amel), call, me_1="on")
    a_decision(two)
    assert "my name links to my profile" in text(as_person(amel).get(path))
    as_person(amel).post(f"{path}comes/", {**once(), "linked": "on"})
    with hats.system("test"):
        assert two.authors.get().linked


def test_a_year_after_the_event_what_people_without_an_account_told_is_deleted(
    client: Client, as_person: As, amel: Person, call: Call
) -> None:
    refused, _ = sent(client, call)
    accepted, _ = sent(client, call, title="Gardé")
    kept, _ = sent(as_person(amel), call)
    draft, _ = sent(as_person(amel), call, keep="1")
    a_decision(refused, "refused")
    a_decision(accepted)
    for days, names in ((365, 4), (366, 2)):
        after = dt.datetime.combine(call.event.ends_on + days * DAY, dt.time(12), tzinfo=dt.UTC)
        notifications.forget_submitters(after)
        with hats.system("test"):
            assert SubmissionAuthor.objects.count() == names
    with hats.system("test"):
        assert not Submission.objects.filter(pk=draft.pk).exists()
        assert [(s.mail, s.digest) for s in Submitter.objects.order_by("pk")] == [("", None)] * 3
        assert {a.submission_id for a in SubmissionAuthor.objects.all()} == {accepted.pk, kept.pk}
    assert client.get(path_of(refused.key, secret_of(refused.key))).status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_my_list_asks_as_much_for_thirty_as_for_one(
    as_person: As, amel: Person, call: Call, queries: Any, rows: int
) -> None:
    for _ in range(rows):
        a_decision(a_submission(call, amel))
    signed_in = as_person(amel)
    signed_in.get("/events/contributions/")
    with queries() as made:
        assert signed_in.get("/events/contributions/").status_code == 200
    assert len(made) == 6
