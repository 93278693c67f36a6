"""What the score is made of: the name of each weight, its default, how far it may go. No Django."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bound:
    default: float
    least: float
    most: float


# The five parts of the score; what counts is each one's share of their sum.
PARTS: dict[str, Bound] = {
    "exchange": Bound(0.50, 0.1, 1),  # what one looks for and the other can bring, both ways
    "lived": Bound(0.30, 0.1, 1),  # what both lived through, the rarer the more
    "ahead": Bound(0.08, 0, 0.5),  # one is a little further along the road
    "time": Bound(0.06, 0, 0.5),  # times that suit both
    "place": Bound(0.06, 0, 0.5),  # how near they live
}
# How the parts are counted.
WITHIN: dict[str, Bound] = {
    "same_heading": Bound(0.30, 0, 0.8),  # another word under the same heading, for one under the same word
    "one_sided": Bound(0.10, 0, 0.4),  # what only one could bring to the other
    "same_facility": Bound(0, 0, 0.8),  # how much sharing an organisation counts against
}
BOUNDS: dict[str, Bound] = PARTS | WITHIN
