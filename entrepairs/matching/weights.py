"""How much each thing counts in a score, checked against its bounds."""

import math
from dataclasses import asdict, dataclass, fields

from entrepairs.matching.bounds import BOUNDS
from entrepairs.matching.problem import NotUsable


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of one score (see bounds.py). What counts for two people is divided by what could:
    the score is from 0 to 1. NotUsable for what is no number or out of bounds."""

    shared: float = BOUNDS["shared"].default
    exchange: float = BOUNDS["exchange"].default
    road: float = BOUNDS["road"].default
    times: float = BOUNDS["times"].default
    near: float = BOUNDS["near"].default
    same_facility: float = BOUNDS["same_facility"].default
    heading: float = BOUNDS["heading"].default
    one_sided: float = BOUNDS["one_sided"].default
    half: float = BOUNDS["half"].default

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            low, high = BOUNDS[name].least, BOUNDS[name].most
            if not isinstance(value, int | float) or not math.isfinite(value):
                raise NotUsable(f"the weight “{name}” is not a number")
            if not low <= value <= high:
                raise NotUsable(f"the weight “{name}” must be from {low:g} to {high:g}")
        if not self.most:
            raise NotUsable("at least one weight must be more than nothing")

    @property
    def most(self) -> float:
        """What two people make at most."""
        always = self.shared + self.exchange + self.road + self.times + self.near
        return always + max(self.same_facility, 0)


assert set(BOUNDS) == {field.name for field in fields(Weights)}  # noqa: S101
