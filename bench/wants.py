"""What is wanted, as decided in DESIGN.md, and how a measure compares to it."""

from dataclasses import dataclass

PAGE_MS = 50.0  # of server time, on one core, for 95 % of pages
SEARCH_MS, CHANGE_MS = (
    50.0,
    100.0,
)  # of a search in the library; of shelving one thing, withdrawing one recording
LIBRARY_PEOPLE = 1000  # around the library that is measured
BODIES, ITEMS = 10_000, 200_000  # of a country, and of what peers carried there
RATIO = 1.5  # between the sizes of a network
QUERIES = 10  # of a page
FIRST_KB, LATER_KB = 100.0, 60.0  # transferred by a first visit, by later ones
CONVERSATION_PER_SECOND, LIST_PER_SECOND = 240.0, 600.0  # at 16 connections, on two cores
CONNECTIONS = 16
FINDING_MS = {100_000: 50.0, 1_000_000: 100.0}  # of database time, for the ten best possible peers
MEMORY_MB = 250.0  # of everything, idle
FIRST_PAGE_SECONDS = 3.0  # from a warm start
BUILD_SECONDS = 15 * 60.0  # of the largest network
RUN_SECONDS = 60.0  # of `make run`, from nothing


@dataclass(frozen=True, slots=True)
class Wish:
    """One measure with its bound."""

    value: float
    bound: float
    at_least: bool = False

    @property
    def reached(self) -> bool:
        return self.value >= self.bound if self.at_least else self.value <= self.bound

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        return f"{'ok' if self.reached else 'NOT REACHED'} (wanted {sign} {self.bound:g})"
