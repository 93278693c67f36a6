"""Files on the pages of what is kept: in order, deleted, and told to machines."""

import re
from typing import Any

import pytest
from django.test import Client

from entrepairs.core import hats
from entrepairs.files import storage
from entrepairs.files.tests import made_files as made
from entrepairs.library.models import File
from entrepairs.library.tests.making import published
from entrepairs.library.tests.sending import kept, shelves

__all__ = ["shelves"]
pytestmark = pytest.mark.usefixtures("shelves")
TEXT = bytes(range(32, 127)) * 20


def test_files_are_put_in_order_and_deleted_for_good(
    claire: Any,
    network: Any,
    as_person: Any,
    client: Client,
    django_capture_on_commit_callbacks: Any,
) -> None:
    resource, page = published(claire, network), as_person(claire)
    first, second = (kept(resource, claire, TEXT, name) for name in ("a.txt", "b.txt"))

    def names() -> list[str]:
        return re.findall(r"<bdi>(.\.txt)</bdi>", client.get(resource.path).content.decode())

    page.post(
        f"{resource.path}files/{second.key}/move/",
        {"way": "up", "once": "00000000-0000-0000-0000-000000000001"},
    )
    assert names() == ["b.txt", "a.txt"]
    assert page.get(f"{resource.path}files/{first.key}/remove/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        page.post(
            f"{resource.path}files/{first.key}/remove/",
            {"once": "00000000-0000-0000-0000-000000000002"},
        )
    assert names() == ["b.txt"]
    assert client.get(first.path).status_code == 404
    assert not storage.storage().exists(first.place)


def test_a_page_asks_as_much_for_thirty_files_as_for_one(
    claire: Any, network: Any, as_person: Any, client: Client, queries: Any
) -> None:
    resource, page = published(claire, network), as_person(claire)
    kept(resource, claire, TEXT, language="en")
    page.get(f"{resource.path}files/"), client.get(resource.path)
    counts: list[list[int]] = []
    for _time in range(2):
        found = []
        for reader, path in ((page, f"{resource.path}files/"), (client, resource.path)):
            with queries() as counted:
                assert reader.get(path).status_code == 200
            found.append(len(counted))
        counts.append(found)
        with hats.system("test"):
            rows = [
                File(resource=resource, name=f"{n}.txt", size=4, language="en") for n in range(29)
            ]
            File.objects.bulk_create(rows)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 10


def test_harvesters_feed_readers_and_search_engines_are_told_where_it_is(
    claire: Any, network: Any, client: Client
) -> None:
    resource = published(claire, network)
    stamp = resource.changed_at
    file = kept(resource, claire, made.pdf(), "actes.pdf")
    kept(resource, claire, b"words", "en clair.txt", use="easy")
    kept(resource, claire, b"<svg/>", "refused.svg")
    announced = f"http://testserver{file.path}"
    entry = client.get("/library/new.atom").content.decode()
    assert f'href="{announced}"' in entry
    assert f'length="{file.size}"' in entry
    assert 'type="application/pdf"' in entry
    record = client.get("/oai?verb=ListRecords&metadataPrefix=oai_dc").content.decode()
    assert f"<dc:identifier>{announced}</dc:identifier>" in record
    assert "<dc:format>application/pdf</dc:format>" in record
    assert re.search(
        "<dc:relation>http://testserver/library/files/.*en%20clair.txt</dc:relation>", record
    )
    page = client.get(resource.path).content.decode()
    assert (
        f'"contentUrl": "{announced}", "name": "actes.pdf", "encodingFormat": "application/pdf"'
        in page
    )
    assert f'<meta name="DC.identifier" content="{announced}">' in page
    for told in (entry, record, page):
        assert "refused.svg" not in told
    with hats.system("test"):
        resource.refresh_from_db()
    assert resource.changed_at > stamp  # harvesters ask by it
