"""What somebody wrote in plans where they are no more: their own words stay theirs."""

from typing import Any

from entrepairs.conversations.models import Message
from entrepairs.core.paging import Page, page_of
from entrepairs.core.requests import SignedInRequest

MINE = "select * from my_words_in_former_plans() order by sent_at desc, id desc"


def my_words_page(request: SignedInRequest) -> Page[Any]:
    """Newest first. One query."""
    return page_of(request, list(Message.objects.raw(MINE)))
