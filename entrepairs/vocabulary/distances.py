"""Distances from a place, worked out by the database: what is far is left out before anything is
counted or cut."""

from django.db.models import F, FloatField, Func, Value

from entrepairs.vocabulary.models import Place

USUAL_KM = 50  # when nobody said how far


def kilometres_from(place: Place, other: str = "place") -> Func:
    """To the place in that column; null where none is told."""
    here = (Value(place.latitude), Value(place.longitude))
    there = (F(f"{other}__latitude"), F(f"{other}__longitude"))
    return Func(*here, *there, function="kilometres_between", output_field=FloatField())
