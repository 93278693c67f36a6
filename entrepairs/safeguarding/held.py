"""What reports and decisions hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import (
    THOSE_YOU_CHOSE,
    UNTIL_ERASED,
    UNTIL_REMOVED,
    Held,
    Table,
    add,
    table,
)

TWELVE = _("12 months; then a date, a rule and a result")
SENT = (
    "report_id in (select s.report_id from safeguarding_sentreport s"
    " where s.person_id = (select me()))"
)
MY_CALLS = (
    "hours_id in (select h.id from safeguarding_callhours h where h.person_id = (select me()))"
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
            # The words of others, as they stood: taken along, and theirs.
            Table(
                "safeguarding_report",
                unseen=("author_id",),
                more=SENT.replace("report_id in", "id in"),
            ),
            Table("safeguarding_shownwords", unseen=("author_id",), more=SENT),
            table("safeguarding_appeal", "person"),
        ),
        page="safeguarding:reports",
        # The report is still decided on: what was added to it is the words of who leaves.
        wipes=(
            "update safeguarding_report r set more = '' from safeguarding_sentreport s"
            " where s.report_id = r.id and s.person_id = %(person)s",
        ),
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
    Held(
        "safeguarding",
        "helps_me",
        _("What helps me on hard days, and whom I show it to"),
        THOSE_YOU_CHOSE,
        UNTIL_REMOVED,
        (
            table("safeguarding_helpsme", "person"),
            # That somebody shows me theirs is in theirs.
            table("safeguarding_helpsmereader", "owner", unseen=("reader_id",)),
        ),
        page="safeguarding:helps_me",
    ),
    Held(
        "safeguarding",
        "on_call",
        _("My hours on call, and that I was called"),
        _("you, and the people of the organisation; how often you were called, its coordinators"),
        UNTIL_ERASED,
        (
            table("safeguarding_callhours", "person"),
            Table("safeguarding_takencall", mine=MY_CALLS),
        ),
        page="safeguarding:on_call",
    ),
)
