"""What the ways in forget: sign-ups never confirmed, codes and sessions that are over."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from entrepairs.accounts.models import Account, EntryCode, Session
from entrepairs.core import hats
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
        _forget_unconfirmed(Account.objects.filter(emailaddress__email=email.lower()))


def sweep_ways_in() -> None:
    """Nightly: sign-ups never confirmed, codes used or past, sessions past."""
    now = timezone.now()
    with hats.system(
        "sign-ups never confirmed, used codes and past sessions are forgotten every night"
    ):
        _forget_unconfirmed(
            Account.objects.filter(created_at__lt=now - UNCONFIRMED, emailaddress__isnull=False)
        )
        EntryCode.objects.filter(used_at__lt=now - MEMORY_OF_CODES).delete()
        EntryCode.objects.filter(expires_at__lt=now - MEMORY_OF_CODES).delete()
        Session.objects.filter(expire_date__lt=now).delete()


def _forget_unconfirmed(accounts: QuerySet[Account]) -> None:
    """Those among them whose person never got in and who have confirmed nothing."""
    never = accounts.filter(last_login=None).exclude(emailaddress__verified=True)
    Person.objects.filter(account__in=never).delete()
