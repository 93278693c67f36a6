"""Links to this room on the pages of people and organisations."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrepairs.people.hooks import PageAction
from entrepairs.people.models import Organisation, Person


def links_to_me(request: HttpRequest, person: Person) -> list[PageAction]:
    return [PageAction(_("How I sign in"), reverse("accounts:account"), icon="key-round")]


def links_to_affiliate(
    request: HttpRequest, organisation: Organisation, person: Person
) -> list[PageAction]:
    url = reverse("hand_out_code", args=[organisation.key, person.key])
    return [PageAction(_("Make a code on paper"), url, icon="key-round")]
