"""What courses hold about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger.held import ME, UNTIL_ERASED, Held, Table, add, table

MY_REGISTRATIONS = f"select id from registrations_registration where person_id = {ME}"  # noqa: S608
MY_STEPS = f"select id from learning_step where person_id = {ME}"  # noqa: S608
add(
    Held(
        "courses",
        "attendance",
        _("How long I was at sessions of courses, and what I noted of others"),
        _("you and the organisers"),
        UNTIL_ERASED,
        (
            table(
                "courses_attendance",
                "noted_by",
                mine=f"registration_id in ({MY_REGISTRATIONS}) or noted_by_id = {ME}",
            ),
            Table("courses_keptcourse", mine=f"step_id in ({MY_STEPS})"),
        ),
    )
)
