"""How long things are stored: as data with a source, changed with a reason, run by a job."""

import datetime as dt
from typing import Any

from django.test import Client
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.ledger.models import Consent, Look
from entrepairs.meetings.tests.making import a_held_meeting
from entrepairs.people.models import Person
from entrepairs.rights import retention
from entrepairs.rights.models import RetentionChange

MONTH = dt.timedelta(days=31)


def test_each_rule_has_its_source_and_was_checked_within_two_years() -> None:
    reports = {"reports", "reports_shown", "rulings", "appeals", "calls"}
    requests = {"requests", "requests_off", "requests_words"}
    assert set(retention.rules()) == {"looks", "consents", "meetings"} | reports | requests
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
    assert "365 days" in client.get("/privacy/").text
    retention.change_rule("looks", 6, "Décision du bureau du 3 mars")
    with hats.system("test"):
        assert RetentionChange.objects.get().reason == "Décision du bureau du 3 mars"
        looked(bruno, amel, 7)
    assert "182 days" in client.get("/privacy/").text
    retention.forget_old()
    with hats.system("test"):
        assert not Look.objects.exists()
    assert retention.read_months()["looks"] == 6
