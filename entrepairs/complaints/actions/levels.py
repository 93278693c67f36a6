"""The level of participation, claimed and felt: said once a year by who sits there."""

from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy

from entrepairs.complaints.models import LevelAnswer
from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.mandates.models import Body
from entrepairs.people.models import Person
from entrepairs.ui.formats import today

SAY = Verb(
    "complaints", "say_level", gettext_lazy("You said how you take part in a body"), NOT_TOLD
)


@action
def say_level(*, body: Body, claimed: int, felt: int, once: UUID | None, by: Person | int) -> None:
    """Of this year; another answer in the year takes its place."""
    note_deed(SAY, by=by, object_key=body.key, once=once)
    named = {"body": body, "person_id": id_of(by), "year": today().year}
    said = {"claimed": claimed, "felt": felt}
    if not LevelAnswer.objects.filter(**named).update(**said, at=Now()):
        LevelAnswer.objects.create(**named, **said)
