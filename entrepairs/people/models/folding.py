"""Names in one spelling, in SQL and in Python: lower case, without accents."""

from typing import Any

from django.db.models import Func, Value
from django.db.models.functions import Lower, Replace

ACCENTED = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿ"
PLAIN = "aaaaaaceeeeiiiinooooouuuuyy"


def folded(text: Any) -> Func:
    """Lower case, no accents, in SQL: what names are put in order and looked up by.

    Capitals with accents are named because a database in the C locale does not know them.
    """
    letters, plain = Value(ACCENTED + ACCENTED.upper()[: len(PLAIN)]), Value(PLAIN * 2)
    lower = Replace(Replace(Lower(text), Value("œ"), Value("oe")), Value("Œ"), Value("oe"))
    return Func(lower, letters, plain, function="translate")


def fold(text: str) -> str:
    """The same in Python, for what someone types."""
    return text.lower().replace("œ", "oe").translate(str.maketrans(ACCENTED, PLAIN))
