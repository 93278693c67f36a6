"""Authorship claims: an author is a person here, once that person and an owner have said so."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.core import hats
from entrepairs.core.sql_functions import call_function
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import NotPossible, action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.library.indexing import entry_of
from entrepairs.library.models import Author, AuthorshipClaim, DeclinedClaim, Resource
from entrepairs.library.notice_kinds import CLAIM
from entrepairs.library.queries import owner_ids
from entrepairs.notices import actions as notices
from entrepairs.people.models import Person
from entrepairs.search.index import index_entries

CLAIM_AUTHOR = Verb(
    "library",
    "claim_author",
    gettext_lazy("You said that you are the author of an item"),
    NOT_TOLD,
)


@action
def claim_author(
    *, author: Author, name: str, by: int, once: UUID | None = None
) -> AuthorshipClaim:
    """This is me. The owners of the resource are told."""
    claim = AuthorshipClaim(author=author, person_id=by, by_id=by, name=_clean_name(name))
    note_deed(CLAIM_AUTHOR, by=by, object_key=f"author-{author.pk}", once=once)
    with hats.system("the owners of a resource are told of a claim to have made it"):
        owners = owner_ids(author.resource)
    return _save_claim(claim, tell=owners)


ASK_AUTHOR = Verb(
    "library",
    "ask_author",
    gettext_lazy("You asked %(who)s if they are the author of something"),
    gettext_lazy("%(who)s asked if you are the author of something"),
)


@action
def ask_author(
    *, author: Author, person: Person, name: str, by: int, once: UUID | None = None
) -> AuthorshipClaim:
    """Is it you? That person is told."""
    claim = AuthorshipClaim(author=author, person=person, by_id=by, name=_clean_name(name))
    note_deed(ASK_AUTHOR, by=by, about=person, object_key=author.resource.key, once=once)
    return _save_claim(claim, tell=[person.pk])


CONFIRM_AUTHOR = Verb(
    "library",
    "confirm_author",
    gettext_lazy("You confirmed the author of an item"),
    gettext_lazy("%(who)s confirmed that you are an author"),
)


@action
def confirm_claim(
    *, claim: AuthorshipClaim, name: str = "", by: int, once: UUID | None = None
) -> None:
    """Yes. The name shown is the one that the author chose."""
    about = None if claim.person_id == by else claim.person_id
    note_deed(CONFIRM_AUTHOR, by=by, about=about, object_key=claim.key, once=once)
    author = claim.author_id
    if not call_function("confirm_claim", claim.pk, _clean_name(name or claim.name)):
        raise NotPossible
    _index_new_name(author)


REFUSE_AUTHOR = Verb(
    "library", "refuse_author", gettext_lazy("You said no to what you were asked"), NOT_TOLD
)


@action
def decline_claim(*, claim: AuthorshipClaim, by: int, once: UUID | None = None) -> None:
    """No reason is asked, and nobody is told."""
    note_deed(REFUSE_AUTHOR, by=by, object_key=claim.key, once=once)
    DeclinedClaim.objects.create(claim=claim, person_id=by)


TAKE_BACK_CLAIM = Verb(
    "library", "take_back_claim", gettext_lazy("You cancelled a request"), NOT_TOLD
)


@action
def take_back_claim(*, claim: AuthorshipClaim, by: int, once: UUID | None = None) -> None:
    note_deed(TAKE_BACK_CLAIM, by=by, object_key=claim.key, once=once)
    if not AuthorshipClaim.objects.filter(pk=claim.pk).delete()[0]:
        raise NotPossible


@action
def rename_myself(*, author: Author, name: str, by: int, once: UUID | None = None) -> None:
    """Another name for an author who is me: mine alone to choose."""
    note_deed(CONFIRM_AUTHOR, by=by, object_key=author.resource.key, once=once)
    _change_my_link(author, name, linked=True)


UNLINK_AUTHOR = Verb(
    "library",
    "unlink_author",
    gettext_lazy("You removed the link from an item to your profile"),
    NOT_TOLD,
)


@action
def unlink_myself(*, author: Author, by: int, once: UUID | None = None) -> None:
    """The name stays, and leads to me no longer."""
    note_deed(UNLINK_AUTHOR, by=by, object_key=author.resource.key, once=once)
    _change_my_link(author, author.name, linked=False)


def _save_claim(claim: AuthorshipClaim, tell: list[int]) -> AuthorshipClaim:
    same = AuthorshipClaim.objects.filter(author=claim.author, person=claim.person_id)
    if claim.author.person_id or same.exists():
        raise NotPossible
    if call_function("claimed_twice_lately", claim.author_id, claim.person_id):
        raise NotPossible(_("This was asked less than 30 days ago. Wait a little."))
    claim.save(force_insert=True)
    by = claim.by_id
    notices.tell(person=tell, kind=CLAIM, about=claim.key, path=claim.path, by=by)
    return claim


def _change_my_link(author: Author, name: str, linked: bool) -> None:
    if not call_function("i_made", author.pk, _clean_name(name), linked):
        raise NotPossible
    _index_new_name(author.pk)


def _index_new_name(author: int) -> None:
    """The search and the harvesters know the name that was chosen."""
    with hats.system("the name that an author chose is the one that is found"):
        row = Resource.objects.get(authors=author)
        Resource.objects.filter(pk=row.pk).update(changed_at=timezone.now())
        if row.is_public:
            index_entries(entry_of(row))


def _clean_name(name: str) -> str:
    name = " ".join(name.split())
    if not 0 < len(name) <= 300:
        raise ValidationError(_("At most 300 characters for the name."))
    return name
