"""Reciprocity: published values, cases worked out by hand, and two other libraries."""

import igraph
import networkx
import numpy as np
import pytest
from hypothesis import given

from entrepairs.observatory import intervals
from entrepairs.observatory import reciprocity as of
from entrepairs.observatory.networks import Links, merge_links
from entrepairs.observatory.tests.making import drawn, network, networks


def test_cases_worked_out_by_hand_are_exact() -> None:
    mutual = network(("a", "b", 1), ("b", "a", 1))
    assert (of.link_reciprocity(mutual), of.correlation_reciprocity(mutual)) == (1, None)
    one_way = network(("a", "b", 1))
    assert (of.link_reciprocity(one_way), of.correlation_reciprocity(one_way)) == (0, -1)
    three = network(("a", "b", 1), ("b", "a", 1), ("b", "c", 1))
    assert of.link_reciprocity(three) == pytest.approx(2 / 3)
    assert of.density(three) == 0.5
    assert of.correlation_reciprocity(three) == pytest.approx(1 / 3)
    assert of.weighted_reciprocity(network(("a", "b", 5), ("b", "a", 2), ("b", "c", 3))) == 0.4


@pytest.mark.parametrize(
    ("people", "links", "mutual", "density", "r", "rho"),
    [  # UKfaculty, macaque and Enron, of the collection igraphdata
        (81, 817, 480, 0.126080, 0.587515, 0.528006),
        (45, 463, 416, 0.233838, 0.898488, 0.867506),
        (184, 3010, 1826, 0.089392, 0.606645, 0.568030),
    ],
)
def test_published_networks_have_their_published_reciprocity(
    people: int, links: int, mutual: int, density: float, r: float, rho: float
) -> None:
    """It depends on these three numbers alone: here of a network that has them."""
    pairs = [(i, j) for i in range(people) for j in range(i)]
    both, one_way = pairs[: mutual // 2], pairs[mutual // 2 : links - mutual // 2]
    lines = np.array([*both, *((j, i) for i, j in both), *one_way])
    found = merge_links(people, lines[:, 0], lines[:, 1], np.ones(len(lines)))
    assert len(found) == links
    told = (of.density(found), of.link_reciprocity(found), of.correlation_reciprocity(found))
    assert told == pytest.approx((density, r, rho), abs=5e-7)


def test_nothing_is_defined_of_nobody_and_of_people_without_links() -> None:
    nobody = merge_links(0, np.array([], int), np.array([], int), np.array([]))
    assert of.density(nobody) is None
    alone = network(("a", "a", 30), people="b")
    assert (alone.people, len(alone), of.density(alone)) == (2, 0, 0)
    for figure in (of.link_reciprocity, of.correlation_reciprocity, of.weighted_reciprocity):
        assert figure(alone) is None


def test_two_hundred_networks_are_as_networkx_and_igraph_say() -> None:
    for seed in range(200):
        links = drawn(12, 0.05 + seed % 10 / 12, seed, returned=seed % 3 / 3)
        lines = list(zip(links.giver.tolist(), links.receiver.tolist(), strict=True))
        theirs = igraph.Graph(12, lines, directed=True).reciprocity()
        assert of.link_reciprocity(links) == pytest.approx(theirs)
        assert networkx.overall_reciprocity(networkx.DiGraph(lines)) == pytest.approx(theirs)
        matrix = np.zeros((12, 12))
        matrix[links.giver, links.receiver] = 1
        if 0 < matrix.sum() < 132:  # rho is the correlation of the matrix with itself, turned
            off = ~np.eye(12, dtype=bool)
            rho = np.corrcoef(matrix[off], matrix.T[off])[0, 1]
            assert of.correlation_reciprocity(links) == pytest.approx(rho)


@given(networks())
def test_figures_stay_within_their_bounds_and_know_no_names(links: Links) -> None:
    r, rho, r_w = (
        figure(links)
        for figure in (of.link_reciprocity, of.correlation_reciprocity, of.weighted_reciprocity)
    )
    assert r is None or 0 <= r <= 1
    assert rho is None or -1 - 1e-9 <= rho <= 1
    assert r_w is None or r is None or 0 <= r_w <= 1
    turned = merge_links(links.people, links.receiver, links.giver, links.amount)
    assert of.weighted_reciprocity(turned) == pytest.approx(r_w)
    last = links.people - 1
    renamed = merge_links(links.people, last - links.giver, last - links.receiver, links.amount)
    assert of.link_reciprocity(renamed) == pytest.approx(r)


def test_chance_returns_as_much_as_it_returns_and_answers_return_more() -> None:
    rng = np.random.default_rng(3)
    giver, receiver = rng.integers(0, 40, (2, 600))
    minutes = rng.choice(np.array([15.0, 30.0, 60.0]), 600)
    by_chance = of.weighted_correlation_reciprocity(40, giver, receiver, minutes, rng)
    assert by_chance is not None
    assert abs(by_chance) < 0.06
    both = np.concatenate([giver, receiver]), np.concatenate([receiver, giver])
    answered = of.weighted_correlation_reciprocity(40, *both, np.tile(minutes, 2), rng)
    assert answered is not None
    assert answered > 0.9


def test_acts_change_hands_and_everybody_gives_and_receives_what_they_did() -> None:
    rng = np.random.default_rng(5)
    giver, receiver = rng.integers(0, 9, (2, 300))
    giver, receiver = giver[giver != receiver], receiver[giver != receiver]
    kind = np.sort(rng.integers(0, 4, len(giver)))
    shuffled = of.shuffle_receivers(giver, receiver, kind, rng)
    assert (shuffled != receiver).any()
    assert (shuffled != giver).all()
    for one in range(4):
        assert sorted(shuffled[kind == one]) == sorted(receiver[kind == one])


def test_where_most_acts_are_of_a_length_of_their_own_chance_says_nothing() -> None:
    rng = np.random.default_rng(1)
    giver, receiver = np.arange(20), np.roll(np.arange(20), 1)
    alone = np.arange(1.0, 21.0)
    assert of.weighted_correlation_reciprocity(20, giver, receiver, alone, rng) is None
    same = np.ones(20)
    assert of.weighted_correlation_reciprocity(20, giver, receiver, same, rng) is not None


def test_an_interval_holds_the_figure_and_the_same_seed_gives_it_again() -> None:
    links = drawn(60, 0.06, 1, returned=0.5)
    first, again = (
        intervals.bootstrap_network(links, np.random.default_rng(7), 400) for _ in range(2)
    )
    for name, figure in {
        "r": of.link_reciprocity(links),
        "rho": of.correlation_reciprocity(links),
        "r_w": of.weighted_reciprocity(links),
    }.items():
        found = intervals.interval_of(first[name])
        assert found is not None
        assert figure is not None
        assert found.low < figure < found.high
        assert found == intervals.interval_of(again[name])


def test_a_network_in_which_all_return_has_no_doubt() -> None:
    links = drawn(20, 0.1, 2, returned=1.0)
    drawn_again = intervals.bootstrap_network(links, np.random.default_rng(1), 50)
    assert intervals.interval_of(drawn_again["r"]) == intervals.Interval(1, 1)


def test_fewer_than_eleven_people_or_twenty_links_are_no_figure() -> None:
    assert intervals.has_enough(11, 20)
    assert not intervals.has_enough(10, 20)
    assert not intervals.has_enough(11, 19)
    assert intervals.has_enough(11)
    assert intervals.interval_of(np.array([np.nan])) is None
    with pytest.raises(ValueError, match="fewer than two"):
        intervals.bootstrap_network(network(("a", "a", 1)), np.random.default_rng(1))
