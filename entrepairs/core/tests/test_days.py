"""The day it is, in the database: that of the place where Entrepairs is."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.people.models import Person

# Of these one is always in another day than the server's clock.
ENDS_OF_THE_WORLD = ["Pacific/Kiritimati", "Pacific/Pago_Pago"]
JUST_AFTER_MIDNIGHT = dt.datetime(2026, 12, 1, 0, 30, tzinfo=ZoneInfo("Europe/Paris"))


def asked(sql: str, *values: str | dt.datetime) -> dt.date:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: dt.date = cursor.fetchone()[0]
    return found


def test_the_database_and_the_pages_have_one_today(amel: Person) -> None:
    with hats.person(amel.pk):
        assert asked("select zone_here()") == settings.TIME_ZONE
        assert asked("select today()") == timezone.localdate(timezone=ZoneInfo(settings.TIME_ZONE))
        assert asked("select day_of(%s)", JUST_AFTER_MIDNIGHT) == dt.date(2026, 12, 1)


@pytest.mark.parametrize("zone", ENDS_OF_THE_WORLD)
def test_it_is_that_of_the_zone_that_is_set(amel: Person, zone: str) -> None:
    with hats.person(amel.pk):
        asked("select set_config('app.time_zone', %s, true)", zone)
        assert asked("select today()") == timezone.localdate(timezone=ZoneInfo(zone))
