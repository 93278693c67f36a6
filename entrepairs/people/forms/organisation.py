"""What everyone reads about an organisation, filled in by its coordinators."""

from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.plain_text import plain_line
from entrepairs.people.forms.opening_hours import HoursFields, closed_on_holidays, hours_zone
from entrepairs.people.models import Organisation
from entrepairs.people.opening_hours import Week
from entrepairs.ui import forms
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.choices import languages
from entrepairs.vocabulary.models import Place

DIGITS_OF_A_NUMBER = 3


class OrganisationForm(HoursFields, forms.ModelForm):
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
    time_zone = hours_zone()
    closes_on_holidays = closed_on_holidays()

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
            "closes_on_holidays",
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
        self.place: Place | None = instance.place
        self.add_hours(week, instance.time_zone)
        self.order_fields(["kind", "about", "telephone", "address", "place_name"])
        for name in ("closes_on_holidays", "languages", "time_zone"):  # long lists at the end
            self.fields[name] = self.fields.pop(name)

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
        return cleaned | {"week": self.read_week(cleaned), "place": self.place}

    def told(self) -> dict[str, Any]:
        """The columns, for the action."""
        names = (*self._meta.fields, "place")  # type: ignore[misc]
        return {name: self.cleaned_data[name] for name in names}
