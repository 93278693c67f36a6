"""Form of a submission: it asks what the call asks, for as many authors as there are."""

from typing import Any

from django import forms as fields
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from entrepairs.calls.actions.submissions import SubmissionValues
from entrepairs.calls.models import (
    Answer,
    Call,
    Question,
    Submission,
    SubmissionAuthor,
    SubmissionKind,
)
from entrepairs.events.forms import countries, languages
from entrepairs.ui import forms

SPARE, MORE, MANY = 2, 3, 20  # empty lines for authors, how many a press adds, at most
COLUMNS = ("name", "affiliation", "country", "presents", "me")


def _with_plain_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def last_author_line(data: Any) -> int:
    """The last line of authors that was sent."""
    sent = (name.removeprefix("name_") for name in data if name.startswith("name_"))
    return max(
        (int(number) for number in sent if number.isdecimal() and len(number) < 3), default=0
    )


class SubmissionForm(forms.Form):
    """`draft`: only a title is needed. Every field keeps what was typed, whatever is wrong."""

    title = fields.CharField(label=_("Title"), max_length=300)
    kind = fields.ChoiceField(label=_("Type of contribution"), widget=fields.RadioSelect)
    language = fields.ChoiceField(label=_("Language"), choices=languages)
    summary = fields.CharField(
        label=_("Summary"), strip=False, widget=fields.Textarea(attrs={"rows": 12})
    )
    mail = fields.EmailField(
        label=_("Your email address"),
        max_length=200,
        help_text=_(
            "We will send you the address of a private page, where you can change or "
            "withdraw your contribution. We delete your email address one year after "
            "the event."
        ),
    )

    def __init__(
        self,
        *args: Any,
        call: Call,
        kinds: list[SubmissionKind],
        questions: list[Question],
        me: int | None = None,
        mailed: bool = False,
        draft: bool = False,
        lines: int = 0,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.call, self.kinds, self.questions = call, kinds, questions
        self.me, self.draft = me, draft
        self._fill_in_call()
        if not mailed:
            del self.fields["mail"]
        self.count = min(max(lines, last_author_line(self.data), 1), MANY)
        for number in range(1, self.count + 1):
            self._add_author(number)
        for question in questions:
            self.fields[f"q_{question.key}"] = self._field_of_question(question)
        if draft:
            for name, one in self.fields.items():
                one.required = name in {"title", "once"}

    def _fill_in_call(self) -> None:
        """What its fields say of this call."""
        own: Any = self.fields
        own["kind"].choices = [(kind.key, self._label_of_kind(kind)) for kind in self.kinds]
        words = gettext(
            "At most %(count)s characters. Reviewers do not see your names, so do "
            "not write them here."
        )
        own["summary"].help_text = words % {"count": self.call.longest}

    @staticmethod
    def _label_of_kind(kind: SubmissionKind) -> str:
        if kind.minutes is None:
            return str(kind.name)
        return gettext("%(kind)s (%(minutes)s minutes)") % {
            "kind": kind.name,
            "minutes": kind.minutes,
        }

    def _add_author(self, number: int) -> None:
        values: Any = {"number": number}
        made: dict[str, Any] = {
            "name": fields.CharField(
                label=gettext("Name of author %(number)s") % values,
                required=number == 1,
                max_length=300,
                error_messages={"required": gettext("Give at least one author.")},
            ),
            "affiliation": fields.CharField(
                label=gettext("Organisation, if any"), required=False, max_length=300
            ),
            "country": fields.ChoiceField(
                label=gettext("Country"), required=False, choices=countries
            ),
            "presents": fields.BooleanField(label=gettext("Will present"), required=False),
        }
        if self.me is not None:
            made["me"] = fields.BooleanField(label=gettext("This is me"), required=False)
        self.fields.update({f"{name}_{number}": field for name, field in made.items()})

    @staticmethod
    def _field_of_question(question: Question) -> fields.Field:
        told: dict[str, Any] = {"label": question.words.text, "required": question.compulsory}
        told["help_text"] = (
            gettext("Reviewers can see your answer.")
            if question.for_readers
            else gettext("Reviewers cannot see your answer.")
        )
        if question.kind == Question.Kind.CHOICE:
            return fields.ChoiceField(
                choices=[(line, line) for line in question.lines], widget=fields.RadioSelect, **told
            )
        if question.kind == Question.Kind.LONG:
            return fields.CharField(
                max_length=5000, widget=fields.Textarea(attrs={"rows": 4}), **told
            )
        return fields.CharField(max_length=300, **told)

    def authors(self) -> list[dict[str, Any]]:
        """Their lines, for the page."""
        names = [name for name in COLUMNS if f"{name}_1" in self.fields]
        return [
            {name: self[f"{name}_{number}"] for name in names}
            for number in range(1, self.count + 1)
        ]

    def asked(self) -> list[Any]:
        return [self[f"q_{question.key}"] for question in self.questions]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        summary = data["summary"] = _with_plain_breaks(data.get("summary") or "")
        if (long := len(summary)) > self.call.longest:
            words = gettext("It is %(long)s characters long, and may be %(longest)s.")
            self.add_error("summary", words % {"long": long, "longest": self.call.longest})
        if not summary and "summary" not in self.errors and not self.draft:
            self.add_error("summary", gettext("Write a summary."))
        for number in range(2, self.count + 1):
            if not data.get(f"name_{number}") and (
                data.get(f"affiliation_{number}") or data.get(f"presents_{number}")
            ):
                self.add_error(f"name_{number}", gettext("Give the name of this author."))
        return data

    def submission_values(self) -> SubmissionValues:
        data = self.cleaned_data
        rows = [
            {name: data.get(f"{name}_{n}", "") for name in COLUMNS}
            for n in range(1, self.count + 1)
        ]
        rows = [row for row in rows if row["name"]]
        for row in rows:
            row["presents"] = bool(row["presents"])
            row["person_id"] = self.me if row.pop("me") and self.me is not None else None
        kind = next((kind for kind in self.kinds if kind.key == data["kind"]), None)
        answers = {question.pk: data.get(f"q_{question.key}", "") for question in self.questions}
        words: dict[str, Any] = {name: data[name] for name in ("title", "summary", "language")}
        return SubmissionValues(
            **words,
            kind=kind,
            authors=rows,
            answers=answers,
            mail=data.get("mail", ""),
            send=not self.draft,
        )


def values_for_submission_form(
    submission: Submission, authors: list[SubmissionAuthor], answers: list[Answer], me: int | None
) -> dict[str, Any]:
    """What was kept, as the form shows it."""
    row: dict[str, Any] = {
        name: getattr(submission, name) for name in ("title", "summary", "language")
    }
    row["kind"] = submission.kind.key if submission.kind else None
    for number, author in enumerate(authors, start=1):
        row |= {
            f"{name}_{number}": getattr(author, name)
            for name in ("name", "affiliation", "country", "presents")
        }
        row[f"me_{number}"] = me is not None and author.person_id == me
    return row | {f"q_{answer.question.key}": answer.text for answer in answers}
