"""Lists to choose from: countries and time zones, each known to people."""

from django.utils import translation

from entrepairs.vocabulary.choices import _countries_in
from entrepairs.vocabulary.time_zones import time_zones, zones_with


def test_every_country_is_one() -> None:
    names = dict(_countries_in("en"))
    assert {"FR", "RE", "XK", "GB"} <= set(names)
    assert not {"EU", "EZ", "XA", "XB", "UN", "ZZ", "QO"} & set(names)
    assert not [name for name in names.values() if "Pseudo" in name or "Euro" in name]
    assert 245 <= len(names) <= 252


def test_zones_are_told_by_country_and_once_for_the_same_clock() -> None:
    [(_france, near), (_others, rest)] = time_zones("en")
    assert near[0] == ("Europe/Paris", "Paris")
    assert ("Indian/Reunion", "Réunion") in [(zone, name) for zone, name in near]
    labels = dict(rest)
    assert labels["Europe/London"] == "United Kingdom"
    assert labels["America/New_York"] == "United States, New York"
    assert "America/Detroit" not in labels
    assert len(rest) < 320
    assert not [name for name in labels.values() if "/" in name or "_" in name]


def test_a_zone_that_was_chosen_before_stays_a_choice() -> None:
    with translation.override("en"):
        assert zones_with("America/Detroit", "Now")[0] == (
            "Now",
            [("America/Detroit", "America/Detroit")],
        )
        assert len(zones_with("Europe/Paris", "Now")) == 2
