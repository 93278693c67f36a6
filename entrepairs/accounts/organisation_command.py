"""`entrepairs organisation` and `entrepairs coordinator`: how a network begins, at the terminal."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.core.mail import mailers
from django.urls import reverse
from django.utils.translation import gettext_lazy

from entrepairs.accounts.actions.code_issuing import issue_codes
from entrepairs.core import hats
from entrepairs.core.jobs import GivenUp
from entrepairs.people.actions import organisations
from entrepairs.people.actions.persons import make_person
from entrepairs.people.models import Affiliation, Organisation, Person
from entrepairs.ui.addresses import absolute_url
from entrepairs.ui.mails import send_mail, write_mail

BY_MAIL_DAYS, ON_PAPER_DAYS = 7, 90
WHY = "the administrator makes organisations, and names who coordinates them"


class Refused(Exception):
    """Said at the terminal; nothing was written."""


@dataclass(frozen=True)
class Newcomer:
    """Whom the command names, and how their code reaches them: by mail, or on paper."""

    name: str
    mail: str = ""
    language: str = "fr"


def add_organisation(name: str, who: str, mail: str = "", language: str = "fr") -> list[str]:
    """An organisation with its first coordinator. What to tell: how they come in."""
    newcomer = Newcomer(who, mail, language)
    _need_mail(newcomer)
    with hats.system(WHY):
        if Organisation.objects.filter(name__iexact=name).exists():
            raise Refused(f"There is already an organisation “{name}”.")
    person = make_person(name=newcomer.name, language=newcomer.language)
    organisations.make_organisation(name=name, coordinator=person)
    return [f"{name} is there, coordinated by {newcomer.name}.", *_hand_code(person, newcomer)]


def list_organisations() -> list[str]:
    """Each with its people counted and its coordinators named, who are those to speak to."""
    with hats.system(WHY):
        now = Affiliation.objects.current()
        lines = []
        for one in Organisation.objects.order_by("name"):
            here = now.filter(organisation=one)
            names = sorted(here.filter(coordinator=True).values_list("person__name", flat=True))
            told = ", ".join(names) or "NO COORDINATOR"
            people = "1 person" if (number := here.count()) == 1 else f"{number} people"
            lines.append(f"{one.name}: {people}; {told}")
    return lines or ["No organisation yet. Next: entrepairs organisation add NAME --coordinator …"]


def add_coordinator(name: str, who: str, mail: str = "", language: str = "fr") -> list[str]:
    """Somebody who is in it already is asked on their page; anybody else comes in by a code."""
    newcomer = Newcomer(who, mail, language)
    _need_mail(newcomer)
    organisation = _organisation(name)
    with hats.system(WHY):
        there = list(_there(organisation, newcomer.name))
    if len(there) > 1:
        raise Refused(f"{len(there)} people there are called {newcomer.name}: name somebody else.")
    if there:
        organisations.name_coordinator(organisation=organisation, person=there[0].person, by=None)
        return [f"{newcomer.name} is asked on their page, and coordinates after saying yes."]
    person = make_person(name=newcomer.name, language=newcomer.language)
    organisations.name_coordinator(organisation=organisation, person=person, by=None)
    return [f"{newcomer.name} coordinates {name} now.", *_hand_code(person, newcomer)]


def remove_coordinator(name: str, who: str, *, even_last: bool = False) -> list[str]:
    """They stay in the organisation. The last one only when it is asked for twice."""
    organisation = _organisation(name)
    with hats.system(WHY):
        theirs = Affiliation.objects.current().filter(organisation=organisation, coordinator=True)
        found = list(theirs.filter(person__name__iexact=who).select_related("organisation"))
        others = theirs.exclude(pk__in=[one.pk for one in found]).count()
    if len(found) != 1:
        raise Refused(f"{len(found)} coordinators of {name} are called {who}.")
    if not others and not even_last:
        raise Refused(
            f"{who} is the last coordinator of {name}. Add another one first, or say --even-last."
        )
    organisations.dismiss_coordinator(affiliation=found[0], by=None)
    return [f"{who} does not coordinate {name} any more."]


def _organisation(name: str) -> Organisation:
    with hats.system(WHY):
        found = Organisation.objects.filter(name__iexact=name).first()
        known = ", ".join(sorted(Organisation.objects.values_list("name", flat=True))) or "none"
    if found is None:
        raise Refused(f"No organisation “{name}”. Organisations here: {known}.")
    return found


def _there(organisation: Organisation, name: str) -> list[Affiliation]:
    rows = Affiliation.objects.current().filter(organisation=organisation)
    return list(rows.filter(person__name__iexact=name).select_related("person"))


def _need_mail(newcomer: Newcomer) -> None:
    if newcomer.mail and not settings.MAILS_LEAVE:
        raise Refused("No mail server is set: leave --mail out, and a code to print is shown.")


def _hand_code(person: Person, newcomer: Newcomer) -> list[str]:
    """By mail, as an address to press; else the code, to be written on a card."""
    days = BY_MAIL_DAYS if newcomer.mail else ON_PAPER_DAYS
    [code] = issue_codes(people=[person], by=None, valid_days=days)
    page = absolute_url(reverse("enter_code"))
    if not newcomer.mail:
        return [
            f"Their code, which opens once within {days} days: {code}",
            f"It is typed at {page}. Hand it over in person; it is shown only now.",
        ]
    message = write_mail(
        to=newcomer.mail,
        language=newcomer.language,
        subject=gettext_lazy("How to sign in"),
        template="accounts/coordinator_mail.txt",
        context={"page": f"{page}?{urlencode({'code': code})}", "days": days},
    )
    try:
        with mailers.default as server:
            send_mail(message, server)
    except (OSError, GivenUp) as error:
        return [f"The mail could not be sent ({error}). Their code, for {days} days: {code}"]
    return [f"A mail with their way in was sent to {newcomer.mail}; it opens once in {days} days."]
