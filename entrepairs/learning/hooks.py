"""What this room adds to the pages of the rooms below. Called once, when Entrepairs starts."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrepairs.people import hooks as people
from entrepairs.people.hooks import PageAction
from entrepairs.people.models import Person
from entrepairs.ui import nav


def join_rooms() -> None:
    people.me_actions.append(on_my_page)
    nav.add_footer(_("Learning"), "learning:index")


def on_my_page(request: HttpRequest, person: Person) -> Iterator[PageAction]:
    yield PageAction(_("What I learned and taught"), reverse("learning:mine"), icon="book-open")
