"""Reads of learning: my own path, what I am asked to confirm, what a code opens."""

from django.db.models import Prefetch, QuerySet

from entrepairs.learning.models import Attestation, SigningKey, Step

STANDING = Attestation.objects.filter(withdrawn_at=None)


def steps_of(person: int, side: Step.Side) -> QuerySet[Step]:
    """Newest first; what has no day, as a life has none, before all."""
    rows = Step.objects.filter(person=person, side=side)
    rows = rows.prefetch_related(Prefetch("attestations", STANDING, to_attr="standing"))
    return rows.order_by("-first_day", "-pk")


def asked_of(person: int) -> QuerySet[Step]:
    """What waits for the yes of this person."""
    rows = Step.objects.filter(asked_of=person, confirmed_at=None, declined=None)
    return rows.select_related("person").order_by("-asked_at")


def attestation_named(code: str) -> Attestation | None:
    """For who holds the code; nothing is written, and nobody learns that they looked."""
    found = Attestation.objects.raw("select * from attestation_named(%s)", [code])
    return next(iter(found), None)


def step_attested(code: str) -> Step | None:
    return next(iter(Step.objects.raw("select * from step_attested(%s)", [code])), None)


def published_keys() -> list[SigningKey]:
    """The public halves, the newest first; without those that were given up."""
    rows = SigningKey.objects.filter(given_up_at=None).only("key", "public").order_by("-pk")
    return list(rows)
