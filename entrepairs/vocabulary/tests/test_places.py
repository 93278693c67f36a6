"""Reading the lists of places, and finding a place among their rows."""

import gzip
import resource
from pathlib import Path
from zoneinfo import available_timezones

import pytest
import yaml
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import assume, given
from hypothesis import strategies as st

from entrepairs.core import hats
from entrepairs.vocabulary import places, queries
from entrepairs.vocabulary.actions import load_places
from entrepairs.vocabulary.models import Place

KNOWN = yaml.safe_load(places.KNOWN.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", [places.COMMUNES, places.ELSEWHERE])
def test_a_list_says_where_it_comes_from_and_under_which_licence(file: Path) -> None:
    with gzip.open(file, "rt", encoding="utf-8") as text:
        head = [next(text) for _ in range(3)]
    assert [line.split(":")[0] for line in head] == ["# source", "# licence", "# checked_on"]
    assert file.stat().st_size < 2_000_000


def test_no_place_is_in_the_lists_twice_and_each_is_on_earth() -> None:
    rows = [dict(zip(places.COLUMNS, row, strict=True)) for row in places.installed().rows()]
    assert len({row["geoname_id"] for row in rows}) == len(rows)
    assert all(abs(row["latitude"]) <= 90 and abs(row["longitude"]) <= 180 for row in rows)
    assert all(zone in available_timezones() for zone in {row["time_zone"] for row in rows})


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Saint-Étienne", "saint etienne"),
        ("St Etienne", "saint etienne"),
        ("STE-MARIE", "sainte marie"),
        ("st", "st"),  # Strasbourg may follow
        ("L’Haÿ-les-Roses", "l hay les roses"),
        ("Œuilly", "oeuilly"),
        ("Łódź", "lodz"),
        ("  rennes ", "rennes"),
        ("ΌΛΟΣ", "ολοσ"),
        ("", ""),
        ("東京", "東京"),
    ],
)
def test_names_are_folded_as_one_types(typed: str, folded: str) -> None:
    assert places.fold(typed) == folded


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    once = places.fold(text)
    assert places.fold(once) == once


@given(st.text(max_size=20), st.integers(0, 20))
def test_a_name_begins_as_what_is_typed_of_it(name: str, typed: int) -> None:
    so_far = places.fold(name[:typed])
    assume(so_far.split(" ")[-1] not in places.SAINT)  # still Strasbourg, or already Saint-Malo
    assert places.fold(name).startswith(so_far)


def test_a_commune_has_the_names_of_its_department_and_region() -> None:
    line = ["1", "35238", "Rennes", "35000 35200", "48.1", "-1.7", "227830"]
    row = dict(zip(places.COLUMNS, places.commune(line, KNOWN), strict=True))
    assert (row["department"], row["admin1"]) == ("Ille-et-Vilaine", "Bretagne")
    assert (row["folded"], row["postal_codes"]) == ("rennes", ["35000", "35200"])


def test_a_commune_overseas_has_its_country_and_its_time() -> None:
    line = ["1", "97411", "Saint-Denis", "97400", "-20.9", "55.4", "153000"]
    row = dict(zip(places.COLUMNS, places.commune(line, KNOWN), strict=True))
    assert (row["country"], row["time_zone"]) == ("RE", "Indian/Reunion")
    assert (row["department"], row["admin1"]) == ("", "")


# The real ones


@pytest.fixture
def all_places(db: None) -> None:
    load_places(by=None)


