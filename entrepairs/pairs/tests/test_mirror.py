"""The measures of the mirror, as properties of any contributions whatever."""

import datetime as dt
from dataclasses import dataclass, replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrepairs.pairs import mirror
from entrepairs.pairs.mirror import Mirror, Month, Two

ME, YOU = 1, 2


@dataclass(frozen=True)
class Brought:
    giver: int
    receiver: int
    kind: int
    minutes: int
    month: dt.date = dt.date(2026, 1, 1)


def lines(people: int = 5) -> st.SearchStrategy[list[Brought]]:
    two = st.tuples(st.integers(1, people), st.integers(1, people)).filter(
        lambda both: both[0] != both[1]
    )
    line = st.builds(
        lambda both, kind, minutes, month: Brought(
            both[0], both[1], kind, minutes, dt.date(2026, month, 1)
        ),
        two,
        st.integers(1, 3),
        st.integers(1, 1440),
        st.integers(1, 12),
    )
    return st.lists(line, max_size=20)


def between_two() -> st.SearchStrategy[list[Brought]]:
    return lines(people=2)


@given(between_two())
def test_my_mirror_with_you_is_the_mirror_image_of_yours_with_me(flows: list[Brought]) -> None:
    mine, yours = mirror.mirror_of_flows(ME, flows), mirror.mirror_of_flows(YOU, flows)
    assert mine.minutes == yours.minutes.turned
    assert mine.kinds_given == yours.kinds_received
    assert mine.kinds_received == yours.kinds_given
    assert mine.reciprocity == yours.reciprocity
    if mine.balance is not None and yours.balance is not None:
        assert mine.balance == -yours.balance
    assert {mine.leaning, yours.leaning} in ({"even"}, {"nothing"}, {"given", "received"})


@given(lines())
def test_the_reciprocity_is_between_nothing_and_all(flows: list[Brought]) -> None:
    for person in range(1, 6):
        share = mirror.mirror_of_flows(person, flows).reciprocity
        assert share is None or 0 <= share <= 1
    whole = mirror.weighted_reciprocity(mirror.sum_amounts(flows))
    assert (whole is None) is (not flows)
    assert whole is None or 0 <= whole <= 1


@given(lines(), st.integers(2, 50))
def test_the_unit_changes_nothing(flows: list[Brought], times: int) -> None:
    longer = [replace(flow, minutes=flow.minutes * times) for flow in flows]
    mine, scaled = mirror.mirror_of_flows(ME, flows), mirror.mirror_of_flows(ME, longer)
    assert scaled.minutes == Two(mine.minutes.mine * times, mine.minutes.theirs * times)
    assert scaled.leaning == mine.leaning
    assert scaled.balance == pytest.approx(mine.balance)
    assert scaled.reciprocity == pytest.approx(mine.reciprocity)


@given(lines(), lines())
def test_what_others_bring_each_other_changes_nothing_for_me(
    flows: list[Brought], others: list[Brought]
) -> None:
    elsewhere = [
        replace(flow, giver=flow.giver + 10, receiver=flow.receiver + 10) for flow in others
    ]
    assert mirror.mirror_of_flows(ME, flows + elsewhere) == mirror.mirror_of_flows(ME, flows)


@given(lines())
def test_the_order_of_the_lines_changes_nothing(flows: list[Brought]) -> None:
    assert mirror.mirror_of_flows(ME, flows[::-1]) == mirror.mirror_of_flows(ME, flows)


@given(lines())
def test_the_kinds_add_up_to_the_minutes(flows: list[Brought]) -> None:
    mine = mirror.mirror_of_flows(ME, flows)
    assert sum(minutes for _, minutes in mine.kinds_given) == mine.minutes.mine
    assert sum(minutes for _, minutes in mine.kinds_received) == mine.minutes.theirs


@given(lines(), st.integers(1, 12), st.integers(1, 12))
def test_the_months_add_up_to_the_minutes_and_none_is_left_out(
    flows: list[Brought], one: int, other: int
) -> None:
    mine = mirror.mirror_of_flows(ME, flows)
    since, until = (dt.date(2026, month, 15) for month in sorted((one, other)))
    filled = mirror.fill_months(mine.months, since, until)
    assert sum(month.given for month in filled) <= mine.minutes.mine
    whole = mirror.fill_months(mine.months, dt.date(2026, 1, 9), until)
    assert sum(month.given for month in whole) == mine.minutes.mine
    assert sum(month.received for month in whole) == mine.minutes.theirs
    assert [month.first.month for month in whole] == list(range(1, len(whole) + 1))


@pytest.mark.parametrize(
    ("ways", "since"),
    [
        ([(0, 60), (0, 60), (60, 0), (60, 0)], 3),  # received, then given
        ([(60, 0), (60, 0), (0, 60), (0, 0), (0, 60)], 3),  # a month without anything between
        ([(0, 60), (0, 60), (60, 0)], None),  # one month is no turn
        ([(60, 0), (60, 0), (60, 0)], None),  # it never leaned the other way
        ([(30, 30), (60, 0), (60, 0)], None),  # before, it was even
        ([(0, 60), (60, 0), (60, 0), (30, 30)], None),  # it is even now
        ([(0, 0), (0, 0)], None),
        ([], None),
    ],
)
def test_a_turn_is_told_when_the_months_since_lean_the_other_way(
    ways: list[tuple[int, int]], since: int | None
) -> None:
    months = [Month(dt.date(2026, n, 1), Two(*two)) for n, two in enumerate(ways, start=1)]
    for seen in (months, [Month(month.first, month.minutes.turned) for month in months]):
        turn = mirror.find_turn(seen)
        assert (turn.first.month if turn else None) == since


@given(lines())
def test_all_is_reciprocated_when_each_gives_back_as_much(flows: list[Brought]) -> None:
    back = [replace(flow, giver=flow.receiver, receiver=flow.giver) for flow in flows]
    share = mirror.weighted_reciprocity(mirror.sum_amounts(flows + back))
    assert share is None or share == 1


@pytest.mark.parametrize(
    ("given_", "received", "balance", "leaning"),
    [
        (0, 0, None, "nothing"),
        (60, 60, 0, "even"),
        (60, 0, 1, "given"),
        (0, 60, -1, "received"),
        (58, 42, 0.16, "given"),
    ],
)
def test_the_balance_goes_from_only_receiving_to_only_giving(
    given_: int, received: int, balance: float | None, leaning: str
) -> None:
    seen = Mirror(minutes=Two(given_, received))
    assert seen.balance == (None if balance is None else pytest.approx(balance))
    assert seen.leaning == leaning


def test_the_reciprocity_of_a_worked_example() -> None:
    """I gave 60 and received 30 from one, gave 0 and received 90 from another: 2 x 30 of 180 went
    both ways."""
    flows = [Brought(1, 2, 1, 60), Brought(2, 1, 1, 30), Brought(3, 1, 1, 90)]
    assert mirror.mirror_of_flows(ME, flows).reciprocity == pytest.approx(float(Fraction(60, 180)))


def test_nobody_brings_something_to_themselves() -> None:
    with pytest.raises(ValueError, match="themselves"):
        mirror.sum_amounts([Brought(1, 1, 1, 5)])
    with pytest.raises(ValueError, match="never negative"):
        mirror.balance_of(-1, 2)
