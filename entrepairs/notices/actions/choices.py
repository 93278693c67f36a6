"""What each person wants sent, and by which ways."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext_lazy

from entrepairs.core import hats
from entrepairs.core.identity import id_of
from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import action
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.notices.kinds import chosen_kinds
from entrepairs.notices.models import ChosenWays, Preference
from entrepairs.notices.ways import EMAIL, USUAL
from entrepairs.people.models import Person

CHOOSE = Verb(
    "notices",
    "choose_mails",
    gettext_lazy("You chose which notifications are sent to you, and how"),
    NOT_TOLD,
)


@action
def choose_notifications(
    *,
    kinds: Iterable[str],
    ways: Sequence[str],
    quiet_from: int,
    quiet_until: int,
    by: Person | int,
    once: UUID | None,
) -> None:
    """Only these kinds, by these ways, the first one first, and not at these hours. No kind at all
    refuses every kind, also those of a later version.

    That somebody made a code to come in as them is sent all the same.
    """
    note_deed(CHOOSE, by=by, once=once)
    wanted, refused = set(kinds), [Preference.ALL]
    if wanted:
        refused = [kind.name for kind in chosen_kinds() if kind.name not in wanted]
    Preference.objects.filter(person=id_of(by)).delete()
    Preference.objects.bulk_create(Preference(person_id=id_of(by), kind=kind) for kind in refused)
    hours = {"quiet_from": quiet_from, "quiet_until": quiet_until}
    ChosenWays.objects.update_or_create(person_id=id_of(by), defaults={"ways": list(ways), **hours})


STOP_MAILS = Verb("notices", "stop_mails", gettext_lazy("You stopped emails"), NOT_TOLD)


@action
def stop_mails(*, by: Person | int, once: UUID | None) -> None:
    """By email nothing any more; by the other ways, as before."""
    note_deed(STOP_MAILS, by=by, once=once)
    mine, _made = ChosenWays.objects.get_or_create(person_id=id_of(by), defaults={"ways": USUAL})
    mine.ways = [way for way in mine.ways if way != EMAIL.name]
    mine.save(update_fields=["ways"])


def sign_stop_token(person_key: str) -> str:
    """The token at the foot of a mail: its holder may stop that person's mails, nothing else."""
    return Signer(salt="notices.stop").sign(person_key)


def read_stop_token(token: str) -> str:
    """The key of the person whose mail carried it, or BadSignature."""
    return Signer(salt="notices.stop").unsign(token)


def stop_mails_by_link(*, token: str) -> bool:
    """The same from the foot of a mail, without signing in. False when the token is not ours."""
    try:
        key = read_stop_token(token)
    except BadSignature:
        return False
    with hats.system("anyone who holds the link of a mail stops the mails without signing in"):
        person = Person.objects.filter(key=key).first()
        chosen = ChosenWays.objects.filter(person=person).first()
        if person and (chosen is None or EMAIL.name in chosen.ways):
            stop_mails(by=person, once=None)
    return person is not None
