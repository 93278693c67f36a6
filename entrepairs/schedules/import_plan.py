"""From a file to what it would change: for the pages and for the command line."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from entrepairs.events import organiser_queries
from entrepairs.events.actions.events import check_event
from entrepairs.events.models import Event
from entrepairs.people.models import Organisation
from entrepairs.schedules.formats.read_any import read_file
from entrepairs.schedules.formats.read_checks import Settling
from entrepairs.schedules.formats.read_model import (
    About,
    Answers,
    FileRead,
    Frame,
    Note,
    ProgrammeRead,
)
from entrepairs.schedules.import_diff import Comparison, compare_programme, read_here
from entrepairs.schedules.import_recognition import (
    names_of_speakers,
    recognise,
    with_what_stays,
)


@dataclass
class Understood:
    """`refusals`: why nothing can be written; everything else is let through, and told."""

    read: FileRead
    comparisons: list[Comparison] = field(default_factory=list)
    refusals: list[Note] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        return all(comparison.nothing for comparison in self.comparisons)

    @property
    def has_gone(self) -> bool:
        return any(comparison.gone for comparison in self.comparisons)

    @property
    def collides(self) -> list[Note]:
        return self.read.notes_about(About.COLLIDES)

    @property
    def is_ready(self) -> bool:
        """It can be written: nothing is left to ask."""
        return bool(self.comparisons) and not self.refusals and not self.read.asked

    def refuse(self, where: str, what: str) -> None:
        self.refusals.append(Note(About.DOUBT, where, what))


def plan_for_event(
    content: bytes, event: Event, answers: Answers | None = None, *, without_gone: bool = False
) -> Understood:
    """The programme of this event. Of a file with several, the one of the same first day."""
    answers = answers or Answers()
    frame = Frame(event.time_zone, event.language, event.starts_on, event.ends_on, answers)
    found = Understood(read_file(content, frame))
    programmes = found.read.programmes
    if len(programmes) > 1:
        programmes = [one for one in programmes if one.told.get("starts_on") == event.starts_on]
    if len(programmes) == 1:
        _compare(found, programmes[0], event, answers, without_gone)
    elif found.read.programmes:
        what = _("this file has several events, and none starts on the same day as this one")
        found.refuse(_("file"), what)
    return found


def plan_for_organisation(
    content: bytes,
    organisation: Organisation,
    by: int,
    answers: Answers | None = None,
    *,
    without_gone: bool = False,
) -> Understood:
    """Each event of the file: one of this organisation, of the same title and day, or a new one."""
    answers = answers or Answers()
    found = Understood(read_file(content, Frame(answers=answers)))
    mine = organiser_queries.events_prepared_by(by).filter(circle__organisation=organisation)
    for programme in found.read.programmes:
        told = programme.told
        event = None
        if told.get("starts_on"):
            same = mine.filter(starts_on=told["starts_on"])
            event = next((one for one in same if _same_title(one, programme)), None)
        if event is None:
            _check_told(found, programme)
        _compare(found, programme, event, answers, without_gone)
    return found


def _same_title(event: Event, programme: ProgrammeRead) -> bool:
    return any(
        programme.told.get(name) and programme.told.get(name) == getattr(event, name)
        for name in ("title_fr", "title_en", "title_other")
    )


def _check_told(found: Understood, programme: ProgrammeRead) -> None:
    """Whether an event can be begun with it."""
    told = programme.told
    if not told:
        words = _(
            "such a list tells no title and no days: create the event first, then import it there"
        )
        found.refuse(programme.where, words)
    elif not (programme.sessions or programme.materials):
        words = _("no session and no talk was found in it")
        found.refuse(programme.where, words)
    elif not (told.get("starts_on") and told.get("ends_on")):
        found.refuse(programme.where, _("the days of the event are missing"))
    else:
        try:
            check_event(told)
        except ValidationError as error:
            found.refuse(programme.where, " ".join(error.messages))


def _compare(
    found: Understood,
    programme: ProgrammeRead,
    event: Event | None,
    answers: Answers,
    without_gone: bool,
) -> None:
    read = found.read
    comparison = Comparison(
        programme, event, read_here(event), language=read.language, ours=read.ours
    )
    recognise(comparison)
    rows = [(row, list(row.talks)) for row in programme.sessions]
    if event is not None and not without_gone:
        rows = with_what_stays(comparison)
    settling = Settling(
        names_of_speakers(comparison),
        event.time_zone if event else read.zone,
        answers.with_collisions,
        comparison.here.marks,
    )
    read.notes += settling.settle(rows)
    found.comparisons.append(compare_programme(comparison))
