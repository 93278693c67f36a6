"""What reports and decisions hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import UNTIL_ERASED, Held, Table, add, table

TWELVE = _("12 months; then a date, a rule and a result")
SENT = (
    "report_id in (select s.report_id from safeguarding_sentreport s"
    " where s.person_id = (select me()))"
)

add(
    Held(
        "safeguarding",
        "reported",
        _("What I reported"),
        _("you, and the two who decide, without your name"),
        TWELVE,
        (
            table("safeguarding_sentreport", "person"),
            Table(
                "safeguarding_report",
                mine=SENT.replace("report_id in", "id in"),
                unseen=("author_id",),
            ),
            Table("safeguarding_shownwords", mine=SENT, unseen=("author_id",)),
            table("safeguarding_appeal", "person"),
        ),
        page="safeguarding:reports",
    ),
    Held(
        "safeguarding",
        "deciding",
        _("Reports on which I was asked to decide, and my places on lists for it"),
        _("you, the other person who decides, and both sides once it is decided"),
        UNTIL_ERASED,
        (
            table("safeguarding_reportreader", "person"),
            table("safeguarding_rotaplace", "person"),
            table("safeguarding_ruling", "proposed_by", "agreed_by"),
        ),
        page="safeguarding:reports",
    ),
)
