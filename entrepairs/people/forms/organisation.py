"""What everyone reads about an organisation, filled in by its coordinators."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django import forms as django_forms
from django.utils import dates, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.plain_text import plain_line
from entrepairs.people.models import Organisation
from entrepairs.people.opening_hours import DAYS, NotUnderstood, Week, read_hours, write_hours
from entrepairs.ui import forms
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.choices import languages
from entrepairs.vocabulary.models import Place
from entrepairs.vocabulary.time_zones import zones_with

MORE_DAYS = 3  # empty lines for days that are otherwise
DIGITS_OF_A_NUMBER = 3


class OrganisationForm(forms.ModelForm):
    """Who it is, how it is reached, when it is open."""

    show_optional = False  # nearly all of it is
    place_name = django_forms.CharField(
        label=gettext_lazy("Town or village, or postal code"), required=False, max_length=120
    )
    languages = django_forms.MultipleChoiceField(
        label=gettext_lazy("Languages spoken there"),
        required=False,
        choices=languages,
        widget=django_forms.CheckboxSelectMultiple,
    )
    time_zone = django_forms.ChoiceField(label=gettext_lazy("Time zone of the opening hours"))

    class Meta:
        model = Organisation
        fields = (
            "kind",
            "about",
            "telephone",
            "address",
            "how_to_get_card",
            "languages",
            "time_zone",
        )
        labels = {
            "kind": gettext_lazy("What kind of organisation is it?"),
            "about": gettext_lazy("Public description of the organisation"),
            "telephone": gettext_lazy("Telephone"),
            "address": gettext_lazy("Street and number"),
            "how_to_get_card": gettext_lazy("How to get a card"),
        }
        help_texts = {
            "about": gettext_lazy("Everyone can read this, without signing in."),
            "how_to_get_card": gettext_lazy(
                "For people without email: when to come, whom to ask. Left empty, the page says to "
                "ask the coordinators."
            ),
        }
        widgets = {
            "about": django_forms.Textarea(attrs={"rows": 6}),
            "how_to_get_card": django_forms.Textarea(attrs={"rows": 2}),
            "telephone": django_forms.TextInput(attrs={"type": "tel"}),
        }

    def __init__(self, data: Any = None, *, instance: Organisation, week: Week) -> None:
        place = vocabulary.place_label(instance.place) if instance.place else ""
        super().__init__(data, instance=instance, initial={"place_name": place})
        fields: Any = self.fields
        fields["time_zone"].choices = zones_with(instance.time_zone, _("Current"))
        self.place: Place | None = instance.place
        self._add_days(week)
        self._add_exceptions(week)
        self.order_fields(["kind", "about", "telephone", "address", "place_name"])
        for name in ("languages", "time_zone"):  # a long list, at the end
            self.fields[name] = self.fields.pop(name)

    def _add_days(self, week: Week) -> None:
        for number in range(DAYS):
            self.fields[f"day_{number}"] = django_forms.CharField(
                label=capfirst(str(dates.WEEKDAYS[number])),
                initial=write_hours(week.days[number]),
                required=False,
                max_length=80,
                help_text=_("For example 10:00-12:00, 14:00-18:00. Empty: closed.")
                if number == 0
                else "",
            )

    def _add_exceptions(self, week: Week) -> None:
        known = sorted(day for day in week.exceptions if day >= timezone.localdate())
        for number, day in enumerate([*known, *[None] * MORE_DAYS]):
            hours = write_hours(week.exceptions[day]) if day else ""
            self.fields[f"on_{number}"] = forms.DayField(
                label=_("Other hours on this day"), initial=day, required=False
            )
            self.fields[f"hours_{number}"] = django_forms.CharField(
                label=_("Times that day"),
                initial=hours,
                required=False,
                max_length=80,
                help_text=_("Empty: closed that day.") if number == 0 else "",
            )

    def clean_telephone(self) -> str:
        number = plain_line(self.cleaned_data["telephone"])
        if number and sum(letter.isdigit() for letter in number) < DIGITS_OF_A_NUMBER:
            raise django_forms.ValidationError(_("This is not a telephone number."))
        return number

    def clean_place_name(self) -> str:
        """The place it stands for; a name that several have needs its department or postal code."""
        typed: str = self.cleaned_data["place_name"].strip()
        if not typed:
            self.place = None
        elif self.place is None or typed != vocabulary.place_label(self.place):
            named = vocabulary.named_so(typed, vocabulary.find_places(typed))
            if len(named) != 1:
                raise django_forms.ValidationError(
                    _("Several places have this name: add the postal code.")
                    if named
                    else _("We do not know this place. Try its postal code, or a nearby town.")
                )
            self.place = named[0]
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        days = tuple(tuple(self._hours_of(f"day_{number}")) for number in range(DAYS))
        exceptions = {}
        for day, name in self._exceptions(cleaned):
            if day in exceptions:
                self.add_error(name.replace("hours", "on"), _("This day is there twice."))
            exceptions[day] = tuple(self._hours_of(name))
        return cleaned | {"week": Week(days, exceptions), "place": self.place}

    def _exceptions(self, cleaned: dict[str, Any]) -> Iterator[tuple[dt.date, str]]:
        for field in list(self.fields):
            if field.startswith("on_"):
                hours = field.replace("on_", "hours_")
                if day := cleaned.get(field):
                    yield day, hours
                elif cleaned.get(hours) and field not in self.errors:
                    self.add_error(field, _("Which day?"))

    def _hours_of(self, name: str) -> list[tuple[dt.time, dt.time]]:
        try:
            return read_hours(plain_line(self.cleaned_data.get(name) or ""))
        except NotUnderstood as wrong:
            self.add_error(name, str(wrong))
            return []

    def told(self) -> dict[str, Any]:
        """The columns, for the action."""
        names = (*self._meta.fields, "place")  # type: ignore[misc]
        return {name: self.cleaned_data[name] for name in names}
