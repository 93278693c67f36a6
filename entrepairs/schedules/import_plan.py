"""From a file to what it would change: for the pages and for the command line."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from entrepairs.events import organiser_queries
from entrepairs.events.actions.events import check_event
from entrepairs.events.models import Event
from entrepairs.people.models import Organisation
from entrepairs.schedules.formats.read_any import read_file
from entrepairs.schedules.formats.read_model import FileRead, Frame, Mistake, ProgrammeRead
from entrepairs.schedules.import_clashes import find_clashes
from entrepairs.schedules.import_diff import Comparison, compare_programme


@dataclass
class Understood:
    comparisons: list[Comparison] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        return all(comparison.nothing for comparison in self.comparisons)

    @property
    def has_gone(self) -> bool:
        return any(comparison.gone for comparison in self.comparisons)


def plan_for_event(content: bytes, event: Event, *, without_gone: bool) -> Understood:
    """The programme of this event. Of a file with several, the one of the same first day."""
    found = read_file(
        content, Frame(event.time_zone, event.language, event.starts_on, event.ends_on)
    )
    programmes = found.programmes
    if len(programmes) > 1:
        programmes = [one for one in programmes if one.told.get("starts_on") == event.starts_on]
    if len(programmes) != 1:
        what = _("several events are in it, and none is on the first day of this one")
        found.mistakes.append(Mistake(_("file"), what))
        return Understood([], found.mistakes)
    return _compare_all(found, [(programmes[0], event)], without_gone)


def plan_for_organisation(
    content: bytes, organisation: Organisation, by: int, *, without_gone: bool
) -> Understood:
    """Each event of the file: one of this organisation, of the same title and day, or a new one."""
    found = read_file(content, Frame())
    mine = organiser_queries.events_prepared_by(by).filter(circle__organisation=organisation)
    pairs = []
    for programme in found.programmes:
        told = programme.told
        event = None
        if told.get("starts_on"):
            same = mine.filter(starts_on=told["starts_on"])
            event = next((one for one in same if _same_title(one, programme)), None)
        if event is None:
            _check_told(found, programme)
        pairs.append((programme, event))
    return _compare_all(found, pairs, without_gone)


def _same_title(event: Event, programme: ProgrammeRead) -> bool:
    return any(
        programme.told.get(name) and programme.told.get(name) == getattr(event, name)
        for name in ("title_fr", "title_en")
    )


def _check_told(found: FileRead, programme: ProgrammeRead) -> None:
    """Whether an event can be begun with it."""
    told = programme.told
    if not told:
        words = _(
            "such a list tells no title and no days: begin the event first, then import it there"
        )
        found.mistakes.append(Mistake(programme.where, words))
    elif not (told.get("starts_on") and told.get("ends_on")):
        if not found.mistakes:
            found.mistakes.append(Mistake(programme.where, _("the days of the event are missing")))
    else:
        try:
            check_event(told)
        except ValidationError as error:
            found.mistakes.append(Mistake(programme.where, " ".join(error.messages)))


def _compare_all(
    found: FileRead, pairs: list[tuple[ProgrammeRead, Event | None]], without_gone: bool
) -> Understood:
    understood = Understood([], found.mistakes)
    if found.mistakes:
        return understood
    for programme, event in pairs:
        comparison = compare_programme(programme, event)
        zone = event.time_zone if event else str(programme.told.get("time_zone") or "")
        understood.mistakes += find_clashes(comparison, zone, without_gone=without_gone)
        understood.comparisons.append(comparison)
    return understood
