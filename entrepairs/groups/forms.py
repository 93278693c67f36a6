"""Forms of groups: starting one, its page, asking to come in, an agreement, an organisation."""

import datetime as dt
from typing import Any

from django import forms as fields
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.groups.models import Backing, Entry, Group
from entrepairs.ledger.models import Audience
from entrepairs.people.forms.opening_hours import HoursFields, closed_on_holidays, hours_zone
from entrepairs.people.models import Organisation
from entrepairs.people.opening_hours import Week
from entrepairs.people.queries import organisation_named
from entrepairs.ui import forms
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.choices import languages
from entrepairs.vocabulary.models import Place
from entrepairs.vocabulary.town_fields import add_place

LONGEST = 2000
AUDIENCES = [
    (Audience.CIRCLES.value, gettext_lazy("the members of the group only")),
    (Audience.NETWORK.value, gettext_lazy("the network: everyone with an account here")),
    (Audience.EVERYONE.value, gettext_lazy("everyone, also without an account")),
]


def text_area(rows: int) -> fields.Textarea:
    return fields.Textarea(attrs={"rows": rows, "dir": "auto"})


class NearForm(forms.PlainForm):
    """Near which place groups are looked for."""

    near = fields.CharField(
        label=gettext_lazy("Near which town, or which postal code?"), required=False, max_length=120
    )
    show_optional = False

    @property
    def place(self) -> Place | None:
        typed = self.cleaned_data.get("near", "") if self.is_valid() else ""
        return vocabulary.place_named(typed) if typed else None


