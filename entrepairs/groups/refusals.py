"""What the database refuses of groups, in words, by the name of the constraint."""

from django.utils.translation import gettext as _

from entrepairs.ledger.transactions import NotPossible


def _manages() -> NotPossible:
    return NotPossible(
        _("Nobody in a co-reflection group manages another member. This is not possible here.")
    )


def _apart() -> NotPossible:
    return NotPossible(
        _(
            "A co-reflection group belongs to no organisation, and people join with the yes of a "
            "member. This is not possible here."
        )
    )


# Triggers of gatherings/sql/on_groups.sql and on_people.sql
CO_REFLECTION = {"co_reflection_no_manager": _manages, "co_reflection_apart": _apart}
