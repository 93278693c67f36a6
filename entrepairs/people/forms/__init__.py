"""The forms of this room."""

from entrepairs.people.forms.organisation import OrganisationForm
from entrepairs.people.forms.place import PlaceForm
from entrepairs.people.forms.settings import (
    ContactForm,
    FacetForm,
    GoForm,
    NewPersonForm,
    SearchForm,
    SettingsForm,
)
from entrepairs.people.forms.told import AnswersForm, NameForm, TimesForm

__all__ = [
    "AnswersForm",
    "ContactForm",
    "FacetForm",
    "GoForm",
    "NameForm",
    "NewPersonForm",
    "OrganisationForm",
    "PlaceForm",
    "SearchForm",
    "SettingsForm",
    "TimesForm",
]
