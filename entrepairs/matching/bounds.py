"""The weights of the score: each one's name, default and bounds. Without numpy: the web uses it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bound:
    default: float
    least: float
    most: float


# The components of the score; what counts is each one's share of their sum.
COMPONENTS: dict[str, Bound] = {
    "shared": Bound(3, 0, 5),  # experiences of both, the rarer the more
    "exchange": Bound(3, 0, 5),  # what one looks for and the other can bring, both ways
    "road": Bound(1, 0, 5),  # one is a little further along
    "times": Bound(0.5, 0, 2),  # many common times
    "near": Bound(0.5, 0, 2),  # close by
    # Of the same organisation: counts against them when it is below nothing. Nothing else says
    # where a person is cared for or works.
    "same_facility": Bound(-0.5, -2, 1),
}
# How the components are counted.
WITHIN: dict[str, Bound] = {
    "heading": Bound(0.3, 0, 1),  # another word under the same heading, for one under the same word
    "one_sided": Bound(0.2, 0, 0.5),  # what only one could bring to the other
    "half": Bound(1, 0.1, 10),  # how much in common, in rare words, is worth half of all
}
BOUNDS: dict[str, Bound] = COMPONENTS | WITHIN
POSITIVE = ("shared", "exchange", "road", "times", "near")  # not all of them nothing
