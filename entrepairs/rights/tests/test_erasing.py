"""Everything about a person is erased, and no backup brings it back."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.utils import timezone

from entrepairs.accounts.actions.code_issuing import issue_codes
from entrepairs.accounts.models import Account
from entrepairs.conversations.models import Message
from entrepairs.conversations.tests.making import make
from entrepairs.core import hats
from entrepairs.core.secret_links import digest
from entrepairs.files import storage
from entrepairs.ledger.models import Deed
from entrepairs.people.models import Person
from entrepairs.rights import certificates, erased_keys, erasing, settling
from entrepairs.rights.models import Departure, Erasure, Export
from entrepairs.rights.tests.traces import MARK, fill, find_traces, mark, numbers_left
from entrepairs.safeguarding.models import SentReport
from entrepairs.safeguarding.tests.making import reported, said
from entrepairs.tests.access.rows import make_rows
from entrepairs.tests.posting import As

# What no row of the access matrix is about Amel in: made here, or nobody can have it with the rest.
SIX = ("amel", "bruno", "claire", "david", "eve", "farid")


@pytest.fixture
def rows(network: Any) -> dict[str, Any]:
    with hats.system("test"):
        return make_rows(network)


@pytest.mark.parametrize("name", SIX)
def test_no_trace_is_left_of_any_of_the_six(rows: dict[str, Any], name: str) -> None:
    person = rows[name]
    with hats.system("test"):
        fill(person)
        mark(person)
        key = person.key
        assert len(find_traces(MARK)) > 5
        assert find_traces(key)
    erasing.erase_person(person.pk)
    with hats.system("test"):
        assert find_traces(MARK, key) == set()
        assert numbers_left(person.pk) == set()
        assert not Person.objects.filter(pk=person.pk).exists()


def test_among_the_six_every_table_about_a_person_has_rows(rows: dict[str, Any]) -> None:
    """So that the test above has searched it."""
    with hats.system("test"):
        fill(rows["amel"])
        assert set.intersection(*(mark(rows[name]) for name in SIX)) == set()


def test_what_the_others_wrote_and_did_stays_theirs(
    amel: Person, bruno: Person, network: Any, as_person: As
) -> None:
    make(network.pair, bruno, body="Merci Amel")
    make(network.pair, amel, body="De rien")
    with hats.system("test"):
        Deed.objects.create(by_person=bruno.pk, about_person=amel.pk, verb="invite", room="pairs")
    erasing.erase_person(amel.pk)
    with hats.person(bruno.pk):
        assert [row.body for row in Message.objects.all()] == ["Merci Amel 1"]
    assert "Merci Amel" in as_person(bruno).get(network.pair.path).text
    assert "someone" in as_person(bruno).get("/me/activity/").text


def prove(client: Client) -> None:
    session = client.session
    session["proved"] = int(timezone.now().timestamp())
    with hats.gate():
        session.save()


def give_secret(person: Person) -> None:
    """A name and four words: a way to show who they are."""
    with hats.gate():
        account = Account.objects.get(person=person.pk)
        account.username = "a-name"
        account.set_password("quatre mots bien secrets")
        account.save()


def test_amel_shows_who_she_is_and_is_erased_at_once(
    amel: Person, bruno: Person, as_person: As
) -> None:
    give_secret(amel)
    client = as_person(amel)
    assert client.get("/account/erase/").status_code == 302  # asked again who she is
    prove(client)
    assert "It happens at once." in client.get("/account/erase/").text
    answer = client.post("/account/erase/", {"once": uuid4()})
    page = Client(headers={"accept-language": "en"}).get(answer["Location"])
    assert "Everything about you was erased" in page.text
    assert "My name, language and time zone" in page.text
    assert "Amel" not in page.text
    assert client.get("/me/data/").status_code == 302  # nobody is signed in
    with hats.system("test"):
        assert not Person.objects.filter(pk=amel.pk).exists()
    assert Client().get("/erased/another/").status_code == 404


def test_without_a_second_way_one_waits_three_days_and_may_cancel(
    amel: Person, as_person: As
) -> None:
    client = as_person(amel)
    assert "you can cancel" in client.get("/account/erase/").text
    page = client.post("/account/erase/", {"once": uuid4()}, follow=True)
    assert "Everything about you will be erased on this day" in page.text
    assert "Everything about you will be erased" in client.get("/today/").text
    assert settling.settle_due(timezone.now()) == 0
    page = client.post("/me/data/call-off/", {"once": uuid4()}, follow=True)
    assert "Nothing will be erased." in page.text
    assert settling.settle_due(timezone.now() + timedelta(days=4)) == 0
    client.post("/account/erase/", {"once": uuid4()})
    assert settling.settle_due(timezone.now() + timedelta(days=4)) == 1
    with hats.system("test"):
        assert not Person.objects.filter(pk=amel.pk).exists()


def test_a_copy_that_waits_goes_with_its_bytes(
    amel: Person, settings: Any, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    settings.STORAGES = settings.STORAGES | {
        "files": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        }
    }
    place = storage.storage().save(storage.new_place(), ContentFile(b"zip"))
    now = timezone.now()
    with hats.system("test"):
        ready = {"ready_at": now, "until": now + timedelta(days=7), "place": place}
        Export.objects.create(person=amel, digest="d", **ready)
    with django_capture_on_commit_callbacks(execute=True):
        erasing.erase_person(amel.pk)
    assert not storage.is_kept(place)


def test_a_restored_backup_is_erased_again(
    amel: Person, bruno: Person, tmp_path: Path, settings: Any
) -> None:
    key = amel.key
    with transaction.atomic():
        erasing.erase_person(amel.pk)
        with hats.system("test"):
            assert Erasure.objects.get().digest == digest(key)
        erased_keys.add([digest(key)], tmp_path)
        transaction.set_rollback(True)  # as an older backup does
    assert erasing.erase_again(erased_keys.read(tmp_path)) == 1
    with hats.system("test"):
        assert not Person.objects.filter(key=key).exists()
        assert Person.objects.filter(pk=bruno.pk).exists()
        assert find_traces(key) == set()
    assert erasing.erase_again(erased_keys.read(tmp_path)) == 0


def test_the_list_of_erased_keys_names_each_once(tmp_path: Path) -> None:
    erased_keys.add(["a", "b"], tmp_path)
    erased_keys.add(["b", "c"], tmp_path)
    assert (tmp_path / "erased-keys").read_text().split() == ["a", "b", "c"]
    assert erased_keys.read(tmp_path, tmp_path / "none") == {"a", "b", "c"}


def test_what_is_left_of_somebody_leads_to_nobody(amel: Person) -> None:
    with hats.system("test"):
        issue_codes(people=[amel], by=None)
    erasing.erase_person(amel.pk)
    with hats.system("test"):
        row = Erasure.objects.get()
        assert amel.key not in f"{row.digest}{row.door}{row.counts}"
        assert row.counts["person"] == 1
        assert not Departure.objects.exists()
    assert digest(certificates.secret_for(amel.key)) == row.door


def test_a_report_is_still_decided_on_without_what_its_sender_added(
    amel: Person, bruno: Person, network: Any
) -> None:
    report = reported(said(network.pair, bruno), amel, more="J’ai peur de lui")
    erasing.erase_person(amel.pk)
    with hats.system("test"):
        report.refresh_from_db()
        assert (report.stood, report.more) == ("Je dirai tout devant eux", "")
        assert not SentReport.objects.exists()
