"""A place at an event: asked for with or without an account, waited for, given back, forgotten."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.core.sql_functions import call_function
from entrepairs.events.models import Event
from entrepairs.ledger.models import Deed
from entrepairs.ledger.transactions import NotPossible
from entrepairs.notices.models import Notice
from entrepairs.people.models import Person
from entrepairs.registrations import actions, notifications
from entrepairs.registrations.models import Registration
from entrepairs.registrations.tests.registering import register, said, state
from entrepairs.tests.posting import As, once, text

DAY = dt.timedelta(days=1)


def test_somebody_without_an_account_has_a_place_and_a_page_for_it(
    client: Client, event: Event
) -> None:
    one = register(client, event)
    assert (one.state, one.person_id, one.name) == ("place", None, "Zoé")
    page = text(client.get(one.path))
    assert "You have a place" in page
    assert "Keep the address of this page" in page


def test_a_person_registers_under_the_name_they_choose_and_once(
    as_person: As, amel: Person, event: Event
) -> None:
    signed_in = as_person(amel)
    assert 'value="Amel"' in text(signed_in.get(f"{event.path}register/"))
    one = register(signed_in, event, name="Amel B.")
    assert (one.person_id, one.name) == (amel.pk, "Amel B.")
    assert signed_in.get(f"{event.path}register/")["Location"] == one.path
    again = signed_in.post(f"{event.path}register/", said())
    assert again["Location"] == one.path
    with hats.system("test"):
        assert Registration.objects.count() == 1
        assert Deed.objects.filter(by_person=amel.pk, verb="register").count() == 1


@pytest.mark.parametrize("with_an_account", [True, False])
def test_the_same_form_sent_twice_is_one_registration(
    client: Client, as_person: As, amel: Person, event: Event, with_an_account: bool
) -> None:
    who, form = as_person(amel) if with_an_account else client, said()
    first = who.post(f"{event.path}register/", form)
    second = who.post(f"{event.path}register/", form)
    assert first["Location"] == second["Location"]
    with hats.system("test"):
        assert Registration.objects.count() == 1


def test_who_comes_after_the_last_place_waits_and_moves_up_by_itself(
    client: Client, as_person: As, amel: Person, bruno: Person, event: Event
) -> None:
    first, second = register(client, event), register(client, event)
    third, fourth = register(as_person(amel), event), register(as_person(bruno), event)
    assert [state(one) for one in (first, second, third, fourth)] == [
        "place",
        "place",
        "waiting",
        "waiting",
    ]
    assert "You are first on the waiting list" in text(as_person(amel).get(third.path))
    assert "One person is before you" in text(as_person(bruno).get(fourth.path))
    assert "waiting list" in text(client.get(f"{event.path}register/"))
    client.post(f"{second.path}cancel/", once())
    assert [state(one) for one in (first, second, third, fourth)] == [
        "place",
        "cancelled",
        "place",
        "waiting",
    ]
    assert notifications.tell_registered() == 1
    with hats.system("test"):
        told = Notice.objects.get(person=amel)
    assert (told.kind, told.path) == ("place", third.path)
    assert notifications.tell_registered() == 0
    as_person(bruno).get(third.path)
    assert "it is now yours" in text(as_person(amel).get("/today/"))
    as_person(amel).get(third.path)
    assert "it is now yours" not in text(as_person(amel).get("/today/"))


NESTED = "hashjoin mergejoin hashagg sort indexscan bitmapscan indexonlyscan material memoize"


@pytest.mark.parametrize("without", ["", NESTED])
def test_more_places_go_to_those_who_wait(
    client: Client, claire: Person, event: Event, without: str
) -> None:
    """However the database plans it: a list that is read again for each row is another list."""
    everybody = [register(client, event) for _ in range(5)]
    with hats.person(claire.pk), connection.cursor() as cursor:
        for way in without.split():
            cursor.execute(f"set local enable_{way} = off")
        Event.objects.filter(pk=event.pk).update(capacity=4)
    assert [state(one) for one in everybody] == ["place"] * 4 + ["waiting"]
    with hats.person(claire.pk):
        Event.objects.filter(pk=event.pk).update(capacity=1)  # nobody loses a place
    assert [state(one) for one in everybody] == ["place"] * 4 + ["waiting"]


def test_the_person_who_waits_and_cancels_leaves_no_place(client: Client, event: Event) -> None:
    everybody = [register(client, event) for _ in range(4)]
    client.post(f"{everybody[2].path}cancel/", once())
    assert [state(one) for one in everybody] == ["place", "place", "cancelled", "waiting"]


def test_cancelling_asks_first_forgets_what_was_told_and_can_be_repeated(
    client: Client, event: Event
) -> None:
    one = register(client, event, needs="Un interprète", agreed="on", mail="zoe@mail.example")
    assert "Cancel my registration?" in text(client.get(f"{one.path}cancel/"))
    for _ in range(2):
        client.post(f"{one.path}cancel/", once())
    with hats.system("test"):
        one.refresh_from_db()
    assert (one.state, one.needs, one.mail, one.needs_agreed_at) == ("cancelled", "", "", None)
    assert "Register again" in text(client.get(one.path))


@pytest.mark.parametrize("signed_in", [True, False])
def test_after_the_event_nothing_is_cancelled_any_more(
    client: Client, as_person: As, amel: Person, event: Event, signed_in: bool
) -> None:
    who = as_person(amel) if signed_in else client
    one = register(who, event)
    assert "Cancel my place" in text(who.get(one.path))
    yesterday = timezone.localdate() - DAY
    with hats.system("test"):
        Event.objects.filter(pk=event.pk).update(starts_on=yesterday, ends_on=yesterday)
    page = who.get(one.path)
    assert page.status_code == 200
    assert "You have a place" in text(page)
    assert "Cancel my place" not in text(page)
    answer = who.post(f"{one.path}cancel/", once())
    assert (answer.status_code, answer["Location"]) == (302, one.path)
    with hats.person(amel.pk if signed_in else None):  # nor by the function alone
        assert call_function("cancel_registration", one.key) is False
    assert state(one) == "place"
    with hats.system("test"):
        assert not Deed.objects.filter(verb="cancel_registration").exists()


def test_needs_are_kept_only_with_a_yes_and_encrypted(client: Client, event: Event) -> None:
    answer = client.post(f"{event.path}register/", said(needs="Un interprète"))
    assert answer.status_code == 422
    assert "Un interprète" in text(answer)
    one = register(client, event, needs="Un interprète", agreed="on")
    assert (one.needs, one.needs_agreed_at is not None) == ("Un interprète", True)
    with hats.system("test"), connection.cursor() as cursor:
        cursor.execute("select needs from registrations_registration")
        assert "interprète" not in cursor.fetchone()[0]


@pytest.mark.parametrize("days", [30, 31])
def test_needs_and_addresses_are_forgotten_thirty_days_after(
    client: Client, event: Event, days: int
) -> None:
    one = register(client, event, needs="Un interprète", agreed="on", mail="zoe@mail.example")
    after = dt.datetime.combine(event.ends_on + days * DAY, dt.time(12), tzinfo=dt.UTC)
    notifications.forget_needs(after)
    with hats.system("test"):
        one.refresh_from_db()
    assert (one.needs, one.mail) == (
        ("", "") if days > 30 else ("Un interprète", "zoe@mail.example")
    )


@pytest.mark.parametrize(
    ("days", "kept"), [(29, {"came", "absent", "amel"}), (31, {"came", "amel"}), (370, {"amel"})]
)
def test_a_name_without_an_account_is_kept_no_longer_than_needed(
    client: Client, as_person: As, amel: Person, event: Event, days: int, kept: set[str]
) -> None:
    rows = {"came": register(client, event), "absent": register(client, event)}
    rows["amel"] = register(as_person(amel), event)
    with hats.system("test"):
        Registration.objects.filter(pk=rows["came"].pk).update(came_at=timezone.now())
    notifications.forget_names(
        dt.datetime.combine(event.ends_on + days * DAY, dt.time(12), tzinfo=dt.UTC)
    )
    with hats.system("test"):
        left = set(Registration.objects.values_list("pk", flat=True))
    assert {name for name, row in rows.items() if row.pk in left} == kept


def test_by_mail_one_is_told_where_one_stands_once(
    client: Client, event: Event, settings: Any
) -> None:
    settings.ORIGIN = "https://pairs.example"
    everybody = [register(client, event, mail=f"{n}@mail.example") for n in range(3)]
    assert notifications.tell_registered() == 3
    assert notifications.tell_registered() == 0
    assert [sent.to for sent in mail.outbox] == [[f"{n}@mail.example"] for n in range(3)]
    assert ["waiting list" in sent.subject for sent in mail.outbox] == [False, False, True]
    client.post(f"{everybody[0].path}cancel/", once())
    notifications.tell_registered()
    assert mail.outbox[-1].to == ["2@mail.example"]
    assert f"https://pairs.example{everybody[2].path}" in str(mail.outbox[-1].body)
    assert event.title_fr not in str(mail.outbox[-1].body)


@pytest.mark.parametrize("how", ["draft", "cancelled", "over", "closed"])
def test_nobody_registers_for_what_takes_none(client: Client, event: Event, how: str) -> None:
    yesterday = timezone.localdate() - DAY
    changes: dict[str, dict[str, Any]] = {
        "draft": {"state": "draft"},
        "cancelled": {"state": "cancelled"},
        "over": {"starts_on": yesterday, "ends_on": yesterday},
        "closed": {"registers": False},
    }
    with hats.system("test"):
        Event.objects.filter(pk=event.pk).update(**changes[how])
    answer = client.post(f"{event.path}register/", said())
    assert answer.status_code == (404 if how == "draft" else 302)
    assert client.get(f"{event.path}register/").status_code == {"draft": 404, "over": 200}.get(
        how, 302
    )
    if how in {"cancelled", "closed"}:
        assert "Registration is closed" in text(client.get(event.path))
    with hats.system("test"):
        assert Registration.objects.count() == 0
    with hats.person(None), pytest.raises(NotPossible):
        actions.register_for_event(
            event=event, name="Zoé", mail="", needs="", once=uuid4(), by=None
        )


def test_a_registration_whose_event_is_hidden_again_is_nowhere(
    client: Client, event: Event
) -> None:
    one = register(client, event)
    with hats.system("test"):
        Event.objects.filter(pk=event.pk).update(state="draft")
    assert client.get(one.path).status_code == 404


def test_the_page_of_the_event_leads_there_while_one_can_register(
    client: Client, as_person: As, claire: Person, event: Event
) -> None:
    assert f"{event.path}register/" in text(client.get(event.path))
    assert f"{event.path}registrations/" in text(as_person(claire).get(f"{event.path}prepare/"))
    with hats.system("test"):
        Event.objects.filter(pk=event.pk).update(state="cancelled")
    assert f"{event.path}register/" not in text(client.get(event.path))


def test_names_of_all_scripts_and_sizes(client: Client, event: Event) -> None:
    assert register(client, event, name="مريم").name == "مريم"
    answer = client.post(f"{event.path}register/", said(name="N" * 300))
    assert answer.status_code == 422
    assert "N" * 300 in text(answer)
