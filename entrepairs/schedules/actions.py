"""The action of an import: writes what a file says, in few statements."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.events import search_entries
from entrepairs.events.actions.events import create_event, touch_event
from entrepairs.events.hours import ROOM_TAKEN, SPEAKER_TAKEN, overlaps_checked_at_end
from entrepairs.events.models import Event
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import Refusals, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.models import Organisation, Person
from entrepairs.schedules.import_diff import Comparison
from entrepairs.schedules.programme_writer import ProgrammeWriter


def _changed_meanwhile() -> ValidationError:
    why = _("The programme has changed in the meantime. Send the file again.")
    return ValidationError(why, code="overlap")


# The file was compared with itself and with what was there when it was read.
TAKEN_MEANWHILE: Refusals = {ROOM_TAKEN: _changed_meanwhile, SPEAKER_TAKEN: _changed_meanwhile}
IMPORT_PROGRAMME = Verb(
    "schedules", "import_programme", gettext_lazy("You imported a programme"), NOT_TOLD
)


@action
def import_programmes(
    *,
    comparisons: Sequence[Comparison],
    organisation: Organisation | None,
    without_gone: bool,
    once: UUID | None,
    by: Person | int,
) -> list[Event]:
    """Each programme into its event; those without one are begun, for this organisation."""
    first = comparisons[0]
    key = first.event.key if first.event else first.programme.key
    note_deed(IMPORT_PROGRAMME, by=by, object_key=key, once=once)
    return list(_write_all(comparisons, organisation, without_gone, id_of(by)))


def _write_all(
    comparisons: Iterable[Comparison],
    organisation: Organisation | None,
    without_gone: bool,
    me: int,
) -> Iterable[Event]:
    for comparison in comparisons:
        event = comparison.event
        if event is None:
            if organisation is None:
                raise ValueError("an event is begun by an organisation")
            programme = comparison.programme
            event = create_event(programme.key, organisation, programme.told, me)
        with refused_in_words(TAKEN_MEANWHILE), overlaps_checked_at_end():
            ProgrammeWriter(event, comparison).write(without_gone=without_gone)
        touch_event(event)
        search_entries.index_event(event)
        yield event
