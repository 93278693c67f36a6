"""The pages where a programme is read from a file: shown first, then saved, all of it or
nothing."""

import re
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from entrepairs.core import hats
from entrepairs.events.models import Event, Session, Talk
from entrepairs.people.models import Person
from entrepairs.schedules.tests.files import CSV, frab, frab_event
from entrepairs.tests.posting import As


def once() -> dict[str, str]:
    return {"once": str(uuid4())}


def upload(client: Client, address: str, content: bytes, name: str = "programme.csv") -> Any:
    return client.post(address, {"file": SimpleUploadedFile(name, content)})


def kept(answer: Any) -> dict[str, str]:
    [value] = re.findall(r'name="kept" value="([^"]*)"', answer.content.decode())
    return {"kept": value, **once()}


def test_a_file_is_shown_first_and_then_saved(event: Event, claire: Person, as_person: As) -> None:
    client, address = as_person(claire), f"{event.path}prepare/import/"
    answer = upload(client, address, CSV.encode())
    assert answer.status_code == 200
    assert "Ce que la rue apprend" in answer.content.decode()
    with hats.person(claire.pk):
        assert not Session.objects.exists()
    form = kept(answer)
    assert client.post(address, form).status_code == 302
    assert client.post(address, form).status_code == 302
    with hats.person(claire.pk):
        assert Talk.objects.count() == 3
    assert "there is nothing to save" in upload(client, address, CSV.encode()).content.decode()


def test_what_is_wrong_in_a_file_is_told_and_the_rest_is_saved(
    event: Event, claire: Person, as_person: As
) -> None:
    client, address = as_person(claire), f"{event.path}prepare/import/"
    answer = upload(client, address, CSV.replace("9h30;10h15", "10h15;9h30").encode())
    assert answer.status_code == 200
    assert "To be checked" in answer.content.decode()
    assert "line 3" in answer.content.decode()
    assert client.post(address, kept(answer)).status_code == 302
    with hats.person(claire.pk):
        assert (Talk.objects.count(), Talk.objects.filter(starts_at=None).count()) == (3, 1)


def test_a_file_of_which_nothing_can_be_made_is_refused_with_one_reason(
    event: Event, claire: Person, as_person: As
) -> None:
    client, address = as_person(claire), f"{event.path}prepare/import/"
    for content, why in (
        (b"", "The submitted file is empty."),
        (b"<rss/>", "but not a schedule"),
        (b"{", "cut short"),
    ):
        answer = upload(client, address, content)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert why in page
        assert ("This field is required." in page) is False
    assert client.post(address, once() | {"kept": "not a file"}).status_code in {200, 422}
    with hats.person(claire.pk):
        assert not Session.objects.exists()


def test_an_event_is_begun_from_a_file_and_what_is_gone_from_it_goes_when_told(
    network: Any, claire: Person, as_person: As
) -> None:
    client, address = as_person(claire), f"/events/new/{network.escale.key}/import/"
    both = frab([[frab_event(1, 0, "09:00") + frab_event(2, 0, "10:00")]])
    place = client.post(address, kept(upload(client, address, both, "schedule.xml")))["Location"]
    assert client.get(place).status_code == 200
    answer = upload(client, address, frab([[frab_event(1, 0, "09:00")]]), "schedule.xml")
    assert "Here, and not in the file" in answer.content.decode()
    assert client.post(address, kept(answer) | {"without_gone": "on"})["Location"] == place
    with hats.person(claire.pk):
        assert (Event.objects.count(), Talk.objects.count()) == (1, 1)


def hidden(answer: Any, name: str) -> str:
    [value] = re.findall(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    return str(value)


def test_what_was_not_seen_with_these_answers_is_shown_before_it_is_saved(
    event: Event, claire: Person, as_person: As
) -> None:
    client, address = as_person(claire), f"{event.path}prepare/import/"
    both = frab_event(1, 0, "09:00") + frab_event(2, 0, "09:15")
    answer = upload(client, address, frab([[both]]), "schedule.xml")
    changed = {**kept(answer), "seen": hidden(answer, "seen"), "with_collisions": "on"}
    again = client.post(address, changed)
    assert again.status_code == 200
    assert "What was understood" in again.content.decode()
    with hats.person(claire.pk):
        assert not Session.objects.exists()
    assert hidden(again, "seen") != hidden(answer, "seen")
    changed["seen"] = hidden(again, "seen")
    assert client.post(address, changed).status_code == 302
    with hats.person(claire.pk):
        assert Session.objects.filter(room__isnull=False).count() == 2


def test_the_zone_is_to_be_chosen_when_nothing_names_it(
    network: Any, claire: Person, as_person: As
) -> None:
    client, address = as_person(claire), f"/events/new/{network.escale.key}/import/"
    content = frab([[frab_event(1, 0, "09:00", date="")]]).replace(b"Europe/Paris", b"")
    answer = upload(client, address, content, "schedule.xml")
    assert "In which time zone are its times?" in answer.content.decode()
    sent = {**kept(answer), "seen": hidden(answer, "seen"), "zone": ""}
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert "Choose the time zone: the file names none." in refused.content.decode()
    with hats.person(claire.pk):
        assert not Event.objects.exists()
    chosen = client.post(address, {**sent, "zone": "Indian/Reunion", "again": "1"})
    sent |= {"zone": "Indian/Reunion", "seen": hidden(chosen, "seen")}
    assert client.post(address, sent).status_code == 302
    with hats.person(claire.pk):
        assert Event.objects.get().time_zone == "Indian/Reunion"
