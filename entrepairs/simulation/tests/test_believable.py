"""What lives in the sample network could have been lived: nothing in it that the house refuses,
nothing that two people would not do."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from django.db import transaction
from django.db.models import Count, F, Q, Sum

from entrepairs.conversations.models import Message
from entrepairs.core import hats
from entrepairs.ledger.models import Audience, Consent, Deed
from entrepairs.matching.hard_constraints import missing_constraints
from entrepairs.matching.people_arrays import least_between
from entrepairs.matching.score import Scorer
from entrepairs.matching.weights import Weights
from entrepairs.meetings.models import Contribution, Meeting
from entrepairs.pairs.actions.invitations import AT_ONCE
from entrepairs.pairs.mirror import NEARLY_EVEN, balance_of
from entrepairs.pairs.models import Invitation, Pause, Refusal, RoundOptIn, Wish
from entrepairs.people.deed_sentences import describe_deed
from entrepairs.people.models import Block, Circle, Membership, Person
from entrepairs.plans.models import KeptApart
from entrepairs.rounds.arrays import people_arrays
from entrepairs.safeguarding.models import Report, Ruling
from entrepairs.safeguarding.queries import appeal_until, readings_of, rulings_to_me
from entrepairs.simulation.pairing import known_of
from entrepairs.simulation.tests.building import UNTIL, sample
from entrepairs.suggestions.quiet_period import QUIET
from entrepairs.tests.two_at_once import find_broken

__all__ = ["sample"]


@pytest.fixture(autouse=True)
def _seen_by_all(sample: Any, db: None) -> Iterator[None]:
    with hats.system("test"):
        yield


def pairs_made() -> dict[int, tuple[int, int]]:
    """The two people of each pair."""
    found = defaultdict(list)
    rows = Membership.objects.filter(circle__kind="pair").order_by("circle", "person")
    for circle, person in rows.values_list("circle", "person"):
        found[circle].append(person)
    return {circle: (two[0], two[1]) for circle, two in found.items()}


def standing(wishes: list[Any], at: Any) -> bool:
    return any(made <= at and (closed is None or closed >= at) for made, closed in wishes)


def wishes_of_each() -> dict[int, list[Any]]:
    found = defaultdict(list)
    for who, made, closed in Wish.objects.values_list("person", "made_at", "closed_at"):
        found[who].append((made, closed))
    return found


def test_everybody_has_the_receipt_of_their_name_and_of_each_wish() -> None:
    names = Consent.objects.filter(what="name", withdrawn_at=None)
    assert dict(names.values_list("person", "audience")) == dict(
        Person.objects.values_list("pk", "audience")
    )
    receipts = Consent.objects.filter(what="wish").order_by("person", "given_at")
    wishes = Wish.objects.order_by("person", "made_at")
    assert list(receipts.values_list("person", "audience", "given_at", "withdrawn_at")) == list(
        wishes.values_list("person", "audience", "made_at", "closed_at")
    )
    assert wishes.filter(closed_at=None).count() > 100


def test_each_invitation_was_between_two_who_wished_to_meet_someone() -> None:
    wishes = wishes_of_each()
    rows = list(Invitation.objects.filter(organisation=None))
    assert len(rows) > 80
    for one in rows:
        for who in (one.by_id, one.to_id):
            assert standing(wishes[who], one.made_at), (one.pk, who)


def test_nobody_wrote_to_a_peer_nor_twice_within_six_months_nor_to_too_many_at_once() -> None:
    by_two = defaultdict(list)
    for one in Invitation.objects.filter(organisation=None).order_by("made_at"):
        by_two[one.by_id, one.to_id].append(one.made_at)
    assert all(
        later - before > QUIET for made in by_two.values() for before, later in pairwise(made)
    )
    waiting = Invitation.objects.filter(accepted_at=None, organisation=None, expires_at__gt=UNTIL)
    assert max(Counter(waiting.values_list("by", flat=True)).values()) <= AT_ONCE
    peers = set(pairs_made().values())
    twos = {(min(two), max(two)) for two in waiting.values_list("by", "to")}
    assert twos
    assert not twos & peers


def test_the_guard_takes_every_invitation_that_waits() -> None:
    """Written again by those who made it, under their own hat."""
    waiting = Invitation.objects.filter(accepted_at=None, organisation=None, expires_at__gt=UNTIL)
    rows = list(waiting.values("by_id", "to_id", "made_at", "expires_at"))
    assert len(rows) > 5
    for row in rows:
        with transaction.atomic(), hats.person(row["by_id"]):
            assert Invitation.objects.create(**row).pk
            transaction.set_rollback(True)


def test_some_invitations_were_refused_and_their_authors_cannot_see_which() -> None:
    refused = list(Refusal.objects.select_related("invitation"))
    assert len(refused) > 5
    for one in refused:
        assert one.person_id == one.invitation.to_id
        assert one.invitation.made_at < one.at < UNTIL
        assert one.invitation.accepted_at is None
    with hats.person(refused[0].invitation.by_id):
        assert not Refusal.objects.exists()


def test_some_are_blocked_and_some_are_on_a_pause() -> None:
    blocks = list(Block.objects.all())
    assert blocks
    pairs = {two: circle for circle, two in pairs_made().items()}
    for one in blocks:
        two = tuple(sorted((one.person_id, one.blocked_id)))
        assert Circle.objects.get(pk=pairs[two]).ended_at == one.at  # type: ignore[index]
    pauses = list(Pause.objects.select_related("circle"))
    assert pauses
    for pause in pauses:
        assert (pause.circle.paused_at, pause.circle.ended_at) == (pause.at, None)
        assert not Message.objects.filter(circle=pause.circle, sent_at__gt=pause.at).exists()
        assert not Meeting.objects.filter(circle=pause.circle, starts_at__gt=pause.at).exists()
    paused = Person.objects.filter(paused_at__lt=UNTIL)
    assert paused.exists()
    waiting = Invitation.objects.filter(accepted_at=None, expires_at__gt=UNTIL, organisation=None)
    assert not waiting.filter(by__in=paused).exists()
    assert not waiting.filter(to__in=paused).exists()


def test_two_people_do_not_say_again_what_they_have_said() -> None:
    lines = Counter((one.circle_id, one.body) for one in Message.objects.all())
    assert lines.total() > 3000
    again = sum(count - 1 for count in lines.values())
    assert again / lines.total() < 0.02
    longest = max(Counter(circle for circle, _body in lines.elements()).values())
    assert longest > 60, "a pair of a year has much to say"


def test_what_was_brought_fits_in_the_meeting() -> None:
    noted = Meeting.objects.annotate(brought=Sum("contributions__minutes")).exclude(brought=None)
    assert noted.count() > 400
    assert not noted.filter(brought__gt=F("minutes")).exists()
    assert not Contribution.objects.filter(minutes__lt=5).exists()


def test_most_pairs_bring_about_as_much_and_some_lean() -> None:
    brought: dict[int, Counter[int]] = defaultdict(Counter)
    for circle, giver, minutes in Contribution.objects.exclude(confirmed_at=None).values_list(
        "circle", "giver", "minutes"
    ):
        brought[circle][giver] += minutes
    told = {two: brought[circle] for circle, two in pairs_made().items()}
    balances = [
        abs(balance_of(sums[one], sums[other]) or 0)
        for (one, other), sums in told.items()
        if sums.total() >= 180
    ]
    assert len(balances) > 30
    even = sum(one <= NEARLY_EVEN for one in balances) / len(balances)
    leaning = sum(one > 2 * NEARLY_EVEN for one in balances) / len(balances)
    assert even > 0.4
    assert 0.1 < leaning < 0.4


def test_people_are_paired_as_matching_would() -> None:
    """Between the two of a pair all must hold that a round asks, and more speaks for them than for
    two who are drawn by lot."""
    homes = defaultdict(list)
    six = set(Person.objects.exclude(account=None).values_list("pk", flat=True))
    rows = Circle.objects.exclude(organisation=None).filter(kind="pair")
    for circle, home in rows.values_list("pk", "organisation"):
        two = pairs_made()[circle]
        if not six & set(two):
            homes[home].append(two)
    assert sum(len(twos) for twos in homes.values()) > 40
    for twos in homes.values():
        everybody = sorted({who for two in twos for who in two})
        known = known_of(everybody, Audience.ORGANISATIONS, 1)
        people = people_arrays(known)
        scorer = Scorer(people, Weights())
        place = {who: at for at, who in enumerate(everybody)}
        a, b = (np.array([place[two[side]] for two in twos], np.int64) for side in (0, 1))
        least = least_between(people, a, b)
        apart = {tuple(two) for two in known.apart}
        assert apart, "peers are not proposed to each other again"
        strangers = replace(people, apart=np.zeros((0, 2), np.int64))
        assert (missing_constraints(strangers, a, b, least, least) == 0).all()
        ones, others = np.triu_indices(len(everybody), 1)
        assert scorer.mutual(a, b).mean() > 1.2 * scorer.mutual(ones, others).mean()


def test_the_pairs_of_a_round_took_their_place_from_the_wishes_of_both() -> None:
    met = Invitation.objects.filter(round_id__isnull=False, accepted_at__isnull=False)
    assert met.count() == 16
    assert not met.filter(to__in=Wish.objects.filter(closed_at=None, room_for=0).values("person"))
    willing = RoundOptIn.objects.filter(person__in=met.values("to")).values("person")
    assert willing.aggregate(all=Count("person", distinct=True))["all"] == 16
    said_no = Refusal.objects.filter(invitation__round_id__isnull=False)
    assert said_no.exists()


def test_the_ledger_says_what_the_six_did_and_what_was_done_to_them() -> None:
    """Each line is told, and is of something that stands."""
    for name in ("amel", "bruno", "claire", "david", "eve"):
        me = Person.objects.get(account__username=name)
        mine = Deed.objects.filter(Q(by_person=me.pk) | Q(about_person=me.pk)).order_by("at", "id")
        told = [describe_deed(deed, me.pk, {}) for deed in mine]
        assert len({line for line in told if line}) >= 4, name
        assert not [line for line in told if line.startswith("gate:")]
        assert [deed.at for deed in mine] == sorted(deed.at for deed in mine)
        lived = mine.filter(room__in=("people", "pairs", "meetings", "conversations"))
        assert not lived.filter(at__gt=UNTIL).exists()
        written = Deed.objects.filter(by_person=me.pk, verb="send").count()
        said = Message.objects.filter(author=me, circle__kind="pair")
        assert written == said.count() > 0


def test_nothing_in_it_breaks_what_always_holds() -> None:
    """Of teams and plans too: nobody is with the service from which they keep apart."""
    assert KeptApart.objects.exists()
    assert Membership.objects.filter(circle__kind="team").count() > 1
    of_scenes = "nobody has more new peers than they had room for"  # there, each has room for one
    assert set(find_broken()) <= {of_scenes}


def test_reports_are_of_words_that_were_said_and_strangers_decide(sample: Any) -> None:
    with hats.system("test"):
        people = {one.name: one.pk for one in Person.objects.filter(account__isnull=False)}
        reports = list(Report.objects.prefetch_related("readers", "rulings"))
        for one in reports:
            assert one.said_at is not None
            assert one.said_at < one.made_at
            assert Message.objects.get(once=one.thing).body == one.stood
            near = Circle.objects.filter(memberships__person=one.author_id).exclude(kind="event")
            readers = [reader.person_id for reader in one.readers.all()]
            found = Membership.objects.filter(circle__in=near, person__in=readers)
            assert list(found.values_list("circle__name", "circle__kind", "since", "until")) == []
    assert len(reports) == 5, [(one.why, one.author_id) for one in reports]
    with hats.person(people["Farid"]):
        assert len(readings_of(people["Farid"])) == 2
        assert Ruling.objects.filter(agreed_at=None).count() == 1
    with hats.person(people["Bruno"]):
        assert appeal_until(rulings_to_me(people["Bruno"]).get()) > UNTIL.date()
