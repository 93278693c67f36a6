"""Forms of shared files."""

from collections.abc import Sequence
from typing import Any

from django import forms as django_forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.files.forms import WHAT_IS_KEPT, FileNameField, UploadsField
from entrepairs.meetings.models import Meeting
from entrepairs.ui import formats, forms

LONGEST = 300


class AboutFileForm(forms.Form):
    """What a file is, and of which meeting."""

    words = django_forms.CharField(
        label=gettext_lazy("What it is"),
        max_length=LONGEST,
        required=False,
        help_text=gettext_lazy("For example: minutes of the meeting of 3 March."),
    )
    meeting = django_forms.ChoiceField(
        label=gettext_lazy("Of which meeting"),
        required=False,
        help_text=gettext_lazy("Visitors who were at this meeting see it too."),
    )

    def __init__(self, *args: Any, meetings: Sequence[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meetings = {meeting.key: meeting for meeting in meetings}
        choices = [(meeting.key, name_meeting(meeting)) for meeting in meetings]
        self.fields["meeting"].choices = [("", _("None")), *choices]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        return {
            "words": self.cleaned_data["words"],
            "meeting": self.meetings.get(self.cleaned_data["meeting"]),
        }


def name_meeting(meeting: Meeting) -> str:
    day = formats.day(meeting.starts_at)
    return f"{day} · {meeting.title}" if meeting.title else day


class ShareForm(AboutFileForm):
    """Files to share."""

    chosen = UploadsField(label=gettext_lazy("Files"))
    field_order = ("chosen",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].help_text = what_is_kept()


class ReplaceFileForm(forms.Form):
    """One file in the place of another."""

    chosen = UploadsField(label="")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["chosen"]
        chosen.take_only_one(_("The new file"))
        chosen.help_text = what_is_kept()


class DescribeForm(AboutFileForm):
    """What a file is called, and what it is."""

    name = FileNameField()
    field_order = ("name",)


def what_is_kept() -> str:
    sizes = (settings.FILES_LARGEST, settings.FILES_LARGEST_BY_FORM)
    most, form = (formats.size(min(size, settings.FILES_OF_GROUP)) for size in sizes)
    return WHAT_IS_KEPT % {"most": most, "form": form}
