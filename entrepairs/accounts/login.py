"""Sign-in: the session, where it leads, and whether the person showed lately who they are."""

import time

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext

from entrepairs.accounts.models import Account
from entrepairs.accounts.queries import codes_by_others, person_of
from entrepairs.accounts.sessions import DEVICE, SIGNED_IN
from entrepairs.core.next_address import next_path
from entrepairs.people.models import Person
from entrepairs.ui import nav
from entrepairs.ui.middleware import SESSION_PERSON

PROVED = "proved"  # when the person last showed a secret of theirs in this session
FRESH = 30 * 60
NOT_AFTERWARDS = (
    "/enter/",
    *(f"/account/{page}/" for page in ("logout", "login", "signup", "everywhere", "codes/cancel")),
)
NEXT = "next"
DEVICES = ("Android", "iPhone", "iPad", "Windows", "Macintosh", "Linux")


def sign_in(request: HttpRequest, account: Account) -> None:
    """This browser is that account's from now on, under a new session key."""
    get_adapter(request).login(request, account)


def begin_session(request: HttpRequest, account: Account) -> None:
    """What the session of a signed-in person knows, and nothing of how they were on the way in."""
    for pending in ("account_login", "account_email_verification_code", "account_verified_email"):
        request.session.pop(pending, None)
    request.session.set_expiry(None)
    request.session[SESSION_PERSON] = account.person_id
    request.session[DEVICE] = device_of(request)
    request.session[SIGNED_IN] = timezone.now().isoformat()
    mark_proved(request)
    # Who comes in by their own way has not lost it: no code made for them by others is needed.
    ended, _by_table = codes_by_others(account).delete()
    if ended:
        messages.warning(
            request,
            gettext(
                "A paper code to sign in as you was created while you were away. "
                "It no longer works, because you have signed in yourself. "
                "Your activity says who created it."
            ),
        )


def device_of(request: HttpRequest) -> str:
    """The kind of device, and no more: enough to recognise one's own."""
    agent = request.headers.get("user-agent", "")
    return next((kind for kind in DEVICES if kind in agent), "")


def mark_proved(request: HttpRequest) -> None:
    request.session[PROVED] = int(time.time())


def is_proved(request: HttpRequest) -> bool:
    """They showed who they are lately: a phone lent or left open does not change ways in."""
    return time.time() - int(request.session.get(PROVED, 0)) < FRESH


def next_of(request: HttpRequest) -> str:
    """Where the person was going. Never back to the door."""
    wanted = next_path(request)
    return "" if wanted.startswith(NOT_AFTERWARDS) else wanted


def with_next(url: str, wanted: str) -> str:
    return f"{url}?{urlencode({NEXT: wanted})}" if wanted else url


def home_for(person: Person) -> str:
    """Where the day begins: the first conversation, if they have not had it, else the day."""
    return (nav.address("welcome") if person.welcomed_at is None else "") or "/"


def home_of(account: Account) -> str:
    return home_for(person_of(account))


def go_onward(request: HttpRequest, account: Account) -> HttpResponseRedirect:
    return HttpResponseRedirect(next_of(request) or home_of(account))
