"""What the pages of gatherings call."""

import datetime as dt

from entrepairs.gatherings.queries import first_turn
from entrepairs.gatherings.rules import say_rule

FUNCTIONS = {"say_rule": say_rule, "day_of": dt.date.fromisoformat, "first_turn": first_turn}
