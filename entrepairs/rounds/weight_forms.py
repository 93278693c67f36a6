"""The weights, each with what it does."""

from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entrepairs.matching.bounds import BOUNDS, POSITIVE
from entrepairs.suggestions.models import Weights
from entrepairs.ui.forms import Form
from entrepairs.ui.sliders import SliderWidget

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
        _("One person is a little further along in recovery"),
        _(
            "For example, someone who is no longer homeless and someone who still "
            "is: one or two steps apart."
        ),
    ),
    "times": (
        pgettext_lazy("weight", "Many times that suit both"),
        _("At least one shared language is always required."),
    ),
    "near": (
        _("Living close by"),
        _("People must always be able to meet, or to talk remotely."),
    ),
    "same_facility": (
        _("Being of the same organisation"),
        _("Below zero, it counts against. Use this so that people meet others from elsewhere."),
    ),
    "heading": (
        _("A word in the same category"),
        _("For one under the same word: depression and anxiety, both under mental health."),
    ),
    "one_sided": (
        _("Only one brings something"),
        _("Compared with when both people bring something."),
    ),
    "half": (
        _("How much in common is enough"),
        _("Low: the first thing in common counts almost fully. High: several are needed."),
    ),
}
FROM_TO = _("From {least} to {most}.")
FINE, COARSE = 0.05, 0.1  # steps of a slider
LEARNING = {
    Weights.Learning.NOTHING: _("Nothing: no answer is kept"),
    Weights.Learning.SUGGEST: _("Suggest other settings, which a coordinator accepts or declines"),
    Weights.Learning.CHANGE: _("Adjust the settings a little every night, within their limits"),
}


class WeightsForm(Form):
    learning = forms.ChoiceField(
        label=_("What can we learn from the answers to invitations?"),
        help_text=_(
            "We use “yes”, “no answer” and “we met again”, without names, once there "
            "are 200 answers. A “no” and no answer count the same."
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
                    FROM_TO.format(
                        least=number_format(f"{bound.least:g}"),
                        most=number_format(f"{bound.most:g}"),
                    ),
                ),
                min_value=bound.least,
                max_value=bound.most,
                widget=SliderWidget(
                    label=label,
                    least=bound.least,
                    most=bound.most,
                    step=FINE if bound.most - bound.least <= 1 else COARSE,
                ),
            )
        self.fields["learning"] = learning

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors and not any(found[name] > 0 for name in POSITIVE):
            raise forms.ValidationError(
                _("At least one of the first five settings must be above zero.")
            )
        return found

    @property
    def weights(self) -> dict[str, float]:
        return {name: self.cleaned_data[name] for name in BOUNDS}
