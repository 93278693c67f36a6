"""How long things are stored: as data with a source, changed with a reason, run by a job."""

import datetime as dt
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from entrepairs.accounts.models import Account, Session
from entrepairs.core import hats
from entrepairs.ledger.models import Consent, Deed, Look
from entrepairs.ledger.transactions import NotPossible
from entrepairs.mandates.models import Mandate
from entrepairs.meetings.tests.making import a_held_meeting
from entrepairs.notices.models import Notice
from entrepairs.people.models import Affiliation, Person
from entrepairs.rights import idle, retention, settling
from entrepairs.rights.models import Departure, RetentionChange
from entrepairs.tests.access.rows import make_rows
from entrepairs.tests.posting import As

MONTH = dt.timedelta(days=31)


def test_each_rule_has_its_source_and_was_checked_within_two_years() -> None:
    reports = {"reports", "reports_shown", "rulings", "appeals", "calls"}
    requests = {"requests", "requests_off", "requests_words"}
    assert set(retention.rules()) == {"looks", "consents", "meetings"} | reports | requests | {
        "account"
    }
    for rule in retention.rules().values():
        assert rule.source
        assert rule.fr != rule.en
        assert timezone.localdate() - rule.checked_on < dt.timedelta(days=730)


def looked(viewer: Person, owner: Person, months: int) -> Look:
    at = timezone.now() - months * MONTH
    return Look.objects.create(viewer=viewer.pk, owner=owner.pk, at=at)


def test_what_is_older_than_its_rule_is_forgotten_and_the_rest_stays(
    amel: Person, bruno: Person, network: Any
) -> None:
    now = timezone.now()
    with hats.system("test"):
        old, new = looked(bruno, amel, 13), looked(bruno, amel, 11)
        ended = {"given_at": now - 90 * MONTH, "withdrawn_at": now - 61 * MONTH}
        Consent.objects.create(person=amel.pk, what="name", audience=3, language="fr", **ended)
        Consent.objects.create(
            person=amel.pk, what="place", audience=3, language="fr", given_at=now - 90 * MONTH
        )
    held = a_held_meeting(network.pair, amel, bruno, title="Au canal", where="Quai 3")
    retention.forget_old()
    with hats.system("test"):
        assert list(Look.objects.all()) == [new]
        assert old.pk
        assert [row.what for row in Consent.objects.all()] == ["place"]
        held.refresh_from_db()
        assert (held.title, held.where) == ("Au canal", "Quai 3")
    retention.forget_old(now + 13 * MONTH)
    with hats.system("test"):
        held.refresh_from_db()
        assert (held.title, held.where, held.held) == ("", "", True)
        assert not Look.objects.exists()


def test_the_administrator_changes_a_rule_with_a_reason_and_everyone_reads_it(
    amel: Person, bruno: Person, client: Client
) -> None:
    assert "who viewed your profile" in client.get("/privacy/").text
    assert "1 year" in client.get("/privacy/").text
    retention.change_rule("looks", 6, "Décision du bureau du 3 mars")
    with hats.system("test"):
        assert RetentionChange.objects.get().reason == "Décision du bureau du 3 mars"
        looked(bruno, amel, 7)
    assert "182 days" in client.get("/privacy/").text
    retention.forget_old()
    with hats.system("test"):
        assert not Look.objects.exists()
    assert retention.read_months()["looks"] == 6


def idle_since(person: Person, months: int, now: dt.datetime) -> None:
    """Their last visit was so long ago, and so is all they did."""
    then = now - months * MONTH
    with hats.system("test"):
        Person.objects.filter(pk=person.pk).update(created_at=then - 90 * MONTH)
        Account.objects.filter(person=person).update(last_login=then)
        Session.objects.filter(account__person=person).delete()
        Deed.objects.filter(by_person=person.pk).update(at=then)


def departures() -> dict[str, str]:
    with hats.system("test"):
        return dict(Departure.objects.values_list("person__name", "kind"))


def test_who_was_not_here_for_22_months_is_warned_and_two_months_later_erased(
    amel: Person, bruno: Person, claire: Person, as_person: As, network: Any
) -> None:
    now = timezone.now()
    for person, months in ((amel, 23), (bruno, 23), (claire, 21)):
        idle_since(person, months, now)
    assert idle.warn_idle(now) == 2
    assert idle.warn_idle(now) == 0  # once
    assert departures() == {"Amel": "idle", "Bruno": "idle"}
    with hats.system("test"):
        assert Notice.objects.filter(kind="idle").count() == 2
    assert settling.settle_due(now + dt.timedelta(days=59)) == 0
    page = as_person(bruno).get("/today/").text
    assert "Your account will be erased: you have not come for long" in page
    done = as_person(bruno).post("/me/data/keep/", {"once": uuid4()}, follow=True)
    assert "Your account is kept." in done.text
    assert departures() == {"Amel": "idle"}
    assert settling.settle_due(now + 2 * MONTH) == 1
    with hats.system("test"):
        assert not Person.objects.filter(pk=amel.pk).exists()
        assert Person.objects.filter(pk=bruno.pk).exists()
    assert retention.forgotten_lately()["account"] == 1


def test_who_comes_back_is_not_erased_even_without_a_press(
    amel: Person, bruno: Person, as_person: As
) -> None:
    now = timezone.now()
    for person in (amel, bruno):
        idle_since(person, 23, now)
    idle.warn_idle(now)
    as_person(amel)  # a session that is new
    assert settling.settle_due(now + 2 * MONTH) == 1
    assert departures() == {}
    with hats.system("test"):
        assert Person.objects.filter(pk=amel.pk).exists()
        assert not Person.objects.filter(pk=bruno.pk).exists()


def test_without_an_account_an_organisation_or_a_mandate_is_contact_enough(
    david: Person, network: Any
) -> None:
    now = timezone.now()
    with hats.system("test"):
        make_rows(network)
        alone, member = (Person.objects.create(name=name) for name in ("Seul", "Membre"))
        Affiliation.objects.create(organisation=network.escale, person=member)
        Person.objects.update(created_at=now - 90 * MONTH)
        holders = set(
            Mandate.objects.filter(
                accepted_at__isnull=False, ended_at=None, withdrawn_at=None, until__gte=now
            ).values_list("person", flat=True)
        )
    assert david.pk in holders
    for pk in holders:
        idle_since(Person(pk=pk), 40, now)
    idle.warn_idle(now)
    with hats.system("test"):
        warned = set(Departure.objects.filter(kind="idle").values_list("person", flat=True))
    assert alone.pk in warned
    assert not warned & {member.pk, *holders}


@given(months=st.integers(3, 60), ago=st.integers(0, 90))
def test_a_warning_comes_two_months_before_the_time_whatever_the_rule(
    months: int, ago: int
) -> None:
    now = timezone.now()
    with patch.object(retention, "months_now", return_value={"account": months}):
        before = idle.warn_before(now)
    last = now - ago * retention.A_MONTH
    assert (last < before) == (ago > months - 2)


def test_the_administrator_keeps_accounts_longer_and_never_too_short_to_warn(amel: Person) -> None:
    now = timezone.now()
    idle_since(amel, 23, now)
    idle.warn_idle(now)
    assert departures() == {"Amel": "idle"}
    with pytest.raises(NotPossible, match="told before"):
        retention.change_rule("account", 2, "Trop court")
    retention.change_rule("account", 36, "Décision de l’assemblée")
    idle.warn_idle(now)
    assert departures() == {}
    retention.change_rule("account", 12, "Décision de l’assemblée")
    assert idle.warn_idle(now) > 1
    assert departures()["Amel"] == "idle"
