"""What plans hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import (
    MEMBERS,
    ONLY_ME,
    THOSE_YOU_CHOSE,
    UNTIL_ERASED,
    UNTIL_REMOVED,
    Held,
    Table,
    add,
    table,
)

OF_MY_PLAN = "select p.circle_id from plans_plan p where p.holder_id = (select me())"

add(
    Held(
        "plans",
        "plan",
        _("My plan, part by part, and its earlier versions"),
        THOSE_YOU_CHOSE,
        UNTIL_REMOVED,
        (
            Table("plans_section", mine=f"plan_id in ({OF_MY_PLAN})"),
            Table(
                "plans_version",
                mine="section_id in (select s.id from plans_section s join plans_plan p"
                " on p.circle_id = s.plan_id where p.holder_id = (select me()))",
            ),
            Table("plans_copy", mine=f"plan_id in ({OF_MY_PLAN})"),
            table("plans_plan", "holder"),
        ),
    ),
    Held(
        "plans",
        "in_plans",
        _("Plans I take part in: what I may read, what I promised"),
        MEMBERS,
        _("until you leave the plan"),
        (
            table("plans_participant", "person"),
            table("plans_commitment", "person", "by"),
            table("plans_reader", "person"),
            table("plans_planinvitation", "person"),
        ),
    ),
    Held(
        "plans",
        "plan_refusals",
        _("Plans I said no to, or do not want to be asked about"),
        ONLY_ME,
        UNTIL_ERASED,
        (
            table("plans_declined", "person"),
            table("plans_staysout", "person"),
            table("plans_keptapart", "person"),
        ),
    ),
)
