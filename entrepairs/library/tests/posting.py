"""Forms as they are posted, and pages as they come back."""

from typing import Any
from uuid import uuid4


def form(**values: Any) -> dict[str, Any]:
    return {"once": uuid4(), **values}


def body(answer: Any, status: int = 200) -> str:
    """The page, which is there: what is not in it is not missing because the page is."""
    assert answer.status_code == status
    return str(answer.content.decode())
