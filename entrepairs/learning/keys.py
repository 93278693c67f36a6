"""The keys of this site for attestations: made when the first is signed, changed by the
administrator."""

from django.db import connection
from django.db.models.functions import Now

from entrepairs.core import hats
from entrepairs.learning.models import SigningKey
from entrepairs.learning.signing import Site, new_pair

LOCK = 0x1EA241


def _make_key() -> SigningKey:
    private, public = new_pair()
    return SigningKey.objects.create(private=private, public=public)


def _newest_key() -> SigningKey | None:
    return SigningKey.objects.filter(given_up_at=None).order_by("-pk").first()


def site_that_signs(origin: str) -> Site:
    """With the newest key; the first time, with a new one. Once: those who come together wait."""
    with hats.system("what the site attests is signed with its key"):
        key = _newest_key()
        if key is None:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
            key = _newest_key() or _make_key()
        return Site(origin, key.key, key.private)


def site_that_signed(origin: str) -> Site | None:
    """With the newest key, if there is one: a page that is read makes none."""
    with hats.system("the list of withdrawn attestations is signed with the site's key"):
        key = _newest_key()
        return None if key is None else Site(origin, key.key, key.private)


def change_key(give_up: bool = False) -> None:
    """From now on another key signs. What older ones signed goes on verifying, unless they are
    given up because somebody else may have them."""
    with hats.system("the administrator changes the key that signs attestations"):
        if give_up:
            SigningKey.objects.filter(given_up_at=None).update(given_up_at=Now(), private="")
        _make_key()