class StartForm(forms.Form):
    """What a group begins with: the rest is on its page, later."""

    name = fields.CharField(label=gettext_lazy("Name of the group"), max_length=120)
    kind = fields.ChoiceField(
        label=gettext_lazy("Kind of group"), choices=Group.Kind, widget=fields.RadioSelect
    )
    about = fields.CharField(
        label=gettext_lazy("What the group is for"),
        max_length=LONGEST,
        widget=text_area(4),
        help_text=gettext_lazy("Who it is for, what you do together, what it costs if it does."),
    )
    town = fields.CharField(
        label=gettext_lazy("Town or village"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Its name or its postal code. Leave empty for a group online."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("kind", Group.Kind.SELF_HELP)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        add_place(self, data)
        return data

    def page(self) -> dict[str, Any]:
        """The columns of its page."""
        return {"kind": self.cleaned_data["kind"], "place": self.cleaned_data["place"]}


class PageForm(StartForm):
    """The whole page of a group."""

    address = fields.CharField(
        label=gettext_lazy("Address"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("The street, and how to find the door."),
    )
    languages = fields.MultipleChoiceField(
        label=gettext_lazy("Languages spoken there"),
        required=False,
        choices=languages,
        widget=fields.CheckboxSelectMultiple,
    )
    phone = fields.CharField(label=gettext_lazy("Phone"), required=False, max_length=30)
    email = fields.EmailField(label=gettext_lazy("Email"), required=False)
    website = fields.URLField(label=gettext_lazy("Website"), required=False, assume_scheme="https")
    audience = fields.TypedChoiceField(
        label=gettext_lazy("Who can see this page?"),
        help_text=gettext_lazy("Others see it once the group has two members."),
        choices=AUDIENCES,
        coerce=int,
        widget=fields.RadioSelect,
    )
    open = fields.BooleanField(
        label=gettext_lazy("People can join without asking"),
        required=False,
        help_text=gettext_lazy("Otherwise they ask, and one member says yes."),
    )
    visit_days = fields.IntegerField(
        label=gettext_lazy("How many days a visit lasts"),
        min_value=1,
        max_value=366,
        help_text=gettext_lazy("A visitor pays no fee, advises and does not decide."),
    )
    unwell = fields.CharField(
        label=gettext_lazy("What you do if someone is unwell"),
        required=False,
        max_length=LONGEST,
        widget=text_area(5),
        help_text=gettext_lazy("Your own rule. People in the group see it first on the page."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("open") and data.get("kind") == Group.Kind.REFLECTION:
            self.add_error("open", _("People ask to join a co-reflection group."))
        return data

    def page(self) -> dict[str, Any]:
        names = ("address", "languages", "phone", "email", "website", "audience", "visit_days")
        told = {name: self.cleaned_data[name] for name in (*names, "unwell")}
        return super().page() | told


def initial_of_page(group: Group) -> dict[str, Any]:
    """A group as its form shows it."""
    names = ("kind", "audience", "address", "languages", "phone", "email", "website", "visit_days")
    found = {name: getattr(group, name) for name in (*names, "unwell")}
    circle = group.circle
    town = vocabulary.place_label(group.place) if group.place else ""
    return found | {"name": circle.name, "about": circle.about, "open": circle.open, "town": town}


class HoursForm(HoursFields, forms.Form):
    """When anyone may come without booking."""

    show_optional = False  # nearly all of it is
    closes_on_holidays = closed_on_holidays()
    time_zone = hours_zone()

    def __init__(self, *args: Any, group: Group, week: Week, **kwargs: Any) -> None:
        told = {"time_zone": group.time_zone, "closes_on_holidays": group.closes_on_holidays}
        super().__init__(*args, initial=told, **kwargs)
        self.add_hours(week, group.time_zone)
        for name in ("closes_on_holidays", "time_zone"):  # after the days
            self.fields[name] = self.fields.pop(name)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        return data | {"week": self.read_week(data)}


class AskForm(forms.Form):
    """Asking to come in."""

    role = fields.ChoiceField(
        label=gettext_lazy("How would you like to come?"),
        choices=[
            (Entry.Role.VISITOR.value, gettext_lazy("as a visitor, for a time")),
            (Entry.Role.MEMBER.value, gettext_lazy("as a member")),
        ],
        initial=Entry.Role.VISITOR.value,
        widget=fields.RadioSelect,
    )
    words = fields.CharField(
        label=gettext_lazy("A few words for the group"),
        required=False,
        max_length=1000,
        widget=text_area(3),
        help_text=gettext_lazy("The members read them, with your name."),
    )


class AgreementForm(forms.Form):
    """A version of the agreement: one promise a line."""

    words = fields.CharField(
        label=gettext_lazy("What we promise each other"),
        max_length=4000,
        widget=text_area(9),
        help_text=gettext_lazy("One promise a line. Short enough to be read aloud in two minutes."),
    )
    changes = fields.CharField(
        label=gettext_lazy("What changes in this version"), required=False, max_length=500
    )
    review_on = forms.DayField(
        label=gettext_lazy("When you talk about it again"),
        help_text=gettext_lazy("For instance in six months."),
    )

    def clean_review_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["review_on"]
        if day <= timezone.localdate():
            raise fields.ValidationError(_("Choose a day in the future."))
        return day


class BackingForm(forms.Form):
    """Asking an organisation of this network to support the group."""

    organisation = fields.CharField(
        label=gettext_lazy("Name of the organisation"),
        max_length=120,
        help_text=gettext_lazy("As it is written in the list of organisations."),
    )
    role = fields.ChoiceField(
        label=gettext_lazy("What it does for the group"),
        choices=[
            (
                Backing.Role.SPONSOR.value,
                gettext_lazy("sponsor: it watches over the group and advises"),
            ),
            (
                Backing.Role.MANAGER.value,
                gettext_lazy("manager: it keeps the accounts and the contracts"),
            ),
        ],
        widget=fields.RadioSelect,
    )
    exception = fields.CharField(
        label=gettext_lazy("If it is both sponsor and manager: why"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Only brain injury groups may have one organisation for both."),
    )

    def clean_organisation(self) -> Organisation:
        found = organisation_named(self.cleaned_data["organisation"])
        if found is None:
            raise fields.ValidationError(
                _("We do not know this organisation. Look up its name in the list.")
            )
        return found
