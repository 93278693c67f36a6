"""Covers: a picture of a resource in the sizes of pages, or what is drawn from its key."""

import io
import random
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from entrepairs.core import hats
from entrepairs.files import jobs
from entrepairs.files.checks.image import COVERS
from entrepairs.library import covers
from entrepairs.library.models import Cover
from entrepairs.library.tests.making import draft, published
from entrepairs.library.tests.posting import body
from entrepairs.library.tests.sending import kept, shelves
from entrepairs.people.models import Person
from entrepairs.ui import svg

__all__ = ["shelves"]


def photograph(width: int = 900, height: int = 700) -> bytes:
    """Nothing is harder to make small than noise."""
    noise = random.Random(1).randbytes(width * height * 3)
    out = io.BytesIO()
    Image.frombytes("RGB", (width, height), noise).save(out, "JPEG", quality=60)
    return out.getvalue()


@pytest.mark.usefixtures("shelves")
def test_a_picture_is_shown_small_in_lists_and_large_on_its_page(
    claire: Person, network: Any, client: Client
) -> None:
    one = published(claire, network)
    file = kept(one, claire, photograph(), "photo.jpg", use="picture")
    listed, page = body(client.get("/library/")), body(client.get(one.path))
    for size, shown in (("small", listed), ("large", page)):
        address = f"/library/covers/{file.key}/{size}.webp"
        assert f'src="{address}" alt=""' in shown
        answer = client.get(address)
        pixels, most = COVERS[size]
        assert len(answer.content) <= most
        assert Image.open(io.BytesIO(answer.content)).size == pixels
        again = client.get(address, headers={"if-none-match": answer["ETag"]})
        assert again.status_code == 304
    assert client.get(f"/library/covers/{file.key}/huge.webp").status_code == 404


@pytest.mark.usefixtures("shelves")
def test_a_picture_is_seen_by_those_who_see_the_resource(
    claire: Person, network: Any, client: Client, as_person: Any
) -> None:
    hidden = draft(claire, network)
    file = kept(hidden, claire, photograph(30, 20), "photo.jpg", use="picture")
    address = f"/library/covers/{file.key}/small.webp"
    assert as_person(claire).get(address)["Cache-Control"] == "private, no-cache"
    assert client.get(address).status_code == 404


@pytest.mark.usefixtures("shelves")
def test_pictures_that_were_there_before_are_drawn_at_night(claire: Person, network: Any) -> None:
    one = published(claire, network)
    file = kept(one, claire, photograph(300, 200), "photo.jpg", use="picture")
    with hats.system("test"):
        Cover.objects.all().delete()
    jobs.check_stopped_files()
    with hats.person(None):
        assert covers.covers_of([one.key]) == {one.key: file.key}


def test_a_list_has_room_for_so_many_pictures(
    monkeypatch: Any, claire: Person, network: Any
) -> None:
    monkeypatch.setattr(covers, "ON_PAGE", 2)
    rows = [published(claire, network) for _ in range(3)]
    with hats.system("test"):
        for row in rows:
            file = row.files.create(
                use="picture", name="x", size=1, received=1, state="ready", place=row.key,
                media_type="image/png", sha256="x", ready_at=row.published_at,
            )  # fmt: skip
            Cover.objects.create(file=file, small=b"x", large=b"x")
    with hats.person(None):
        assert list(covers.covers_of(row.key for row in rows)) == [rows[0].key, rows[1].key]


def test_what_has_no_picture_is_drawn_from_its_key_always_alike(
    claire: Person, network: Any, client: Client
) -> None:
    one = published(claire, network)
    drawn = svg.cover(one.key)
    assert drawn == svg.cover(one.key) != svg.cover(one.key[::-1])
    assert drawn in body(client.get(one.path))
    assert drawn in body(client.get("/library/"))
