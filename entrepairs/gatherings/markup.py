"""What the pages of gatherings call."""

from entrepairs.gatherings.rules import say_rule

FUNCTIONS = {"say_rule": say_rule}
