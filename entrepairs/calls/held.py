"""What calls for contributions hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import UNTIL_ERASED, Held, Table, add, table

MINE = (
    "select s.submission_id from calls_submitter s where s.person_id = (select me())"
    " union select a.submission_id from calls_submissionauthor a where a.person_id = (select me())"
)
MY_READING = (
    "select g.id from calls_reviewassignment g join calls_reader r on r.id = g.reader_id"
    " where r.person_id = (select me())"
)

add(
    Held(
        "calls",
        "submissions",
        _("What I submitted to events"),
        _("its authors, the organisers and, without names, the reviewers"),
        UNTIL_ERASED,
        (
            Table("calls_submission", mine=f"id in ({MINE})"),
            Table("calls_answer", mine=f"submission_id in ({MINE})"),
            table("calls_submissionauthor", "person"),
            table("calls_submitter", "person"),
        ),
        page="calls:contributions",
    ),
    Held(
        "calls",
        "reviews",
        _("What I reviewed for events"),
        _("the organisers and, without my name, the authors"),
        UNTIL_ERASED,
        (
            table("calls_reader", "person"),
            Table("calls_reviewassignment", mine=f"id in ({MY_READING})"),
            Table("calls_review", mine=f"reading_id in ({MY_READING})"),
        ),
    ),
)
