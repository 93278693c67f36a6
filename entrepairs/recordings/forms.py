"""Forms of recordings: for those who prepare them and those heard in them."""

import datetime as dt
from typing import Any

from django import forms as fields
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.library.channels import Channel
from entrepairs.library.forms import language_choices
from entrepairs.library.models import Resource
from entrepairs.people.models import Affiliation, Membership, Person
from entrepairs.people.queries import people_to_ask
from entrepairs.recordings import captions
from entrepairs.recordings import chapters as transcripts
from entrepairs.ui import forms
from entrepairs.ui.formats import time_code

SPOKEN = [("fr", "Français"), ("en", "English")]


class TimeCodeField(fields.CharField):
    """A moment of a recording, in seconds; typed 12:34, or 1:02:03."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": 12, **kwargs})

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        if not text:
            return None
        match = captions.TIMED.fullmatch(text)
        try:
            if match is None or match["rest"]:
                raise captions.Unreadable(0, "")
            return captions.parse_milliseconds(0, match) // 1000
        except captions.Unreadable:
            raise fields.ValidationError(_("A moment is written 12:34, or 1:02:03.")) from None

    def prepare_value(self, value: Any) -> Any:
        return time_code(value) if isinstance(value, int) else value

    def validate(self, value: Any) -> None:
        """Empty is allowed, a number has been read."""

    def run_validators(self, value: Any) -> None:
        """The same."""


class VoiceForm(forms.Form):
    """Someone heard: their name as they choose it, and where."""

    name = forms.NameField(
        label=gettext_lazy("Their name, as they want to be named"),
        max_length=300,
        help_text=gettext_lazy("A first name or a pseudonym is fine."),
    )
    starts = TimeCodeField(
        label=gettext_lazy("Heard from"), help_text=gettext_lazy("12:34, if it is known")
    )
    ends = TimeCodeField(label=gettext_lazy("until"), help_text=gettext_lazy("the same way"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if not self.errors and (starts is None) != (ends is None):
            self.add_error("ends", _("Enter both times, or neither."))
        elif starts is not None and ends is not None and ends <= starts:
            self.add_error("ends", _("The end comes before the beginning."))
        return cleaned


class NamingForm(forms.Form):
    """The name of a voice, as it chooses it."""

    name = forms.NameField(
        label=gettext_lazy("Name shown"),
        max_length=300,
        help_text=gettext_lazy(
            "A first name or a pseudonym is fine. The recording itself does not change."
        ),
    )

    def clean_name(self) -> str:
        name = captions.plain_text(self.cleaned_data["name"])
        if not name:
            raise fields.ValidationError(_("Enter a name."))
        return name


class AskForm(forms.Form):
    """How they are reached."""

    person = fields.ModelChoiceField(
        label=gettext_lazy("Someone on Entrepairs"),
        queryset=Person.objects.none(),
        to_field_name="key",
        required=False,
        empty_label="–",
        help_text=gettext_lazy(
            "They are told on their page, and say themselves whether it is them."
        ),
    )
    mail = fields.EmailField(
        label=gettext_lazy("Or an email address"),
        required=False,
        max_length=200,
        help_text=gettext_lazy(
            "Neither is needed: a private address to print is made in any case."
        ),
    )
    language = fields.ChoiceField(label=gettext_lazy("In which language?"), choices=SPOKEN)

    def __init__(
        self, data: Any = None, *, resource: Resource, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        chosen: Any = self.fields["person"]
        chosen.queryset = reachable_people(resource)
        chosen.label_from_instance = lambda person: person.name


def reachable_people(resource: Resource) -> QuerySet[Person]:
    """Those of its circle and of its organisation now, as far as they are seen and may be
    asked."""
    members = Membership.objects.current().filter(circle=resource.circle_id)
    affiliates = Affiliation.objects.current().filter(organisation=resource.organisation_id)
    there = Q(pk__in=members.values("person")) | Q(pk__in=affiliates.values("person"))
    return people_to_ask().filter(there).order_by("name")


class PaperForm(forms.Form):
    """A yes signed on paper."""

    said = fields.MultipleChoiceField(
        label=gettext_lazy("They said yes"),
        choices=Channel.choices,
        widget=fields.CheckboxSelectMultiple,
    )
    on = forms.DayField(label=gettext_lazy("Signed on"))
    language = fields.ChoiceField(label=gettext_lazy("Language of the paper form"), choices=SPOKEN)

    def clean_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise fields.ValidationError(_("This date is in the future."))
        return day


class CaptionsForm(forms.Form):
    """A file, or words typed with their times."""

    language = fields.ChoiceField(label=gettext_lazy("In which language?"))
    file = fields.FileField(
        label=gettext_lazy("A file of captions"),
        required=False,
        help_text=gettext_lazy("WebVTT (.vtt), SubRip (.srt), or text with times (.txt)."),
    )
    text = fields.CharField(
        label=gettext_lazy("Or write the transcript here"),
        required=False,
        max_length=captions.MOST,
        widget=fields.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy(
            "Each paragraph starts with its time, then the name of the speaker: "
            "“12:34 Amel: What changed for me…”"
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language: Any = self.fields["language"]
        language.choices = list(language_choices(str(self.initial.get("language", ""))))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        file, text = cleaned.get("file"), cleaned.get("text", "")
        name = "file" if file else "text"
        if not file and not text.strip():
            self.add_error("file", _("Choose a file, or write below."))
            return cleaned
        try:
            content = file.read(captions.MOST + 1) if file else text.encode()
            cleaned["read"] = captions.read_captions(content)
        except captions.Unreadable as trouble:
            self.add_error(name, str(trouble))
        return cleaned


class ChaptersForm(forms.Form):
    """One a line."""

    chapters = fields.CharField(
        label=gettext_lazy("Chapters"),
        required=False,
        max_length=50_000,
        widget=fields.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "One a line: “12:34 What helps”. "
            "The contents of a WebVTT file of chapters are read too."
        ),
    )

    def clean_chapters(self) -> list[tuple[int, str]]:
        try:
            return transcripts.parse_chapters(self.cleaned_data["chapters"])
        except captions.Unreadable as trouble:
            raise fields.ValidationError(str(trouble)) from None
