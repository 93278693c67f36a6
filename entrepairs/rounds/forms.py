"""Opening a round."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entrepairs.rounds.models import Round
from entrepairs.ui.forms import Form

ANYONE = Round.Form.ANYONE.value


class OpenForm(Form):
    """`with_whom`: anyone with anyone, or the key of a circle whose peer workers are one side."""

    with_whom = forms.ChoiceField(
        label=_("Who may meet whom?"), widget=forms.RadioSelect, initial=ANYONE
    )

    def __init__(self, *args: Any, teams: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {team.key: team for team in teams}
        named = pgettext_lazy("round", "Each person with a peer worker of this circle: %(circle)s")
        self.fields["with_whom"].choices = [  # type: ignore[attr-defined]
            (ANYONE, pgettext_lazy("round", "Everyone with everyone")),
            *((key, named % {"circle": team.name}) for key, team in self.teams.items()),
        ]
        if not teams:
            self.fields["with_whom"].help_text = _(
                "If a circle of the organisation has peer workers, you can also "
                "match people with them."
            )

    @property
    def chosen(self) -> dict[str, Any]:
        circle = self.teams.get(self.cleaned_data["with_whom"])
        kind = Round.Form.TWO_SIDED if circle else Round.Form.ANYONE
        return {"kind": kind, "circle": circle}
