"""What this room adds to rooms below: links on a person's page, consent texts, ends of a block."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrepairs.meetings import hooks as meetings_hooks
from entrepairs.pairs.actions.invitations import put_mine_aside, put_mine_back
from entrepairs.pairs.actions.pausing_and_ending import end_between
from entrepairs.pairs.actions.wishes import CONSENT
from entrepairs.pairs.models import Wish
from entrepairs.pairs.queries.weeks import week_with
from entrepairs.pairs.round_opt_in import CONSENT as ROUNDS
from entrepairs.people import hooks
from entrepairs.people.hooks import PageAction
from entrepairs.people.models import Circle, Membership, Person


def actions_on_person(request: HttpRequest, person: Person) -> Iterator[PageAction]:
    """Open our pair, or invite this person when their wish stands. One query."""
    current = Membership.objects.current()
    me = request.person_id  # type: ignore[attr-defined]
    mine = current.filter(circle=OuterRef("circle"), person=me)
    ours = current.filter(Exists(mine), person=person, circle__kind=Circle.Kind.PAIR)
    wishes = Wish.objects.filter(person=person, closed_at__isnull=True)
    found = list(
        ours.values_list("circle__key")[:1].union(wishes.values_list("person__key"), all=True)
    )
    for (key,) in found:
        if key == person.key:
            label = _("Invite to get to know each other")
            yield PageAction(
                label, reverse("pairs:invite", args=[key]), quiet=False, icon="hand-heart"
            )
        else:
            label = _("Open our conversation")
            yield PageAction(
                label, reverse("pairs:pair", args=[key]), quiet=False, icon="heart-handshake"
            )
            return


def register_hooks() -> None:
    meetings_hooks.weeks.append(week_with)
    hooks.person_actions.append(actions_on_person)
    hooks.consent_words[ROUNDS] = gettext_lazy("that my organisation may suggest someone to me")
    hooks.on_block.append(end_between)
    hooks.on_pause.append(put_mine_aside)
    hooks.on_resume.append(put_mine_back)
    hooks.consent_words[CONSENT] = gettext_lazy("that you are looking for a peer, with your name")
