"""The form of a review: each question, with a choice and words, none compulsory."""

from collections.abc import Mapping
from typing import Any

from django import forms as fields
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.reviews.actions import Said
from entrepairs.reviews.models import ReviewAnswer
from entrepairs.reviews.questions import read_questions
from entrepairs.ui import forms

LONGEST = 1000


class ReviewForm(forms.Form):
    show_optional = False

    def __init__(self, *args: Any, mine: Mapping[str, ReviewAnswer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, question in read_questions().items():
            now = mine.get(key)
            if question.choice:
                self.fields[f"{key}-choice"] = fields.TypedChoiceField(
                    label=str(question),
                    choices=[*ReviewAnswer.Choice.choices, ("", _("I do not say"))],
                    coerce=int,
                    empty_value=None,
                    required=False,
                    widget=fields.RadioSelect,
                    initial=(now and now.choice) or "",
                )
            label = gettext_lazy("In your words") if question.choice else str(question)
            self.fields[f"{key}-words"] = fields.CharField(
                label=label,
                required=False,
                max_length=LONGEST,
                widget=fields.Textarea(attrs={"rows": 2, "dir": "auto"}),
                initial=now.words if now else "",
            )

    def said(self) -> dict[str, Said]:
        told = self.cleaned_data
        return {
            key: Said(told.get(f"{key}-choice"), told[f"{key}-words"]) for key in read_questions()
        }
