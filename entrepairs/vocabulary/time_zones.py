"""Time zones as people choose them: those of France by their place, then one or a few a country.

Zones of a country whose clocks tell the same all year are one line: the best known of them.
"""

import datetime as dt
import zoneinfo
from functools import cache
from typing import Any

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from entrepairs.vocabulary.choices import fold_name, is_country

FRANCE = ("FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "NC", "PF", "WF")  # ISO 3166-1
MONTHS = [dt.datetime(2026, month, 15, 12, tzinfo=dt.UTC) for month in range(1, 13)]
Zones = list[tuple[str, str]]


@cache
def time_zones(language: str) -> list[tuple[str, Zones]]:
    """In two groups, each zone with its label."""
    locale = Locale.parse(language)
    zones: Any = get_global("territory_zones")
    near = [
        (zone, str(get_timezone_location(zone, locale=locale, return_city=True)))
        for country in FRANCE
        for zone in zones.get(country, [])
    ]
    rest: Zones = []
    for country, its in zones.items():
        if country not in FRANCE and is_country(country):
            name, different = str(locale.territories[country]), one_of_each(its)
            for zone in different:
                city = get_timezone_location(zone, locale=locale, return_city=True)
                rest.append((zone, f"{name}, {city}" if len(different) > 1 else name))
    rest.sort(key=lambda line: fold_name(line[1]))
    return [(_("France"), near), (_("Other countries"), rest)]


@cache
def known_zones() -> frozenset[str]:
    """Read from the disk, in twenty milliseconds."""
    return frozenset(zoneinfo.available_timezones())


def one_of_each(zones: list[str]) -> list[str]:
    """Without those that tell the same as one before, all year."""
    known = known_zones()
    usual = set(get_global("windows_zone_mapping").values())  # New York rather than Detroit
    found: dict[tuple[dt.timedelta | None, ...], str] = {}
    for zone in sorted(zones, key=lambda zone: zone not in usual):
        if zone in known:
            clock = zoneinfo.ZoneInfo(zone)
            found.setdefault(tuple(at.astimezone(clock).utcoffset() for at in MONTHS), zone)
    return list(found.values())


def zones_with(chosen: str, group: Any) -> list[tuple[str, Zones]]:
    """The zones; before them, in its own group, the one that is chosen when none is it."""
    zones = time_zones((get_language() or "fr")[:2])
    named = {zone for _group, some in zones for zone, _name in some}
    return zones if not chosen or chosen in named else [(group, [(chosen, chosen)]), *zones]


lazy_zones = lazy(lambda: zones_with("", ""), list)
