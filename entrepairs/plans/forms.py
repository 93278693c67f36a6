"""Forms of plans: starting one, a part of it, inviting, a commitment, a paper copy, printing."""

import datetime as dt
from typing import Any

from django import forms as fields
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.people.models import Organisation
from entrepairs.people.queries import organisation_named
from entrepairs.plans.models import KeptApart, Relation, Section
from entrepairs.plans.queries.plans import People, ShownSection
from entrepairs.plans.templates_of_plans import read_templates
from entrepairs.ui import forms

LONGEST = 4000


def text_area(rows: int) -> fields.Textarea:
    return fields.Textarea(attrs={"rows": rows, "dir": "auto"})


def unknown_organisation() -> str:
    return _("We do not know this organisation. Look up its name in the list.")


def template_choices() -> list[tuple[str, Any]]:
    return [(key, one.title) for key, one in read_templates().items()]


class StartForm(forms.Form):
    """From which template, and what it is called."""

    template = fields.ChoiceField(
        label=gettext_lazy("What do you want to start from?"),
        choices=template_choices,
        widget=fields.RadioSelect,
        help_text=gettext_lazy("You can add parts of your own, and leave parts empty."),
    )
    name = fields.CharField(
        label=gettext_lazy("Name of the plan"),
        max_length=120,
        help_text=gettext_lazy("Those you invite see this name."),
    )


class SettingsForm(forms.Form):
    """The name of a plan, and when it is read again."""

    name = fields.CharField(label=gettext_lazy("Name of the plan"), max_length=120)
    review_on = forms.DayField(
        label=gettext_lazy("When you read it again"),
        required=False,
        help_text=gettext_lazy("On that day, a line on Today reminds you."),
    )

    def clean_review_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["review_on"]
        if day is not None and day <= timezone.localdate():
            raise fields.ValidationError(_("Choose a day in the future."))
        return day


class SectionForm(forms.Form):
    """The words of a part, and who can see them."""

    words = fields.CharField(
        label=gettext_lazy("In your own words"),
        max_length=LONGEST,
        required=False,
        widget=text_area(7),
    )
    audience = fields.TypedChoiceField(
        label=gettext_lazy("Who can see this?"),
        choices=Section.Audience,
        coerce=int,
        widget=fields.RadioSelect,
    )
    readers = fields.TypedMultipleChoiceField(
        label=gettext_lazy("The members I choose"),
        required=False,
        coerce=int,
        widget=fields.CheckboxSelectMultiple,
        help_text=gettext_lazy("Counts if you chose “the members I choose” above."),
    )

    def __init__(self, *args: Any, people: People, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if people.all:
            readers: Any = self.fields["readers"]
            readers.choices = [(one.person_id, one.person.name) for one in people.all]
        else:
            del self.fields["readers"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("audience") == Section.Audience.CHOSEN and not data.get("readers"):
            where = "readers" if "readers" in self.fields else "audience"
            self.add_error(where, _("Choose at least one member, or another answer."))
        return data


class TitleForm(forms.Form):
    title = fields.CharField(label=gettext_lazy("Title of the part"), max_length=120)


class InviteForm(forms.Form):
    """As what somebody is invited; a service, for which organisation."""

    relation = fields.ChoiceField(
        label=gettext_lazy("Who is this person for you?"),
        choices=[
            (Relation.PEER.value, gettext_lazy("a peer, or a peer worker")),
            (Relation.RELATIVE.value, gettext_lazy("someone of my family, or a friend")),
            (Relation.SERVICE.value, gettext_lazy("someone from a service")),
        ],
        widget=fields.RadioSelect,
    )
    organisation = fields.CharField(
        label=gettext_lazy("From a service: name of the organisation"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("As it is written in the list of organisations."),
    )
    words = fields.CharField(
        label=gettext_lazy("A few words for this person"),
        required=False,
        max_length=1000,
        widget=text_area(3),
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        typed, data["of_organisation"] = data.get("organisation", ""), None
        if data.get("relation") == Relation.SERVICE:
            found = organisation_named(typed)
            if found is None:
                self.add_error("organisation", unknown_organisation())
            elif KeptApart.objects.filter(organisation=found).exists():
                self.add_error(
                    "organisation",
                    _("You chose not to be in a circle with this organisation. You can change it."),
                )
            data["of_organisation"] = found
        return data


class CommitmentForm(forms.Form):
    """Who does what until when."""

    what = fields.CharField(
        label=gettext_lazy("What will be done"), max_length=500, widget=text_area(2)
    )
    person = fields.TypedChoiceField(
        label=gettext_lazy("Who"), coerce=int, widget=fields.RadioSelect
    )
    until = forms.DayField(label=gettext_lazy("Until when"))

    def __init__(self, *args: Any, me: int, people: People | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who: Any = self.fields["person"]
        who.choices = [(me, _("me"))]
        self.initial.setdefault("person", me)
        if people is None:
            who.widget = fields.HiddenInput()
            return
        who.choices += [(one.person_id, one.person.name) for one in people.all]
        who.help_text = _("Another member is asked. The commitment counts once they say yes.")

    def clean_until(self) -> dt.date:
        day: dt.date = self.cleaned_data["until"]
        if day < timezone.localdate():
            raise fields.ValidationError(_("Choose today, or a later day."))
        return day


class CopyForm(forms.Form):
    words = fields.CharField(
        label=gettext_lazy("Who has a copy, and where it is"), max_length=300, widget=text_area(2)
    )
    given_on = forms.DayField(label=gettext_lazy("Since when"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("given_on", timezone.localdate())


class PrintForm(forms.PlainForm):
    """Which parts are on the sheet."""

    show_optional = False
    section = fields.MultipleChoiceField(
        label=gettext_lazy("What is on the sheet"),
        widget=fields.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one part.")},
    )

    def __init__(self, *args: Any, sections: list[ShownSection], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["section"]
        choices.choices = [(one.section.key, one.title) for one in sections]
        self.initial.setdefault(
            "section",
            [one.section.key for one in sections if one.section.audience != Section.Audience.ME],
        )


class OrganisationForm(forms.Form):
    """An organisation of this network, by its name."""

    organisation = fields.CharField(
        label=gettext_lazy("Name of the organisation"),
        max_length=120,
        help_text=gettext_lazy("As it is written in the list of organisations."),
    )

    def clean_organisation(self) -> Organisation:
        found = organisation_named(self.cleaned_data["organisation"])
        if found is None:
            raise fields.ValidationError(unknown_organisation())
        return found
