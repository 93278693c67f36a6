"""A number chosen on a slider, with the number itself beside it: either may be used, with or
without a script."""

import math
from typing import Any

from django import forms
from django.utils.translation import gettext as _

MOVED, SHOWN = "-slider", "-shown"  # after the field's name: where the slider is, what was shown


class SliderWidget(forms.NumberInput):
    """A slider and a number of the same thing, from `least` to `most` by `step`.

    Without a script the two do not follow each other. Which one was used is told by what the page
    showed: the number when it is another one, else the slider when it was moved.
    """

    template_name = "ui/slider.html"

    def __init__(self, *, label: Any, least: float, most: float, step: float) -> None:
        super().__init__(attrs={"step": "any", "inputmode": "decimal"})
        self.label, self.least, self.most, self.step = label, least, most, step

    def position(self, value: Any) -> float:
        """Where the slider stands for this number: on its steps, at its least for what is none."""
        number = read_number(value)
        if number is None:
            return self.least
        steps = round((min(max(number, self.least), self.most) - self.least) / self.step)
        return round(self.least + steps * self.step, 6)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["slider"] = {
            "label": _("%(label)s: slider") % {"label": self.label},
            "name": name + MOVED,
            "shown": name + SHOWN,
            "at": f"{self.position(value):g}",
            "least": f"{self.least:g}",
            "most": f"{self.most:g}",
            "step": f"{self.step:g}",
        }
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        number, shown = data.get(name), data.get(name + SHOWN)
        moved = read_number(data.get(name + MOVED))
        if shown is None or moved is None or number != shown:
            return number
        return number if math.isclose(moved, self.position(shown), abs_tol=1e-6) else f"{moved:g}"


def read_number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None
