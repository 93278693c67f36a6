"""The zones that clocks are set to."""

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings


def zone_named(name: str) -> ZoneInfo:
    """The zone of this name; the site's own when there is none such."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(settings.TIME_ZONE)


def is_second(here: dt.datetime) -> bool:
    """This local time comes twice that night, and this is the second time."""
    return bool(here.fold) and here.utcoffset() != here.replace(fold=0).utcoffset()
