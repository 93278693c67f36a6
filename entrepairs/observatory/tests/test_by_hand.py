"""Figures of a file, at the command line."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from entrepairs.cli import main

type Say = Callable[..., Result]
TABLE = ",x,y,z\nA,40,7,30\nB,25,33,12\nC,19,22,28\n"


@pytest.fixture
def say(tmp_path: Path) -> Say:
    def run(command: str, content: str, *options: str) -> Result:
        file = tmp_path / "list.csv"
        file.write_text(content)
        return CliRunner().invoke(main, [command, str(file), *options])

    return run


def ring(people: int) -> str:
    """Each gives to the next two, and the first of these gives back."""
    lines = [
        (one, (one + step) % people, 30 if step == 1 else 15)
        for one in range(people)
        for step in (1, 2, -1)
    ]
    return "giver,receiver,minutes\n" + "".join(f"p{a},p{b},{c}\n" for a, b, c in lines)


def test_a_list_of_acts_has_its_figures_and_intervals(say: Say) -> None:
    found = json.loads(say("measure", ring(12), "--json").output)
    assert (found["n"], found["links"], found["density"]) == (12, 36, pytest.approx(36 / 132))
    assert found["r"] == pytest.approx(2 / 3)
    assert found["rho"] == pytest.approx((2 / 3 - 36 / 132) / (1 - 36 / 132))
    assert found["r_w"] == pytest.approx(24 * 15 / (12 * 60))
    assert found["Gini"] == 0
    for name in ("r", "rho", "r_w", "Gini"):
        low, high = found["intervals"][name]
        assert low <= found[name] <= high
    told = say("measure", ring(12)).output
    assert "rho " in told
    assert "Not for publication" not in told


def test_the_same_seed_gives_the_same_intervals_and_another_seed_others(say: Say) -> None:
    one, same, other = (
        json.loads(say("measure", ring(12), "--json", "--seed", seed).output)["intervals"]
        for seed in ("1", "1", "2")
    )
    assert one == same
    assert one != other


def test_few_people_have_figures_by_hand_without_an_interval_and_not_to_publish(say: Say) -> None:
    few = "giver,receiver,minutes\na,b,5\nb,a,2\nb,c,3\n"
    found = json.loads(say("measure", few, "--json").output)
    assert (found["r_w"], found["intervals"], found["may_be_published"]) == (0.4, {}, False)
    assert "Not for publication" in say("measure", few).output
    one_way = "giver;receiver;minutes\na;b;\n"
    assert "not defined" in say("measure", one_way).output  # no minutes, no link


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("giver,receiver,minutes\na,b,-5\n", "Line 2: -5 is no number of minutes."),
        ("giver,receiver,minutes\na,b,nan\n", "Line 2: nan is no number of minutes."),
        ("giver,receiver,minutes\n,,5\n", "Line 2 names nobody."),
        ("giver,minutes\na,5\n", "There is no column receiver."),
        ("", "This file is empty."),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_in_words(say: Say, content: str, words: str) -> None:
    answer = say("measure", content)
    assert answer.exit_code == 1
    assert words in answer.stderr


def test_a_table_is_shown_as_it_may_be_and_why(say: Say) -> None:
    told = say("suppress", TABLE).output
    assert "A      40  hidden  hidden     77" in told
    assert "A, y: fewer than 11 people." in told
    assert " 7" not in told.replace(" 77", "").replace(" 70", "")
    found = json.loads(say("suppress", TABLE, "--json").output)
    assert found["rows"]["A"] == [40, None, None, 77]
    assert found["small"] == [["A", "y"]]
    assert found["others"] == [["A", "z"], ["B", "y"], ["B", "z"]]


def test_totals_of_a_table_are_compared_and_shown_once(say: Say) -> None:
    with_them = ",x,y,total\nA,40,20,60\nB,25,33,58\nensemble,65,53,118\n"
    found = json.loads(say("suppress", with_them, "--json").output)
    assert found["rows"]["total"] == [65, 53, 118]
    assert "Nothing is hidden" in say("suppress", with_them).output
    wrong = say("suppress", with_them.replace("58", "59"))
    assert "The total of B is 59, and its cells add up to 58." in wrong.stderr


@pytest.mark.parametrize(
    ("content", "words"),
    [(",x\nA,x\n", "is no count of people"), ("A\nB\n", "Names of columns stand")],
)
def test_a_table_that_cannot_be_read_is_refused_in_words(
    say: Say, content: str, words: str
) -> None:
    assert words in say("suppress", content).stderr


def test_fewer_than_eleven_cannot_be_asked_for(say: Say) -> None:
    answer = say("suppress", TABLE, "--k", "10")
    assert answer.exit_code == 2
    assert "x>=11" in answer.stderr
