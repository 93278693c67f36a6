"""What the ways in forget: sign-ups never confirmed, codes and sessions that are over."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from entrepairs.accounts.models import Account, EntryCode, Session
from entrepairs.core import hats
from entrepairs.core.jobs import change_each, do_all
from entrepairs.people.models import Person

UNCONFIRMED = timedelta(days=1)
MEMORY_OF_CODES = timedelta(days=30)


def forget_sign_up(*, email: str) -> None:
    """Deletes a sign-up that was never confirmed, when the same address signs up again.

    Nobody can sit on another person's address.
    """
    with hats.system(
        "a sign-up that was never confirmed leaves nothing of the person it would have made"
    ):
        _unconfirmed(Account.objects.filter(emailaddress__email=email.lower())).delete()


def sweep_ways_in() -> None:
    """Nightly: sign-ups never confirmed, codes used or past, sessions past. What fails for one
    stops no other.
    """
    now = timezone.now()
    signed_up = Account.objects.filter(created_at__lt=now - UNCONFIRMED, emailaddress__isnull=False)
    old = now - MEMORY_OF_CODES
    do_all(
        partial(change_each, rows, QuerySet.delete, hat=_sweeping)
        for rows in (
            _unconfirmed(signed_up),
            EntryCode.objects.filter(Q(used_at__lt=old) | Q(expires_at__lt=old)),
            Session.objects.filter(expire_date__lt=now),
        )
    )


def _sweeping() -> Any:
    return hats.system(
        "sign-ups never confirmed, used codes and past sessions are forgotten every night"
    )


def _unconfirmed(accounts: QuerySet[Account]) -> QuerySet[Person]:
    """Those among them whose person never got in and who have confirmed nothing."""
    never = accounts.filter(last_login=None).exclude(emailaddress__verified=True)
    return Person.objects.filter(account__in=never)
