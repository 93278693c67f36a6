"""Making an attestation of what was confirmed, and withdrawing it."""

from uuid import UUID

from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.fields import new_key
from entrepairs.core.identity import id_of
from entrepairs.core.secret_links import LETTERS
from entrepairs.core.sql_functions import call_function
from entrepairs.learning.keys import site_that_signs
from entrepairs.learning.models import LIST_SIZE, Attestation, Step
from entrepairs.learning.signing import Told, sign_badge
from entrepairs.learning.wording import in_both, say_confirmed, say_facts
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Person

ROOM = "learning"


MAKE = Verb(ROOM, "make_attestation", gettext_lazy("You created an attestation"), NOT_TOLD)


@action
def make_attestation(
    *, step: Step, name: str, words: str, origin: str, once: UUID | None, by: Person | int
) -> Attestation:
    """Under the name and with the words that its person chose. One that was made before of the same
    step is withdrawn: it takes its place."""
    note_deed(MAKE, by=by, object_key=step.key, once=once)
    if step.confirmed_at is None:
        raise NotPossible(_("Nobody has confirmed this yet."))
    Attestation.objects.filter(step=step, withdrawn_at=None).update(withdrawn_at=Now())
    made = Attestation(
        step=step, person_id=id_of(by), name=name, words=words, code=new_key(LETTERS)
    )
    made.number = call_function("take_place", LIST_SIZE)
    told = Told(
        code=made.code,
        place=made.number,
        name=name,
        title=step.title,
        facts=in_both(say_facts, step),
        confirmed=in_both(say_confirmed, step),
        words=words,
        issued_at=timezone.now(),
    )
    made.credential = sign_badge(site_that_signs(origin), told)
    made.save(force_insert=True)
    return made


WITHDRAW = Verb(ROOM, "withdraw_attestation", gettext_lazy("You withdrew an attestation"), NOT_TOLD)


@action
def withdraw_attestation(*, attestation: Attestation, once: UUID | None, by: Person | int) -> None:
    """For good: its code says so, and so does the public list."""
    note_deed(WITHDRAW, by=by, object_key=attestation.step.key, once=once)
    rows = Attestation.objects.filter(pk=attestation.pk, withdrawn_at=None)
    if not rows.update(withdrawn_at=Now()):
        raise NotPossible(_("This attestation is withdrawn already."))
