"""Changing one thing, saying how to be reached, setting up; and what coordinators fill in."""

from typing import Any

from django import forms as django_forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.people.actions.persons import clean_name
from entrepairs.people.forms.fields import AudienceField, NoteField
from entrepairs.people.forms.told import NameForm
from entrepairs.people.models import Facet, Person
from entrepairs.ui import forms
from entrepairs.vocabulary.time_zones import zones_with


class FacetForm(forms.Form):
    """One thing already told: who sees it, in which words."""

    audience = AudienceField()
    note = NoteField()

    def __init__(self, data: Any = None, *, facet: Facet) -> None:
        initial = {"audience": facet.audience, "note": facet.note}
        super().__init__(data, initial=initial, auto_id=f"{facet.what.replace(':', '-')}-%s")
        if facet.kind == Facet.Kind.PLACE:
            del self.fields["note"]
        elif facet.kind == Facet.Kind.CONTACT:
            self.fields["note"] = django_forms.CharField(
                label=facet.get_means_display(), max_length=200
            )


class GoForm(forms.Form):
    """Leaving an organisation, or stopping to coordinate it."""

    # The page said that nobody coordinates it afterwards.
    last_and_knows = django_forms.BooleanField(required=False, widget=django_forms.HiddenInput)


class ContactForm(forms.Form):
    """One way to reach me."""

    means = django_forms.ChoiceField(
        label=gettext_lazy("How can people contact you?"), choices=Facet.Means.choices
    )
    note = django_forms.CharField(
        label=gettext_lazy("Phone number, address or user name"), max_length=200
    )
    audience = AudienceField()

    def clean_note(self) -> str:
        return clean_name(self.cleaned_data["note"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        note = cleaned.get("note", "")
        if note and cleaned.get("means") == Facet.Means.EMAIL:
            try:
                django_forms.EmailField().clean(note)
            except django_forms.ValidationError:
                self.add_error("note", _("Enter an email address, for example name@example.org."))
        if (
            note
            and cleaned.get("means") == Facet.Means.PHONE
            and sum(letter.isdigit() for letter in note) < 3
        ):
            self.add_error("note", _("This is not a telephone number."))
        return cleaned


class SettingsForm(forms.Form):
    """In which language mails and papers come, and by which clock times are shown."""

    language = django_forms.ChoiceField(
        label=gettext_lazy("Language of emails and papers"), choices=settings.LANGUAGES
    )
    time_zone = django_forms.ChoiceField(label=gettext_lazy("Time zone"))

    def __init__(self, data: Any = None, *, person: Person) -> None:
        super().__init__(data, initial={"language": person.language, "time_zone": person.time_zone})
        fields: Any = self.fields
        fields["time_zone"].choices = zones_with(person.time_zone, _("Current"))


class SearchForm(forms.PlainForm):
    """People of an organisation by the beginning of their name."""

    show_optional = False
    q = django_forms.CharField(
        label=gettext_lazy("Name begins with"), max_length=60, required=False
    )


class NewPersonForm(forms.Form):
    """Someone who has no login yet."""

    name = django_forms.CharField(
        label=gettext_lazy("Name the person wants to use"),
        help_text=gettext_lazy(
            "Ask them first if they agree. They can change this name when they sign in."
        ),
        max_length=60,
    )
    language = django_forms.ChoiceField(
        label=gettext_lazy("Their language, for papers"), choices=settings.LANGUAGES
    )

    clean_name = NameForm.clean_name
