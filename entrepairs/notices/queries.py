"""What waits to be seen, and what a person wants by mail, as the person of the hat."""

from entrepairs.core.sql_functions import call_function
from entrepairs.notices.kinds import chosen_kinds
from entrepairs.notices.models import Preference


def find_my_address() -> str | None:
    """The address my mails go to, if I have one that is known to be mine."""
    found: str | None = call_function("my_address")
    return found


def find_kinds_by_mail() -> list[str]:
    """The kinds I want by mail: all, unless I said otherwise."""
    refused = set(Preference.objects.values_list("kind", flat=True))
    if Preference.ALL in refused:
        return []
    return [kind.name for kind in chosen_kinds() if kind.name not in refused]
