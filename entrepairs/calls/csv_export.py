"""CSV export of the submissions to a call. Names stand in it for those who may see them."""

from typing import Any

from django.utils.translation import gettext as _

from entrepairs.calls import queries
from entrepairs.calls.models import Call, Question, SubmissionAuthor
from entrepairs.core.csv_cells import write_table


def table_as_csv(call: Call) -> str:
    questions = list(call.questions.all())
    heads = [
        _("Title"),
        _("Type of contribution"),
        _("Language"),
        _("State"),
        _("Decision"),
        _("Accepted as"),
        _("Reviewers"),
        _("Reviews"),
        _("Comments"),
        _("Attendance confirmed"),
        _("Authors"),
        _("Summary"),
        *(question.words.text for question in questions),
    ]
    rows = queries.list_judged(call).order_by("pk").prefetch_related("answers")
    return write_table([heads, *(_line_of(row, questions) for row in rows)])


def _line_of(row: Any, questions: list[Question]) -> list[Any]:
    decision = getattr(row, "decision", None)
    advice = [
        reading.review.get_advice_display()
        for reading in row.readings.all()
        if hasattr(reading, "review")
    ]
    answers = {answer.question_id: answer.text for answer in row.answers.all()}
    return [
        row.title,
        row.kind or "",
        row.language,
        row.get_state_display(),
        decision.get_outcome_display() if decision else "",
        (decision and decision.kind) or "",
        row.n_readers,
        row.n_reviews,
        " / ".join(advice),
        _("yes") if row.comes_at else "",
        "; ".join(map(_author_in_words, row.authors.all())),
        row.summary,
        *(answers.get(question.pk, "") for question in questions),
    ]


def _author_in_words(author: SubmissionAuthor) -> str:
    about = ", ".join(part for part in (author.affiliation, author.country) if part)
    return f"{author.name} ({about})" if about else author.name
