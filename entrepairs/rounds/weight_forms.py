"""The weights, each with what it does."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entrepairs.matching.bounds import BOUNDS, POSITIVE
from entrepairs.suggestions.models import Weights
from entrepairs.ui.forms import Form

# name -> what it is called, what it does
WORDS: dict[str, tuple[Any, Any]] = {
    "shared": (
        _("What both lived through"),
        _(
            "The rarer it is in the network, the more it counts. A word under the same heading "
            "counts as well, less."
        ),
    ),
    "exchange": (
        _("What each looks for and the other can bring"),
        _("It counts fully when both bring something to each other."),
    ),
    "road": (
        _("One is a little further along"),
        _(
            "Somebody who left the street and somebody who is there, for instance: a step or two "
            "apart."
        ),
    ),
    "times": (
        pgettext_lazy("weight", "Many times that suit both"),
        _("At least one must, whatever this says."),
    ),
    "near": (
        _("Living close by"),
        _("Being within reach is needed anyway, unless they can talk from afar."),
    ),
    "same_facility": (
        _("Being of the same organisation"),
        _("Less than nothing: it counts against, so that people meet others from elsewhere."),
    ),
    "heading": (
        _("A word under the same heading"),
        _("For one under the same word: depression and anxiety, both under mental health."),
    ),
    "one_sided": (_("Only one brings something"), _("For what counts when both do.")),
    "half": (
        _("How much in common is a lot"),
        _("Small: the first thing in common counts nearly fully. Large: many are needed."),
    ),
}
FROM_TO = _("From {least} to {most}.")
LEARNING = {
    Weights.Learning.NOTHING: _("Nothing: no answer is kept"),
    Weights.Learning.SUGGEST: _("Suggest other weights, which a coordinator accepts or not"),
    Weights.Learning.CHANGE: _("Change the weights a little every night, within their bounds"),
}


class WeightsForm(Form):
    learning = forms.ChoiceField(
        label=_("What may the answers to proposals do?"),
        help_text=_(
            "Yes, no answer, and “we met again”, without anybody’s name, from two hundred answers "
            "on. A no that was said "
            "and an answer that never came are the same."
        ),
        choices=list(LEARNING.items()),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        learning = self.fields.pop("learning")
        for name, (label, hint) in WORDS.items():
            bound = BOUNDS[name]
            self.fields[name] = forms.FloatField(
                label=label,
                help_text=format_lazy(
                    "{} {}",
                    hint,
                    format_lazy(FROM_TO, least=f"{bound.least:g}", most=f"{bound.most:g}"),
                ),
                min_value=bound.least,
                max_value=bound.most,
                widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
            )
        self.fields["learning"] = learning

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors and not any(found[name] > 0 for name in POSITIVE):
            raise forms.ValidationError(
                _("Something has to count: one of the first five more than nothing.")
            )
        return found

    @property
    def weights(self) -> dict[str, float]:
        return {name: self.cleaned_data[name] for name in BOUNDS}
