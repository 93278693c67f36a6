"""From the files to the tables."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from entrepairs.core import hats
from entrepairs.vocabulary import files, queries
from entrepairs.vocabulary.actions import Changes, Loaded, load_places, load_vocabulary
from entrepairs.vocabulary.files import BadVocabulary
from entrepairs.vocabulary.models import Concept, HelpNumber, Place
from entrepairs.vocabulary.places import COLUMNS, PlaceSource, fold

pytestmark = pytest.mark.django_db
NOTHING = Loaded(Changes(), Changes())


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    queries.forget()
    yield
    queries.forget()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(files.FOLDER, tmp_path / "data"))


def rewrite(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def without(folder: Path, file: str, key: str) -> None:
    """The file without this entry."""
    head, *entries = (folder / file).read_text(encoding="utf-8").split("  - key: ")
    kept = [entry for entry in entries if entry.split("\n")[0] != key]
    assert len(kept) == len(entries) - 1
    (folder / file).write_text("  - key: ".join([head, *kept]), encoding="utf-8")


def stored(scheme: str, key: str) -> Any:
    return Concept.objects.filter(scheme=scheme, key=key).values("fr", "en", "retired_at").first()


def somebody_says(key: str) -> None:
    """A row of a higher room that refers to this concept, whatever that room calls it."""
    from django.apps import apps

    person = apps.get_model("people", "Person").objects.create(name="Amel")
    concept = Concept.objects.get(scheme="experience", key=key)
    apps.get_model("people", "Facet").objects.create(
        person=person, kind="experience", concept=concept
    )


def test_loading_twice_changes_nothing() -> None:
    load_vocabulary(by=None)
    with hats.person(None):
        before = (
            list(Concept.objects.order_by("id").values()),
            list(HelpNumber.objects.order_by("id").values()),
        )
    assert load_vocabulary(by=None) == NOTHING
    with hats.person(None):
        assert (
            list(Concept.objects.order_by("id").values()),
            list(HelpNumber.objects.order_by("id").values()),
        ) == before


def test_everything_in_the_files_is_in_the_tables() -> None:
    load_vocabulary(by=None)
    concepts, numbers = files.read()
    with hats.person(None):
        assert Concept.objects.count() == len(concepts)
        assert HelpNumber.objects.count() == len(numbers)
        voices = Concept.objects.select_related("parent").get(scheme="experience", key="voices")
    assert voices.fr == "entendre des voix"
    assert voices.parent is not None
    assert voices.parent.key == "mental_health"


def test_a_new_label_changes_the_row_and_keeps_its_id(folder: Path) -> None:
    load_vocabulary(by=None)
    rewrite(folder, "experiences.yaml", "fr: entendre des voix", "fr: entendre une voix")
    with hats.person(None):
        before = Concept.objects.get(scheme="experience", key="voices").pk
    assert load_vocabulary(by=None, folder=folder) == Loaded(Changes(changed=1), Changes())
    with hats.person(None):
        assert Concept.objects.get(pk=before).fr == "entendre une voix"
        assert queries.concept(before).fr == "entendre une voix"


def test_a_removed_concept_that_nobody_uses_is_deleted(folder: Path) -> None:
    load_vocabulary(by=None)
    without(folder, "experiences.yaml", "voices")
    assert load_vocabulary(by=None, folder=folder).concepts.deleted == 1
    with hats.person(None):
        assert stored("experience", "voices") is None


def test_a_removed_concept_in_use_is_retired_and_what_was_said_stays(folder: Path) -> None:
    load_vocabulary(by=None)
    without(folder, "experiences.yaml", "voices")
    with hats.system("test"):
        somebody_says("voices")
    changes = load_vocabulary(by=None, folder=folder).concepts
    assert (changes.retired, changes.deleted) == (1, 0)
    with hats.person(None):
        assert stored("experience", "voices")["retired_at"] is not None
        assert "voices" not in [term.key for term in queries.concepts("experience")]
        assert "voices" in [term.key for term in queries.concepts("experience", retired=True)]
        assert queries.concept_by_key("experience", "voices").retired
    assert load_vocabulary(by=None, folder=folder) == NOTHING


def test_a_concept_put_back_is_no_longer_retired(folder: Path) -> None:
    load_vocabulary(by=None)
    without(folder, "experiences.yaml", "voices")
    with hats.system("test"):
        somebody_says("voices")
    load_vocabulary(by=None, folder=folder)
    assert load_vocabulary(by=None).concepts.restored == 1
    with hats.person(None):
        assert stored("experience", "voices")["retired_at"] is None


def test_a_retired_concept_that_nobody_uses_any_more_is_deleted(folder: Path) -> None:
    load_vocabulary(by=None)
    without(folder, "experiences.yaml", "voices")
    with hats.system("test"):
        Concept.objects.filter(key="voices").update(retired_at="2026-11-01T00:00:00Z")
    assert load_vocabulary(by=None, folder=folder).concepts.deleted == 1


def test_a_whole_heading_can_go_when_nobody_uses_what_is_below(folder: Path) -> None:
    load_vocabulary(by=None)
    keys = ("alone_ageing", "loneliness", "growing_old", "losing_memory")
    for key in keys:
        without(folder, "experiences.yaml", key)
    with hats.system("test"):
        somebody_says("loneliness")
    changes = load_vocabulary(by=None, folder=folder).concepts
    assert (changes.deleted, changes.retired) == (2, 2)  # what is said keeps its heading
    with hats.person(None):
        assert stored("experience", "alone_ageing")["retired_at"] is not None


def test_a_removed_help_number_is_gone_and_a_changed_one_is_changed(folder: Path) -> None:
    load_vocabulary(by=None)
    without(folder, "help_numbers.yaml", "ch_143")
    rewrite(folder, "help_numbers.yaml", "fr: Prévention du suicide", "fr: Prévenir le suicide")
    assert load_vocabulary(by=None, folder=folder).numbers == Changes(changed=1, deleted=1)


def test_wrong_files_change_nothing(folder: Path) -> None:
    load_vocabulary(by=None)
    without(folder, "experiences.yaml", "voices")
    rewrite(folder, "support.yaml", "- key: coffee", "- key: walk")
    with pytest.raises(BadVocabulary):
        load_vocabulary(by=None, folder=folder)
    with hats.person(None):
        assert stored("experience", "voices")


@pytest.mark.parametrize(
    "values", [{"fr": ""}, {"mark": "?"}, {"source": ""}, {"key": "Not Plain"}, {"scheme": "other"}]
)
def test_the_database_refuses_a_concept_that_is_not_whole(values: dict[str, str]) -> None:
    good = {
        "scheme": "support",
        "key": "x",
        "fr": "x",
        "en": "x",
        "order": 1,
        "source": "x",
        "checked_on": "2026-11-22",
    }
    with hats.system("test"), pytest.raises(IntegrityError), transaction.atomic():
        Concept.objects.create(**good | values)


@pytest.mark.parametrize("hat", [hats.Hat("person"), hats.Hat("person", 1), hats.Hat("gate")])
def test_everyone_reads_and_nobody_writes(hat: hats.Hat) -> None:
    load_vocabulary(by=None)
    with hats.wearing(hat):
        assert Concept.objects.exists()
        assert HelpNumber.objects.exists()
        Place.objects.exists()
        for model in (Concept, HelpNumber, Place):
            with (
                pytest.raises(ProgrammingError),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(
                    f"delete from {model._meta.db_table}"
                )  # Django's own would first fetch all it is about
            with pytest.raises(ProgrammingError), transaction.atomic():
                model.objects.update(**{"source" if model is not Place else "name": "x"})


# Places


ZONE = "Europe/Paris"


def town(geoname_id: int, name: str) -> tuple[Any, ...]:
    return (geoname_id, name, "", fold(name), "", "FR", "", "Bretagne", [], 48.1, -1.6, 10, ZONE)


def test_places_are_loaded_once_an_edition() -> None:
    first = PlaceSource("edition 1", lambda: iter([town(-1, "Ys"), town(-2, "Kêr-Is")]))
    second = PlaceSource("edition 2", lambda: iter([town(-1, "La ville d’Ys")]))
    assert load_places(by=None, source=first) == 2
    assert load_places(by=None, source=first) == 0
    assert load_places(by=None, source=second) == 1
    with hats.person(None):
        assert set(Place.objects.filter(geoname_id__lt=0).values_list("name", flat=True)) == {
            "La ville d’Ys",
            "Kêr-Is",
        }


def test_the_columns_of_a_row_are_those_of_the_table() -> None:
    assert set(COLUMNS) == {field.column for field in Place._meta.fields}
