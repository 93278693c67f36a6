"""One's own programme: sessions kept and let go."""

import re

from entrepairs.core.requests import Request

MOST_KEPT = 200  # in an address
KEY = re.compile(r"[a-z0-9-]{1,14}")


def keys_in_address(request: Request) -> list[str]:
    """The sessions that a stranger's browser has kept, as it names them in the address."""
    return [key for key in request.GET.get("kept", "").split(".") if KEY.fullmatch(key)][:MOST_KEPT]
