"""What is near a place: the one I told, or one that is typed."""

from dataclasses import dataclass, field
from typing import Any

from entrepairs.calendar.sources import Row
from entrepairs.matching.distances import kilometres_between
from entrepairs.people.models import Facet
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.distances import USUAL_KM
from entrepairs.vocabulary.models import Place

DISTANCES = (5, 10, 20, 50, 100, 200)


@dataclass(slots=True)
class Nearness:
    """Around which place, and how far. Without a place: everywhere."""

    typed: str = ""
    place: Place | None = None
    km: int = USUAL_KM
    choices: list[str] = field(default_factory=list)  # several places are called so

    @property
    def unknown(self) -> bool:
        """A place was typed, and we know none of that name."""
        return bool(self.typed and self.place is None and not self.choices)

    def reaches(self, row: Row) -> bool:
        """As the statement says it, of what a room works out in Python."""
        if self.place is None or row.online:
            return True
        if row.latitude is None or row.longitude is None:
            return False
        here = (self.place.latitude, self.place.longitude)
        return bool(kilometres_between(*here, row.latitude, row.longitude) <= self.km)

    @property
    def values(self) -> dict[str, Any]:
        """What the statement of the calendar asks: nulls when everywhere is near."""
        here = self.place
        return {
            "latitude": here and here.latitude,
            "longitude": here and here.longitude,
            "km": self.km,
        }


def nearness_asked(typed: str | None, km: str, person: int | None) -> Nearness:
    """Around the place that is typed; else around the one that this person told, if they did."""
    far = int(km) if km in map(str, DISTANCES) else None
    if typed is not None:
        return _look_around(typed.strip()[:120], far or USUAL_KM)
    told = find_told_place(person) if person else None
    if told is None or told.place is None:
        return Nearness(km=far or USUAL_KM)
    label = vocabulary.place_label(told.place)
    usual = next((one for one in DISTANCES if one >= (told.radius_km or 0)), DISTANCES[-1])
    return Nearness(label, told.place, far or usual)


def find_told_place(person: int) -> Facet | None:
    mine = Facet.objects.filter(person=person, kind=Facet.Kind.PLACE, place__isnull=False)
    return mine.select_related("place").first()


def _look_around(typed: str, km: int) -> Nearness:
    place, choices = vocabulary.look_up_place(typed)
    return Nearness(typed, place, km, [vocabulary.place_label(one) for one in choices])
