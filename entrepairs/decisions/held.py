"""What decisions of groups hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import MEMBERS, UNTIL_REMOVED, WITH_THE_CIRCLE, Held, add, table

add(
    Held(
        "decisions",
        "answers",
        _("My answers to decisions, under my name"),
        MEMBERS,
        WITH_THE_CIRCLE,
        (table("decisions_answer", "person"), table("decisions_answered", "person")),
    ),
    Held(
        "decisions",
        "decisions",
        _("Decisions I proposed, my questions and remarks, date polls"),
        MEMBERS,
        WITH_THE_CIRCLE,
        (
            table("decisions_decision", "proposed_by"),
            table("decisions_version", "made_by"),
            table("decisions_remark", "author"),
            table("decisions_poll", "made_by"),
        ),
    ),
    Held(
        "decisions",
        "coming",
        _("Dates that suit me"),
        MEMBERS,
        UNTIL_REMOVED,
        (table("decisions_coming", "person"),),
    ),
)
