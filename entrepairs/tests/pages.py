"""Parts of the pages that tests read."""

from typing import Any


def main_part(answer: Any) -> str:
    """What a page says itself: the navigation beside it names the person's circles."""
    page: str = answer.content.decode()
    return page[page.index("<main") : page.index("</main>")]
