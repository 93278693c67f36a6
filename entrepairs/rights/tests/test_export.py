"""The copy of everything: complete, opened without us, by nobody else, for seven days."""

import json
import zipfile
from collections import Counter
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import jsonschema
import pytest
import yaml
from django.test import Client
from django.utils import timezone

from entrepairs.conversations.tests.making import make
from entrepairs.core import hats
from entrepairs.files import storage
from entrepairs.ledger import held
from entrepairs.people.models import Person
from entrepairs.rights import exporting, queries
from entrepairs.rights.export_pages import column_words
from entrepairs.rights.export_rows import model_of, shown_fields
from entrepairs.rights.models import Export
from entrepairs.tests.access.personas import FOLDER, PERSONAS
from entrepairs.tests.access.rows import make_rows
from entrepairs.tests.posting import As

MATRIX: dict[str, dict[str, dict[str, str]]] = yaml.safe_load((FOLDER / "matrix.yaml").read_text())


@pytest.fixture(autouse=True)
def _kept_here(settings: Any, tmp_path: Path) -> None:
    settings.STORAGES = settings.STORAGES | {
        "files": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        }
    }


def copy_of(person: Person, folder: Path) -> dict[str, Any]:
    """What is in the zip, by name."""
    path = folder / "copy.zip"
    exporting.write_zip(path, person.pk)
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


@pytest.mark.parametrize("who", [*"ABCDEF"])
def test_the_data_are_as_their_schema_says_with_every_row_that_each_may_see(
    network: Any, tmp_path: Path, who: str
) -> None:
    with hats.system("test"):
        rows = make_rows(network)
    me = rows[PERSONAS[who] or ""]
    found = copy_of(me, tmp_path)
    data, schema = json.loads(found["data.json"]), json.loads(found["schema.json"])
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(data, schema)
    with hats.person(me.pk):
        counts = queries.count_held()
    copied = Counter(
        {
            one.name: sum(not row.get("from_another") for row in data[kind.key][one.name])
            for kind in held.all_held()
            for one in kind.tables
        }
    )
    assert copied == Counter(counts)  # what the page counts is what the copy holds
    keys, expected = rows_to_see(rows, me, who)
    assert keys - told(data) == set()
    assert {table: number for table, number in expected.items() if copied[table] < number} == {}
    assert sum(expected.values()) > 8


def rows_to_see(rows: dict[str, Any], me: Person, who: str) -> tuple[set[str], Counter[str]]:
    """Of the rows of the matrix about somebody, those that it says they see: their keys, and how
    many of each table."""
    declared = {one.name: one for kind in held.all_held() for one in kind.tables if not one.closed}
    keys, numbers = set(), Counter[str]()
    for table, lines in MATRIX.items():
        columns = declared[table].persons if table in declared else ()
        about = {
            name
            for name, may in lines.items()
            if who in may.get("see", "")
            and any(getattr(rows[name], column, None) == me.pk for column in columns)
        }
        numbers[table] = len({rows[name].pk for name in about})
        keys |= {rows[name].key for name in about if hasattr(rows[name], "key")}
    return keys, numbers


def told(data: dict[str, Any]) -> set[str]:
    rows = (row for tables in data.values() for rows in tables.values() for row in rows)
    return {row["key"] for row in rows if row.get("key")}


def test_the_words_of_the_other_are_there_only_where_they_were_written_to_her(
    amel: Person, bruno: Person, claire: Person, network: Any, tmp_path: Path
) -> None:
    make(network.pair, bruno, body="À vous deux")
    make(network.group, claire, body="À tout le groupe")
    make(network.group, amel, body="De moi au groupe")
    found = copy_of(amel, tmp_path)["data.json"]
    assert "À vous deux" in found
    assert "De moi au groupe" in found
    assert "À tout le groupe" not in found
    strangers = copy_of(claire, tmp_path)["data.json"]
    assert "À tout le groupe" in strangers
    assert "À vous deux" not in strangers


def test_the_pages_open_without_a_network_in_both_languages(
    amel: Person, network: Any, tmp_path: Path
) -> None:
    make(network.pair, amel, body="Rendez-vous <b>mardi</b>")
    found = copy_of(amel, tmp_path)
    for name, title in (("a-lire.html", "Mes messages"), ("read-me.html", "My messages")):
        page = found[name]
        assert title in page
        assert "Rendez-vous &lt;b&gt;mardi&lt;/b&gt;" in page
        assert 'type="search"' in page
        assert "http" not in page.replace('http-equiv="', "")
        assert "src=" not in page


def test_every_column_in_which_people_write_has_its_words_on_the_pages() -> None:
    known = set(column_words())
    for kind in held.all_held():
        for one in kind.tables:
            if not one.closed:
                fields = shown_fields(model_of(one.name))
                words = {f.name for f in fields if f.get_internal_type() == "TextField"}
                assert words - known - {"subscription"} == set(), one.name


def asked(client: Client) -> Any:
    return client.post("/me/data/copy/", {"once": uuid4()}, follow=True)


def test_one_press_prepares_it_and_its_secret_address_gives_it_for_seven_days(
    amel: Person, bruno: Person, as_person: As, client: Client
) -> None:
    hers = as_person(amel)
    assert "In preparation: 0 of 0" in asked(hers).text
    assert "already being prepared" in asked(hers).text
    with hats.system("test"):
        export = Export.objects.get()
    secret = queries.secret_of(export.key)
    assert client.get(f"/data/{secret}/").status_code == 404
    exporting.make_export(export.pk)
    exporting.make_export(export.pk)  # done twice, it is one
    page = hers.get("/me/data/").text
    assert "Download my copy" in page
    assert f"/data/{secret}/" in page
    assert "The copy of your data is ready" in hers.get("/today/").text or "Ready:" in page
    answer = client.get(f"/data/{secret}/")
    assert answer.status_code == 200
    archive = zipfile.ZipFile(BytesIO(b"".join(answer)))
    assert archive.testzip() is None
    assert client.get("/data/another/").status_code == 404
    assert "Download my copy" not in as_person(bruno).get("/me/data/").text
    with hats.system("test"):
        place = Export.objects.get().place
        Export.objects.update(until=timezone.now() - timedelta(minutes=1))
    assert client.get(f"/data/{secret}/").status_code == 404
    exporting.forget_over()
    assert not storage.is_kept(place)


def test_progress_is_told_and_what_never_ends_can_be_asked_again(
    amel: Person, as_person: As
) -> None:
    client = as_person(amel)
    asked(client)
    with hats.system("test"):
        Export.objects.update(total=50, done=12)
    assert "In preparation: 12 of 50" in client.get("/me/data/copy/progress/").text
    with hats.system("test"):
        Export.objects.update(asked_at=timezone.now() - timedelta(days=2))
    exporting.forget_over()
    assert "could not be prepared" in client.get("/me/data/").text
    assert "In preparation" in asked(client).text


def test_a_copy_can_be_deleted_before(amel: Person, bruno: Person, as_person: As) -> None:
    client = as_person(amel)
    asked(client)
    with hats.system("test"):
        export = Export.objects.get()
    exporting.make_export(export.pk)
    data = {"once": uuid4(), "key": export.key}
    assert as_person(bruno).post("/me/data/copy/delete/", data).status_code == 404
    page = client.post("/me/data/copy/delete/", {**data, "once": uuid4()}, follow=True)
    assert "Your copy is deleted." in page.text
    assert client.get(f"/data/{queries.secret_of(export.key)}/").status_code == 404
