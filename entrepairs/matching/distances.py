"""Distances on a round Earth. Without numpy: the web uses it too."""

import math
from typing import Any

EARTH_KM = 6371


def kilometres_between(
    latitude_a: Any, longitude_a: Any, latitude_b: Any, longitude_b: Any, *, lib: Any = math
) -> Any:
    """As the crow flies, in km, within 0.5 %. Degrees in: float, or float64[m] with `lib=numpy`.

    nan where a coordinate is. Source: the haversine formula (Sinnott, Sky and Telescope, 1984).
    """
    north, east = lib.radians(latitude_a - latitude_b), lib.radians(longitude_a - longitude_b)
    cosines = lib.cos(lib.radians(latitude_a)) * lib.cos(lib.radians(latitude_b))
    half = lib.sin(north / 2) ** 2 + cosines * lib.sin(east / 2) ** 2
    # Rounding may bring `half` a little above 1 for two opposite places.
    return 2 * EARTH_KM * lib.atan2(lib.sqrt(half), lib.sqrt(abs(1 - half)))
