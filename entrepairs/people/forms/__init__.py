"""The forms of this room."""

from entrepairs.people.forms.place import PlaceForm
from entrepairs.people.forms.settings import (
    AboutForm,
    ContactForm,
    FacetForm,
    GoForm,
    NewPersonForm,
    SearchForm,
    SettingsForm,
)
from entrepairs.people.forms.told import AnswersForm, NameForm, TimesForm

__all__ = [
    "AboutForm",
    "AnswersForm",
    "ContactForm",
    "FacetForm",
    "GoForm",
    "NameForm",
    "NewPersonForm",
    "PlaceForm",
    "SearchForm",
    "SettingsForm",
    "TimesForm",
]
