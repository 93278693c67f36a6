"""What courses hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import ME, UNTIL_ERASED, Held, Table, add, table

MINE = f"registration_id in (select id from registrations_registration where person_id = {ME})"
KEPT = f"step_id in (select id from learning_step where person_id = {ME})"
add(
    Held(
        "courses",
        "attendance",
        _("How long I was at sessions of courses, and what I noted of others"),
        _("you and the organisers"),
        UNTIL_ERASED,
        (
            table("courses_attendance", "noted_by", mine=MINE),
            Table("courses_keptcourse", mine=KEPT),
        ),
    )
)
