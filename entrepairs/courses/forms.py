"""Forms of courses: what it is, and who was at a session."""

from typing import Any

from django import forms as fields
from django.utils.translation import gettext_lazy as _

from entrepairs.courses.models import LONGEST, Course
from entrepairs.registrations.models import Registration
from entrepairs.ui import forms


class CourseForm(forms.RowForm):
    """What is read before a yes. Both languages stand side by side; one may stay empty."""

    class Meta:
        model = Course
        fields = (
            *("kind", "takes_fr", "takes_en", "costs_fr", "costs_en", "seen_fr", "seen_en"),
            *("declared",),
        )
        labels = {
            "takes_fr": _("What it takes of one’s time and travel, in French"),
            "takes_en": _("What it takes of one’s time and travel, in English"),
            "costs_fr": _("What it costs, in French"),
            "costs_en": _("What it costs, in English"),
            "seen_fr": _("Who reads what people answer, in French"),
            "seen_en": _("Who reads what people answer, in English"),
            "declared": _("Number of its declaration (therapeutic education)"),
        }

    kind = fields.ChoiceField(
        label=_("What kind of course is it?"),
        choices=forms.choices_of(Course.Kind.choices),
        widget=fields.RadioSelect,
    )
    declared_on = forms.DayField(label=_("Day of its declaration"), required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("kind") != Course.Kind.ETP:
            for name in ("declared", "declared_on"):
                if data.get(name):
                    self.add_error(name, _("Only therapeutic education is declared."))
        return data


class AttendanceForm(forms.Form):
    """Minutes of each who has a place: empty is not there."""

    by_peer = forms.YesNoField(
        label=_("Did a patient or a peer lead it, alone or with others?"), required=False
    )

    def __init__(
        self, *args: Any, placed: list[Registration], noted: dict[int, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.placed = placed
        for one in placed:
            self.fields[f"minutes_{one.pk}"] = fields.IntegerField(
                label=one.name, required=False, min_value=1, max_value=LONGEST
            )
            self.initial.setdefault(f"minutes_{one.pk}", noted.get(one.pk))

    def rows(self) -> list[Any]:
        return [self[f"minutes_{one.pk}"] for one in self.placed]

    def minutes(self) -> dict[int, int]:
        said = {one.pk: self.cleaned_data[f"minutes_{one.pk}"] for one in self.placed}
        return {pk: lasted for pk, lasted in said.items() if lasted}
