"""The personas of the access matrix, and the fixtures of the tests that walk it."""

from pathlib import Path

FOLDER = Path(__file__).parent
PERSONAS = {
    "S": None,
    "A": "amel",
    "B": "bruno",
    "C": "claire",
    "D": "david",
    "E": "eve",
    "F": "farid",
    "N": "nadia",
    "O": "omar",
}


class Undo(Exception):
    """Takes back what a try wrote."""
