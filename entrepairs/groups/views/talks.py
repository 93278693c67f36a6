"""The conversation and the journal of a group."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from entrepairs.conversations import views as conversations
from entrepairs.core.requests import SignedInRequest
from entrepairs.groups.views.shared import around, my_group
from entrepairs.ui.forms import page_or_form


@page_or_form
def talk(request: SignedInRequest, key: str) -> HttpResponse:
    standing = my_group(request, key)
    return conversations.talk(
        request,
        standing.circle,
        template="groups/talk.html",
        context=lambda: around(request, standing, "talk"),
        label=_("Write to the group"),
        readers=_("People in the group can read this."),
    )


@page_or_form
def journal(request: SignedInRequest, key: str) -> HttpResponse:
    standing = my_group(request, key)
    return conversations.journal(
        request,
        standing.circle,
        template="groups/journal.html",
        context=lambda: around(request, standing, "journal"),
        readers=_("People in the group can read it."),
    )
