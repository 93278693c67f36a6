"""Towns in forms: what was typed in the field `town`, as a place."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from entrepairs.vocabulary.queries import place_named


def add_place(form: forms.BaseForm, data: dict[str, Any]) -> None:
    """The place of the field `town`, as `place`; or the error that says how to name it."""
    town = data.get("town", "")
    data["place"] = place_named(town) if town else None
    if town and data["place"] is None:
        words = _(
            "We do not know this town. Add its postal code, as in “Vitré 35500”, or "
            "leave this field empty."
        )
        form.add_error("town", words)
