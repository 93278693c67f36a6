"""Forms of items: what is said, each stage, other words, what is shared, how one follows."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms as fields
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.groups.forms import text_area
from entrepairs.items.actions.items import Saying
from entrepairs.items.actions.stages import StageFacts
from entrepairs.items.criteria import say_criterion
from entrepairs.items.models import Answer, Item, Raiser, Stage, Step
from entrepairs.people.models import Circle
from entrepairs.sittings.models import Sitting
from entrepairs.ui import formats, forms
from entrepairs.ui.formats import today

ME, AT_MEETING = "me", "@"


class ItemWordsForm(forms.Form):
    """What is carried: in one line, then in full."""

    title = fields.CharField(
        label=gettext_lazy("What should change, in one line"),
        max_length=160,
        help_text=gettext_lazy("For instance: put up the visiting hours in plain words."),
    )
    words = fields.CharField(
        label=gettext_lazy("What happens, in your words"),
        required=False,
        max_length=4000,
        widget=text_area(5),
        help_text=gettext_lazy("No names. Once on an agenda, everyone with an account reads it."),
    )


class SayForm(ItemWordsForm):
    """Something said to a body, alone or in the name of a group."""

    source = fields.ChoiceField(label=gettext_lazy("Who says it?"), widget=fields.RadioSelect)
    said_on = forms.DayField(label=gettext_lazy("Said on"), initial=today)
    by_name = fields.BooleanField(
        label=gettext_lazy("Show my name with it"),
        required=False,
        help_text=gettext_lazy("If you do not tick this, your name stays behind."),
    )
    tell = fields.ChoiceField(
        label=gettext_lazy("When do you want a notification?"),
        choices=Raiser.Tell.choices,
        initial=Raiser.Tell.EACH,
        widget=fields.RadioSelect,
    )
    looked = fields.BooleanField(required=False, widget=fields.HiddenInput)

    def __init__(self, *args: Any, circles: list[Circle], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.circles = {one.key: one for one in circles}
        choices: list[tuple[str, Any]] = [(ME, _("Me"))]
        for one in circles:
            choices += [
                (one.key, one.name),
                (f"{one.key}{AT_MEETING}", _("A meeting: %(name)s") % {"name": one.name}),
            ]
        self.fields["source"].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault("source", ME)

    def clean_said_on(self) -> dt.date:
        return not_to_come(self.cleaned_data["said_on"])

    def saying(self) -> Saying:
        told = self.cleaned_data
        source: str = told["source"]
        return Saying(
            title=told["title"],
            words=told["words"],
            day=told["said_on"],
            circle=self.circles.get(source.removesuffix(AT_MEETING)),
            at_meeting=source.endswith(AT_MEETING),
            by_name=told["by_name"],
            tell=told["tell"],
        )


def not_to_come(day: dt.date) -> dt.date:
    if day > today():
        raise fields.ValidationError(_("This day is to come. Choose today, or a day before."))
    return day


class StageForm(forms.Form):
    """One stage: which fields it has depends on its kind."""

    answer = fields.ChoiceField(widget=fields.RadioSelect)
    sitting = fields.ChoiceField(
        label=gettext_lazy("At which sitting?"), required=False, widget=fields.RadioSelect
    )
    day = forms.DayField(label=gettext_lazy("Day"), initial=today)
    by_whom = fields.CharField(required=False, max_length=160)
    how = fields.ChoiceField(
        label=gettext_lazy("How was it decided?"),
        required=False,
        choices=[("", gettext_lazy("Not told")), *Stage.How.choices],
        widget=fields.RadioSelect,
    )
    words = fields.CharField(required=False, max_length=4000, widget=text_area(4))

    def __init__(
        self, *args: Any, kind: str, sittings: Sequence[Sitting] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self._offer(sittings)
        drawn = FIELDS_OF[kind]
        for name in ("answer", "by_whom", "how", "words"):
            if name not in drawn:
                del self.fields[name]
        for name, label in drawn.items():
            self.fields[name].label = label
        if kind == Step.CARRY:
            chosen: Any = [("yes", _("I carry it")), ("no", _("We do not carry it"))]
        else:
            chosen = Answer.choices
        if "answer" in drawn:
            self.fields["answer"].choices = chosen  # type: ignore[attr-defined]
        if kind == Step.TOLD:
            self.fields["words"].required = True

    def _offer(self, sittings: Sequence[Sitting]) -> None:
        """Those that are known here; else a day is written."""
        self.sittings = {one.key: one for one in sittings}
        if not sittings:
            del self.fields["sitting"]
            return
        choices = [(key, formats.day(one.day)) for key, one in self.sittings.items()]
        ends = ("", _("none of these: on the day below"))
        self.fields["sitting"].choices = [*choices, ends]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if found := self.sittings.get(told.get("sitting", "")):
            told["day"] = found.day
            self.errors.pop("day", None)
        day = told.get("day")
        if day and day > today() and self.kind != Step.AGENDA:
            self.add_error("day", _("This day is to come. Choose today, or a day before."))
        if told.get("answer") == Answer.NO and not told.get("words", "").strip():
            self.add_error("words", _("Write the reason for the no."))
        return told

    def facts(self) -> StageFacts:
        names = ("day", "answer", "by_whom", "how", "words")
        told = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        found = self.sittings.get(self.cleaned_data.get("sitting", ""))
        told |= {"words": told.get("words", "").strip(), "sitting_id": found and found.pk}
        return StageFacts(**told)


REASONS = gettext_lazy("The answer and its reasons, in their words")
FIELDS_OF: dict[str, dict[str, Any]] = {
    Step.CARRY: {
        "answer": gettext_lazy("Do you carry it?"),
        "words": gettext_lazy("A word to those who said it; for a no, the reason"),
    },
    Step.AGENDA: {"words": gettext_lazy("Point of the agenda, or a note")},
    Step.ANSWERED: {
        "answer": gettext_lazy("What was answered?"),
        "by_whom": gettext_lazy("Who answered"),
        "words": REASONS,
    },
    Step.DECIDED: {
        "answer": gettext_lazy("What was decided?"),
        "by_whom": gettext_lazy("Who decided"),
        "how": gettext_lazy("How was it decided?"),
        "words": gettext_lazy("What was decided and why; for a no, the reason"),
    },
    Step.DONE: {
        "by_whom": gettext_lazy("Who did it"),
        "words": gettext_lazy("What was done, where"),
    },
    Step.SEEN: {"words": gettext_lazy("What can be seen on the spot")},
    Step.TOLD: {"words": gettext_lazy("What you tell those who said it")},
}


def initial_of(stage: Stage) -> dict[str, Any]:
    names = ("day", "answer", "by_whom", "how", "words")
    sitting = stage.sitting.key if stage.sitting else ""
    return {name: getattr(stage, name) for name in names} | {"sitting": sitting}


class FollowForm(forms.Form):
    """Whether my name is read with what I said, and what is told to me."""

    by_name = fields.BooleanField(label=gettext_lazy("Show my name with it"), required=False)
    tell = fields.ChoiceField(
        label=gettext_lazy("When do you want a notification?"),
        choices=Raiser.Tell.choices,
        widget=fields.RadioSelect,
    )


class MergeForm(forms.Form):
    """Into which other item of the same body."""

    into = fields.ModelChoiceField(
        label=gettext_lazy("Into which item?"),
        queryset=Item.objects.none(),
        to_field_name="key",
        widget=fields.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["into"]
        field.queryset = items
        field.label_from_instance = lambda item: item.title or _("Text erased")


class OutcomeForm(forms.Form):
    """What came of an item, for everyone."""

    title = fields.CharField(
        label=gettext_lazy("What was asked, in one line"),
        max_length=160,
    )
    words = fields.CharField(
        label=gettext_lazy("What came of it, and how others can do the same"),
        max_length=4000,
        widget=text_area(6),
        help_text=gettext_lazy("Everyone reads this, also without an account. Write no name."),
    )


class CriteriaForm(forms.Form):
    """Which criteria of the certification an item shows."""

    criteria = fields.MultipleChoiceField(
        label=gettext_lazy("Criteria"), required=False, widget=fields.CheckboxSelectMultiple
    )
    copied = fields.CharField(
        label=gettext_lazy("Another criterion, copied from the manual"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Its number, then its words as they are in the manual."),
    )

    def __init__(self, *args: Any, criteria: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(name, say_criterion(name)) for name in criteria]
        self.fields["criteria"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> list[str]:
        copied = " ".join(self.cleaned_data["copied"].split())
        return [*self.cleaned_data["criteria"], *([copied] if copied else [])]


class FindForm(forms.PlainForm):
    """A search among items."""

    show_optional = False
    q = fields.CharField(label=gettext_lazy("Search in items"), required=False, max_length=200)
