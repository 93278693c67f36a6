"""What coordinators see of how one of their people may sign in: for them and for that person."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import connection
from django.utils.translation import gettext as _

from entrepairs.people.models import Affiliation
from entrepairs.people.seen_by_coordinators import Facts, SeenFact, SeenPart
from entrepairs.ui.formats import day


def tell_card(affiliations: Sequence[Affiliation]) -> Facts:
    """By the same function as the lists of coordinators. One query."""
    who = affiliations[0].person_id
    with connection.cursor() as cursor:
        cursor.execute(
            "select o.id, c.state, c.given_at, c.mark"
            " from unnest(%s::bigint[]) o(id), cards_of(o.id, %s) c",
            [[one.organisation_id for one in affiliations], who],
        )
        return {key: list(_say_card(*card)) for key, *card in cursor.fetchall()}


def _say_card(state: str, given_at: datetime | None, mark: str) -> Iterator[SeenFact]:
    if state == "in":
        words = _("signed in at least once")
    elif given_at:
        words = _("not signed in yet, card printed on %(day)s") % {"day": day(given_at)}
    else:
        words = _("not signed in yet, no card")
    yield SeenFact(_("Signing in"), words)
    if mark:
        yield SeenFact(_("Mark on the card"), mark)


SEEN = SeenPart("accounts", tell_card, opens=("cards_of", "accounts_cardmark"), order=20)
