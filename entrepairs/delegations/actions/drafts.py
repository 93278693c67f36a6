"""Drafts of a delegation: begun, written in versions, deleted by who began them."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core.identity import id_of
from entrepairs.delegations.models import Draft, DraftVersion
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action, refused_in_words
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.people.circles import hold_open
from entrepairs.people.models import Circle, Person

BEGIN = Verb("delegations", "begin_draft", gettext_lazy("You created a draft"), NOT_TOLD)


@action
def begin_draft(
    *, circle: Circle, title: str, words: str, once: UUID | None, by: Person | int
) -> Draft:
    note_deed(BEGIN, by=by, object_key=circle.key, once=once)
    hold_open(circle, _("Your text was not saved. %(why)s"))
    draft = Draft.objects.create(circle=circle, title=title.strip(), begun_by_id=id_of(by))
    DraftVersion.objects.create(draft=draft, number=1, words=words.strip(), author_id=id_of(by))
    return draft


def _refuse_meanwhile() -> NotPossible:
    return NotPossible(_("Somebody wrote a version meanwhile. Copy your text, then read theirs."))


WRITE = Verb("delegations", "write_draft", gettext_lazy("You wrote a version of a draft"), NOT_TOLD)


@action
def write_draft(
    *, draft: Draft, words: str, after: int, once: UUID | None, by: Person | int
) -> None:
    """The version that follows the one that was read: of another written meanwhile, nothing is
    lost."""
    note_deed(WRITE, by=by, object_key=draft.key, once=once)
    hold_open(draft.circle, _("Your text was not saved. %(why)s"))
    number = DraftVersion.objects.filter(draft=draft).count()
    if number != after:
        raise _refuse_meanwhile()
    with refused_in_words({"draft_number": _refuse_meanwhile}):
        DraftVersion.objects.create(
            draft=draft, number=after + 1, words=words.strip(), author_id=id_of(by)
        )


DELETE = Verb("delegations", "delete_draft", gettext_lazy("You deleted a draft"), NOT_TOLD)


@action
def delete_draft(*, draft: Draft, once: UUID | None, by: Person | int) -> None:
    """With all its versions, by who began it."""
    note_deed(DELETE, by=by, object_key=draft.key, once=once)
    if not Draft.objects.filter(pk=draft.pk, begun_by=id_of(by)).delete()[0]:
        raise NotPossible(_("Only the person who created this draft can delete it."))
