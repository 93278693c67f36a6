"""Where one could meet."""

from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.people.forms.fields import AudienceField
from entrepairs.people.models import Facet
from entrepairs.ui import forms
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.models import Place

RADIUS = [(km, f"{km} km") for km in (2, 5, 10, 20, 50, 100, 200)]


class PlaceForm(forms.Form):
    """Where: near a place, or anywhere. `go=find` asks which places are called so."""

    where = django_forms.ChoiceField(
        label=gettext_lazy("Near a place, or anywhere?"),
        choices=[
            ("near", gettext_lazy("near a place")),
            ("anywhere", gettext_lazy("anywhere, or remotely")),
        ],
        widget=django_forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of these two options.")},
    )
    place = django_forms.CharField(
        label=gettext_lazy("Which town or village, or which postal code?"),
        help_text=gettext_lazy("Only the name of the place is kept, never your address."),
        required=False,
        max_length=120,
    )
    radius = django_forms.TypedChoiceField(
        label=gettext_lazy("How far could you go?"), choices=RADIUS, coerce=int
    )
    audience = AudienceField()

    few = 6  # places to choose from at one glance: more are a list that opens

    def __init__(self, data: Any = None, *, told: Facet | None, first: int) -> None:
        place = told.place if told else None
        initial = {
            "where": "anywhere" if told and not place else "near" if place else "",
            "place": vocabulary.place_label(place) if place else "",
            "radius": told.radius_km if told and told.radius_km else 20,
            "audience": told.audience if told else first,
        }
        if (
            data and data.get("place", "").strip() and not data.get("where")
        ):  # who names a town has said which
            data = data.copy()
            data["where"] = "near"
        super().__init__(data, initial=initial)
        self.matches: list[Place] = []

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        typed = cleaned.get("place", "").strip()
        if cleaned.get("where") != "near":
            return cleaned | {"found": None}
        if not typed:
            self.add_error("place", _("Write the name of a town or village, or choose “anywhere”."))
        elif place := self._find_place(typed):
            cleaned["found"] = place
        elif self.matches:
            self.add_error("place", _("Several places have this name. Choose yours below."))
        else:
            self.add_error(
                "place", _("We do not know this place. Try its postal code, or a nearby town.")
            )
        return cleaned

    def _find_place(self, typed: str) -> Place | None:
        """The place picked below, or the only one whose whole label or name was typed."""
        picked = self.data.get("picked", "")
        self.matches = vocabulary.find_places(typed)
        if picked.isdecimal() and (
            place := next((p for p in self.matches if p.pk == int(picked)), None)
        ):
            return place
        named = vocabulary.named_so(typed, self.matches)
        return named[0] if len(named) == 1 else None

    def options(self) -> list[tuple[Place, str]]:
        return [(place, vocabulary.place_label(place)) for place in self.matches]
