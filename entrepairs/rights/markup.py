"""What templates of this room ask for: where a request stands, and who read it."""

from typing import Any

from entrepairs.rights.request_queries import days_left, openings_of, say_state

FILTERS: dict[str, Any] = {
    "say_state": say_state,
    "days_left": days_left,
    "openings_of": openings_of,
}
