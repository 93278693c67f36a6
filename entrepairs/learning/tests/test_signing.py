"""Whatever is attested: the verifier accepts it, refuses what was changed, and reads the list."""

import random

import pytest
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier

from entrepairs.learning.models import LIST_SIZE
from entrepairs.learning.signing import Site, Told, new_pair, sign_badge, sign_list, subject_of
from entrepairs.learning.tests.making import (
    ORIGIN,
)

SITE_KEY = new_pair()
SITE = Site(ORIGIN, "k", SITE_KEY[0])
SIGNS = "abcdefghijkmnpqrstuvwxyz23456789 éèçà’«»🌱\n"


def some_told(chance: random.Random) -> Told:
    def some(most: int) -> str:
        return "x" + "".join(chance.choice(SIGNS) for _one in range(chance.randrange(most)))

    from django.utils import timezone

    code = "".join(chance.choice("abcdefghijk") for _one in range(20))
    place = chance.randrange(3 * LIST_SIZE)
    return Told(code, place, some(60), some(160), some(200), some(160), some(1000), timezone.now())


def test_the_verifier_accepts_200_attestations_and_refuses_each_of_200_changed_ones() -> None:
    chance = random.Random(20261130)
    verifier = OB3Verifier(pubkey_pem=SITE_KEY[1])
    for _number in range(200):
        told = some_told(chance)
        token = sign_badge(SITE, told)
        found = verifier.verify(token, expected_recipient=subject_of(told.code))
        assert found.achievement.name == told.title
        at = chance.randrange(len(token))
        other = chance.choice(
            [s for s in "abcdefghij" if s != token[at] and token[at] != "."] or ["x"]
        )
        changed = token[:at] + other + token[at + 1 :]
        if same_bytes(token, changed):
            changed = token[1:]
        with pytest.raises(OB3VerificationError):
            verifier.verify(changed, expected_recipient=subject_of(told.code))


def same_bytes(one: str, other: str) -> bool:
    """Whether a last sign differs only in bits that stand for nothing."""
    from jwt.utils import base64url_decode

    def parts(token: str) -> list[bytes]:
        return [base64url_decode(part) for part in token.split(".")]

    try:
        return parts(one) == parts(other)
    except ValueError:
        return False


def test_the_list_says_of_each_number_whether_it_was_withdrawn() -> None:
    from django.utils import timezone
    from openbadgeslib.ob3.status import decode_encoded_list, set_indices

    chance = random.Random(7)
    for number in range(3):
        gone = sorted(chance.sample(range(number * LIST_SIZE, (number + 1) * LIST_SIZE), 50))
        payload = OB3Verifier._decode_unverified(sign_list(SITE, number, gone, timezone.now()))
        found = set_indices(decode_encoded_list(payload["credentialSubject"]["encodedList"]))
        assert sorted(one + number * LIST_SIZE for one in found) == gone
