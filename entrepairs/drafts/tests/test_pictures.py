"""The picture of an event: given, changed and removed by those who prepare it, seen with it."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from entrepairs.core import hats
from entrepairs.drafts.models import Picture
from entrepairs.drafts.tests.making import pictured_events
from entrepairs.events.models import Event
from entrepairs.events.tests.making import FIRST, an_event
from entrepairs.files.checks.image import COVERS
from entrepairs.library.tests.sending import shelves
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, once, text
from entrepairs.ui import svg

__all__ = ["shelves"]
pytestmark = pytest.mark.usefixtures("shelves")
WORDS = {"shows_fr": "Des gens en cercle", "shows_en": "People in a circle"}
EXIF = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x0e\0\x02\0\0\0\x0e\0\0\0\x1a\0\0\0\0quai de Seine\0"


@pytest.fixture
def event(network: Any, claire: Person) -> Event:
    return an_event(network.escale, claire, title_fr="Fête", title_en="Feast", state="draft")


def photograph() -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((900, 700)).save(out, "JPEG", exif=EXIF)
    return out.getvalue()


def give(client: Client, event: Event, data: bytes | None = None, **words: str) -> Any:
    sent: dict[str, Any] = {**WORDS, **words, **once()}
    if data is not None:
        sent["chosen"] = SimpleUploadedFile("photo.jpg", data)
    return client.post(f"{event.path}prepare/picture/", sent)


def picture() -> Picture:
    with hats.system("test"):
        return Picture.objects.get()


def publish() -> None:
    with hats.system("test"):
        Event.objects.update(state="published", published_at="2026-01-01T00:00Z")


def test_it_is_given_seen_by_organisers_then_by_everyone(
    as_person: As, client: Client, event: Event, claire: Person
) -> None:
    mine, page = as_person(claire), f"{event.path}prepare/picture/"
    assert page in text(mine.get(f"{event.path}prepare/"))
    assert svg.cover(event.key) in text(mine.get(page))
    assert give(mine, event, photograph())["Location"] == page
    address = f"/events/pictures/{picture().key}/large.webp"
    shown = f'src="{address}" width="480" height="300" alt="People in a circle"'
    assert shown in text(mine.get(f"{event.path}prepare/preview/"))
    answer = mine.get(address)
    assert answer["Cache-Control"] == "private, no-cache"
    assert b"Seine" in photograph()
    assert b"Seine" not in answer.content
    assert Image.open(io.BytesIO(answer.content)).size == COVERS["large"][0]
    assert mine.get(address.replace("large", "huge")).status_code == 404
    assert client.get(address).status_code == 404
    publish()
    assert client.get(address).status_code == 200
    seen = text(client.get(event.path, headers={"accept-language": "en"}))
    assert shown in seen
    assert f'<meta property="og:image" content="http://testserver{address}">' in seen
    assert f'"image": "http://testserver{address}"' in seen
    assert 'alt="Des gens en cercle"' in text(client.get(f"{event.path}?hl=fr"))
    assert address.replace("large", "small") in text(client.get("/events/"))


def test_it_is_described_changed_and_removed(
    as_person: As, client: Client, event: Event, claire: Person
) -> None:
    mine, page = as_person(claire), f"{event.path}prepare/picture/"
    publish()
    give(mine, event, photograph())
    first = picture().key
    give(mine, event, shows_fr="Un cercle")
    assert (picture().key, picture().shows_fr) == (first, "Un cercle")
    give(mine, event, photograph())
    assert picture().key != first
    assert client.get(f"/events/pictures/{first}/large.webp").status_code == 404
    asked = text(mine.get(f"{page}remove/"))
    assert "You cannot undo this" in asked
    assert picture()
    mine.post(f"{page}remove/", once())
    with hats.system("test"):
        assert not Picture.objects.exists()
    seen = text(client.get(event.path))
    assert svg.cover(event.key) in seen
    assert "og:image" not in seen
    assert mine.get(f"{page}remove/").status_code == 404


@pytest.mark.parametrize(
    ("data", "words", "said"),
    [
        (photograph(), {"shows_en": ""}, "Say what the picture shows."),
        (None, {}, "This field is required."),
        (b"", {}, "It is empty."),
        (b"%PDF-1.7 mots", {}, "This file is not a picture."),
        (b"\xff\xd8\xff\xe0 no picture", {}, "This file cannot be read. It is damaged"),
        (b"MZ program", {}, "It is a program or a script"),
    ],
)
def test_what_is_refused_is_said_and_the_form_comes_back_filled(
    as_person: As, event: Event, claire: Person, data: bytes | None, words: Any, said: str
) -> None:
    answer = give(as_person(claire), event, data, **words)
    assert answer.status_code == 422
    assert said in text(answer)
    assert "Des gens en cercle" in text(answer)
    with hats.system("test"):
        assert not Picture.objects.exists()


@pytest.mark.parametrize("who", ["amel", "david", "farid"])
def test_nobody_else_gives_or_removes_it(
    as_person: As, event: Event, network: Any, claire: Person, who: str
) -> None:
    give(as_person(claire), event, photograph())
    publish()
    other, page = as_person(network.people[who.title()]), f"{event.path}prepare/picture/"
    assert give(other, event, photograph()).status_code == 404
    assert other.get(page).status_code == 404
    assert other.post(f"{page}remove/", once()).status_code == 404
    assert picture()


def test_a_copy_has_it_only_if_ticked(as_person: As, event: Event, claire: Person) -> None:
    mine, copy = as_person(claire), f"{event.path}prepare/copy/"
    assert 'name="talks"' in text(mine.get(copy))
    assert 'name="picture"' not in text(mine.get(copy))
    give(mine, event, photograph())
    assert 'name="picture"' in text(mine.get(copy))
    sent = {"title_fr": "Encore", "starts_on": "2084-11-20"}
    assert mine.post(copy, {**sent, **once()}).status_code == 302
    assert picture().event_id == event.pk
    made = mine.post(copy, {**sent, "picture": "on", **once()})["Location"].split("/")[2]
    with hats.system("test"):
        copied = Picture.objects.get(event__key=made)
        assert copied.key != Picture.objects.get(event=event).key
        assert bytes(copied.large) == bytes(Picture.objects.get(event=event).large)


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize("address", ["/events/", f"/calendar/?on={FIRST}"])
def test_a_list_asks_no_more_for_thirty_pictures_and_shows_what_it_has_room_for(
    network: Any, client: Client, queries: Any, rows: int, address: str
) -> None:
    hidden, *_shown = pictured_events(network.escale, rows + 1)
    with hats.system("test"):
        Event.objects.filter(pk=hidden.pk).update(state="draft")
    client.get(address)
    with queries() as asked:
        page = text(client.get(address))
    assert page.count("/events/pictures/") == min(rows, 16)
    assert len([line for line in asked if "drafts_picture" in line]) == 1
    assert len(asked) <= 10
