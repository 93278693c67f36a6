"""What the rooms above add to the pages of a plan. They append to these lists in their
AppConfig.ready()."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PlanTab:
    """A tab, for who is in the plan: where it leads, with the key of the plan."""

    key: str
    label: Any
    url_name: str


tabs: list[PlanTab] = []
