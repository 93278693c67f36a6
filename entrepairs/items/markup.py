"""What templates draw of items."""

from collections.abc import Callable
from typing import Any

from entrepairs.items.trail import trail_of

FILTERS: dict[str, Callable[[Any], Any]] = {"item_trail": trail_of}
