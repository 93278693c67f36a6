"""The rule of limits, for two people or for arrays of pairs. Without numpy: the web uses it too.

Traits are bits: what another's limit may be about (a limit, a statute, being of the same
organisation). `refuses` are the traits that one's own limits are about.
"""

from typing import Any

MEANS = {"phone": 1, "video": 2, "in_writing": 4, "in_person": 8}
ALL_MEANS = 15


def clash_by_limits(
    refuses_a: Any, traits_a: Any, means_a: Any, refuses_b: Any, traits_b: Any, means_b: Any
) -> Any:
    """Whether limits keep a and b apart: one has what the other refuses, or no means is left.

    All int, for two people, or all uint64[m], for m pairs; the answer is bool, or bool[m].
    Symmetric.
    Source: docs/decisions/0016.
    """
    refused = (refuses_a & traits_b) | (refuses_b & traits_a)
    return (refused != 0) | ((means_a & means_b) == 0)
