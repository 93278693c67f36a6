"""Forms: a wish, an invitation, an agreement."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.models import Audience
from entrepairs.people.models import Organisation
from entrepairs.ui.forms import Form, PlainForm
from entrepairs.vocabulary.queries import Term

LONGEST = 1000
MOST_PEERS = 12


class WishForm(Form):
    audience = forms.TypedChoiceField(
        label=_("Who can see that I am looking for a peer?"),
        choices=[
            (Audience.NETWORK, _("The network: everyone with an account here")),
            (Audience.ORGANISATIONS, _("My organisations only")),
        ],
        coerce=int,
        initial=Audience.NETWORK,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("A short message"),
        help_text=_(
            "For instance what you would like to do together. The people above can read it."
        ),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    room_for = forms.IntegerField(
        label=_("How many peers do you have time for?"),
        help_text=_("Each new peer takes one place. When there are none left, your search stops."),
        min_value=1,
        max_value=MOST_PEERS,
        initial=1,
    )
    rounds = forms.TypedMultipleChoiceField(
        label=_("Which organisations may suggest peers to me?"),
        help_text=_(
            "Sometimes a coordinator starts a matching round: suggestions for everyone at "
            "the same time. Coordinators read why you two might suit each other, from what "
            "you share with your organisations. Then each of you receives an invitation. You "
            "become peers only if you both say yes. Nobody is told who did not say yes."
        ),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, organisations: Iterable[Organisation] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (one.pk, _("Matching rounds: %(organisation)s") % {"organisation": one.name})
            for one in organisations
        ]
        if choices:
            self.fields["rounds"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["rounds"]

    @property
    def values(self) -> dict[str, Any]:
        """What the actions of wishes take; without `rounds` for someone of no organisation."""
        names = ("words", "audience", "room_for", "rounds")
        return {name: self.cleaned_data[name] for name in names if name in self.fields}


class NarrowForm(PlainForm):
    """What to see of the suggestions, and in which order: nothing chosen is all of them."""

    where = forms.ChoiceField(
        label=_("Where"),
        required=False,
        choices=[
            ("", _("Anywhere")),
            ("in_town", _("In my town")),
            ("near", _("Near me")),
            ("far", _("By phone or online")),
        ],
    )
    language = forms.ChoiceField(label=_("Shared language"), required=False)
    common = forms.ChoiceField(
        label=_("In common"),
        required=False,
        choices=[
            ("", _("Anything")),
            ("both", _("Has been through the same")),
            ("they_bring", _("Can bring what I look for")),
            ("i_bring", _("Looks for what I can bring")),
        ],
    )
    times = forms.ChoiceField(
        label=_("When"),
        required=False,
        choices=[("", _("Any time")), ("times", _("Free when I am"))],
    )
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("", _("Shared free times first")), ("best", _("Most in common first"))],
    )

    def __init__(self, *args: Any, languages: Iterable[Term] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(f"language-{term.key}", term.label) for term in languages]
        self.fields["language"].choices = [("", _("Any language")), *known]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> frozenset[str]:
        """The traits asked for; of an address that says something else, nothing."""
        self.is_valid()
        said = (self.cleaned_data.get(name) for name in ("where", "language", "common", "times"))
        return frozenset(filter(None, said))

    @property
    def best_first(self) -> bool:
        self.is_valid()
        return self.cleaned_data.get("order") == "best"


class InviteForm(Form):
    words = forms.CharField(
        required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    )

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("A short message for %(name)s") % {"name": name}


class AgreementForm(Form):
    words = forms.CharField(
        label=_("Our agreement, in a few lines"),
        help_text=_(
            "It applies as soon as the other person accepts it. Until then, your earlier "
            "agreement still applies."
        ),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 9, "dir": "auto"}),
    )


MARKS = (2, 5, 10, 20, 40)  # hours given in 30 days


class GivingMarkForm(Form):
    hours = forms.TypedChoiceField(
        label=_("In 30 days, tell me above"),
        choices=[(0, _("Do not tell me")), *((hours, f"{hours} h") for hours in MARKS)],
        coerce=int,
        initial=0,
        help_text=_("Only you see this choice, and what it tells you."),
    )
