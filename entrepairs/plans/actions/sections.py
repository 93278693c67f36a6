"""The parts of a plan: written, given to those whom their holder chooses, deleted."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Max
from django.db.models.functions import Now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.circles import hold_open
from entrepairs.people.models import Person
from entrepairs.plans.actions.plans import check_holds
from entrepairs.plans.models import Plan, Reader, Section, Version

ADD = Verb("plans", "add_section", gettext_lazy("You added a part to a plan"), NOT_TOLD)


@action
def add_section(*, plan: Plan, title: str, once: UUID | None, by: Person | int) -> Section:
    """A part with a title of my own, still empty: nobody else sees it."""
    note_deed(ADD, by=by, object_key=plan.circle.key, once=once)
    check_holds(plan.circle, by)
    last = Section.objects.filter(plan=plan).aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    return Section.objects.create(plan=plan, title=title.strip(), position=position)


WRITE = Verb("plans", "write_section", gettext_lazy("You wrote in a plan"), NOT_TOLD)


def _other_was_first() -> NotPossible:
    return NotPossible(_("Another version has just been saved. Read it first."))


@action
def write_section(
    *,
    section: Section,
    words: str,
    audience: int,
    readers: Iterable[Person | int] = (),
    once: UUID | None,
    by: Person | int,
) -> None:
    """Its words, and who reads them. What was written before is kept, for the holder alone."""
    note_deed(WRITE, by=by, object_key=section.plan.circle.key, once=once)
    check_holds(section.plan.circle, by)
    hold_open(section.plan.circle, _("Your text was not saved. %(why)s"))
    now = Section.objects.select_for_update().get(pk=section.pk)
    if words.strip() != now.words:
        former = Version.objects.filter(section=section).aggregate(last=Max("number"))["last"] or 0
        with refused_in_words({"plan_version_number": _other_was_first}):
            Version.objects.create(section=section, number=former + 1, words=words.strip())
        Section.objects.filter(pk=section.pk).update(words=words.strip(), written_at=Now())
    Section.objects.filter(pk=section.pk).update(audience=audience)
    Reader.objects.filter(section=section).delete()
    if audience == Section.Audience.CHOSEN:
        chosen = {one if isinstance(one, int) else one.pk for one in readers}
        Reader.objects.bulk_create(Reader(section=section, person_id=one) for one in chosen)


REMOVE = Verb("plans", "remove_section", gettext_lazy("You deleted a part of a plan"), NOT_TOLD)


@action
def remove_section(*, section: Section, once: UUID | None, by: Person | int) -> None:
    """With all its versions: nothing of it is kept."""
    note_deed(REMOVE, by=by, object_key=section.plan.circle.key, once=once)
    if not Section.objects.filter(pk=section.pk).delete()[0]:
        raise NotPossible
