"""What a group's people promise each other: a new version, a yes to a version."""

import datetime as dt
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.groups.models import Agreement, AgreementYes
from entrepairs.groups.notice_kinds import AGREEMENT
from entrepairs.groups.queries.groups import people_in
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices import actions as notices
from entrepairs.people.circles import hold_open
from entrepairs.people.models import Circle, Person

WRITE_AGREEMENT = Verb(
    "groups", "write_agreement", gettext_lazy("You wrote the agreement of a group"), NOT_TOLD
)


def _other_was_first() -> NotPossible:
    return NotPossible(_("Another version has just been saved. Read it first."))


@action
def write_agreement(
    *,
    circle: Circle,
    words: str,
    changes: str,
    review_on: dt.date,
    once: UUID | None,
    by: Person | int,
) -> Agreement:
    """A new version, by those who keep the page. Everybody in the group is asked for their yes."""
    me = id_of(by)
    note_deed(WRITE_AGREEMENT, by=me, object_key=circle.key, once=once)
    hold_open(circle, _("Your text was not saved. %(why)s"))
    former = Agreement.objects.filter(circle=circle).aggregate(last=Max("number"))["last"] or 0
    with refused_in_words({"agreement_number": _other_was_first}):
        version = Agreement.objects.create(
            circle=circle,
            number=former + 1,
            words=words.strip(),
            changes=changes.strip(),
            made_by_id=me,
            review_on=review_on,
        )
    AgreementYes.objects.create(agreement=version, person_id=me)
    notices.tell(
        person=people_in(circle),
        kind=AGREEMENT,
        about=f"{circle.key}:{version.number}",
        path=f"{circle.path}agreement/",
        by=me,
    )
    return version


AGREE = Verb("groups", "agree", gettext_lazy("You said yes to the agreement of a group"), NOT_TOLD)


@action
def agree_to_version(*, agreement: Agreement, once: UUID | None, by: Person | int) -> None:
    """My yes, to exactly this version."""
    note_deed(AGREE, by=by, object_key=agreement.circle.key, once=once)
    if Agreement.objects.filter(circle=agreement.circle, number__gt=agreement.number).exists():
        raise _other_was_first()
    AgreementYes.objects.get_or_create(agreement=agreement, person_id=id_of(by))
