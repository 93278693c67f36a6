"""Parts of the pages that tests read."""

from django.http import HttpResponse


def main_part(answer: HttpResponse) -> str:
    """What a page says itself: the navigation beside it names the person's circles."""
    page = answer.content.decode()
    return page[page.index("<main") : page.index("</main>")]
