"""How much each thing counts, and between which bounds: the table that a coordinator may read and change."""

import math
from dataclasses import asdict, dataclass, fields

from entrepairs.matching.problem import NotUsable

LEAST_TOLD = 11  # what fewer people than this tell weighs no more than if they were as many: a weight tells of nobody


@dataclass(frozen=True, slots=True)
class Weights:
    """The sum of what counts for two people is divided by the sum of what could: the score is from 0 to 1."""

    shared: float = 3.0  # what both lived through
    exchange: float = 3.0  # what each looks for and the other brings
    road: float = 1.0  # one is a little further along
    times: float = 0.5  # many common times
    near: float = 0.5  # close by
    same_facility: float = (
        -0.5
    )  # of the same organisation: nothing else says where somebody is cared for or works
    heading: float = 0.3  # another word under the same heading, for one under the same word
    one_sided: float = 0.2  # what only one could bring, for what each brings to the other
    half: float = 1.0  # how much in common, in words that nearly nobody tells, is worth half of all

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            low, high = BOUNDS[name]
            if not isinstance(value, int | float) or not math.isfinite(value):
                raise NotUsable(f"the weight “{name}” is not a number")
            if not low <= value <= high:
                raise NotUsable(f"the weight “{name}” must be from {low:g} to {high:g}")
        if not self.most:
            raise NotUsable("at least one weight must be more than nothing")

    @property
    def most(self) -> float:
        """What two people make at most."""
        return (
            self.shared
            + self.exchange
            + self.road
            + self.times
            + self.near
            + max(self.same_facility, 0)
        )


BOUNDS: dict[str, tuple[float, float]] = {
    "shared": (0, 5),
    "exchange": (0, 5),
    "road": (0, 5),
    "times": (0, 2),
    "near": (0, 2),
    "same_facility": (-2, 1),
    "heading": (0, 1),
    "one_sided": (0, 0.5),
    "half": (0.1, 10),
}
assert set(BOUNDS) == {field.name for field in fields(Weights)}  # noqa: S101