@pytest.mark.usefixtures("all_places")
class TestWithEveryPlace:
    def test_there_is_every_french_commune_and_the_rest_of_the_world(self) -> None:
        with hats.person(None):
            assert Place.objects.filter(country="FR").count() > 34_700
            assert Place.objects.exclude(country="FR").count() > 60_000
            assert Place.objects.filter(country="RE").exists()
            assert not Place.objects.filter(country="FR", admin1="").exists()

    def test_loading_again_does_nothing(self) -> None:
        assert load_places(by=None) == 0

    @pytest.mark.parametrize(
        ("typed", "first"),
        [
            ("rennes", "Rennes, Ille-et-Vilaine"),
            ("renn", "Rennes, Ille-et-Vilaine"),
            ("saint etienne", "Saint-Étienne, Loire"),
            ("st-etienne", "Saint-Étienne, Loire"),
            ("SAINT ÉTIENNE", "Saint-Étienne, Loire"),
            ("tours", "Tours, Indre-et-Loire"),
            ("saint", "Saint-Étienne, Loire"),  # home before Saint-Petersburg
            ("lon", "London, United Kingdom"),  # but not Lons-le-Saunier before it
            ("ham", "Ham, Somme"),  # the exact name, before Hamburg
            ("montreal", "Montréal, Québec, Canada"),
            ("montréal, can", "Montréal, Québec, Canada"),
            ("montréal, occ", "Montréal, Aude"),
            ("london, united", "London, United Kingdom"),
            ("retiers", "Retiers, Ille-et-Vilaine"),
            ("35240 ret", "Retiers, Ille-et-Vilaine"),
            ("Retiers (35240)", "Retiers, Ille-et-Vilaine"),
            ("rochefourchat", "Rochefourchat, Drôme"),  # one inhabitant
            ("75011", "Paris, Paris"),
            ("97400", "Saint-Denis, Réunion"),
        ],
    )
    def test_a_place_is_found_by_how_its_name_begins(self, typed: str, first: str) -> None:
        with hats.person(None):
            assert queries.place_label(queries.find_places(typed)[0]) == first

    def test_the_most_populous_comes_first_and_there_are_at_most_eight(self) -> None:
        with hats.person(None):
            found = queries.find_places("saint", country="FR")
        assert len(found) == 8
        assert [p.population for p in found] == sorted((p.population for p in found), reverse=True)

    def test_a_postal_code_finds_all_its_communes_and_only_them(self) -> None:
        with hats.person(None):
            found = queries.find_places("35240")
            assert {place.name for place in found} >= {"Retiers", "Le Theil-de-Bretagne"}
            assert all("35240" in place.postal_codes for place in found)
            assert queries.find_places("35 240") == found
            assert len(queries.find_places("14140")) > 50
            assert queries.find_places("00000") == []

    def test_communes_of_one_name_are_told_apart_by_their_department(self) -> None:
        with hats.person(None):
            labels = [queries.place_label(p) for p in queries.find_places("saint-aubin", limit=50)]
            assert "Saint-Aubin, Jura" in labels
            assert "Saint-Aubin, Nord" in labels
            for label in ("Saint-Aubin, Jura", "Saint-Aubin, Nord"):
                place = queries.place_named(label)
                assert place is not None
                assert queries.place_label(place) == label

    def test_one_country_can_be_asked_for(self) -> None:
        with hats.person(None):
            assert {place.country for place in queries.find_places("par", country="FR")} == {"FR"}

    @pytest.mark.parametrize("typed", ["", "   ", "-", ",", "xqzw", "%", "\\", "'; drop table"])
    def test_what_begins_no_name_finds_nothing(self, typed: str) -> None:
        with hats.person(None):
            assert queries.find_places(typed) == []

    def test_a_label_finds_its_own_place(self) -> None:
        with hats.person(None):
            for typed in ("Rennes", "Montréal, Québec, Canada", "Saint-Étienne", "ham"):
                place = queries.place_named(typed)
                assert place is not None
                assert queries.place_named(queries.place_label(place)) == place
            assert queries.place_named("Renn") is None

    def test_a_place_abroad_is_found_by_both_its_names_and_shown_by_that_of_the_page(self) -> None:
        with hats.person(None):
            for language, label in (
                ("fr", "Londres, Royaume-Uni"),
                ("en", "London, United Kingdom"),
            ):
                with translation.override(language):
                    found = [queries.place_named(typed) for typed in ("londres", "London", label)]
                    assert [queries.place_label(place) for place in found if place] == [label] * 3

    def test_every_french_name_of_the_file_belongs_to_a_place(self) -> None:
        with hats.person(None):
            french = dict(Place.objects.exclude(fr="").values_list("geoname_id", "fr"))
        assert french == KNOWN["names"]

    @pytest.mark.parametrize("typed", ["saint", "35240"])
    def test_searching_uses_the_indexes_whatever_the_hat(self, typed: str) -> None:
        with hats.person(None), CaptureQueriesContext(connection) as captured:
            queries.find_places(typed)
            with connection.cursor() as cursor:
                cursor.execute(f"explain {captured.captured_queries[-1]['sql']}")
                plan = "\n".join(row[0] for row in cursor.fetchall())
        assert "Seq Scan" not in plan


def test_reading_the_files_of_places_takes_little_memory() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    count = sum(1 for _ in places.installed().rows())
    assert count > 100_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000  # KB
