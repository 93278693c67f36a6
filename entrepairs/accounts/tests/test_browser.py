"""The door in a browser: passkeys, what scripts add, and how every page looks to all."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from entrepairs.accounts.actions.code_issuing import issue_codes
from entrepairs.accounts.models import Account
from entrepairs.accounts.tests.ways_in import FOR_STRANGERS, code_mailed
from entrepairs.core import hats
from entrepairs.people.models import Affiliation, Person
from entrepairs.tests.browser import (
    DESK,
    PHONE,
    Site,
    browser_of_tests,
    committed,
    faults,
    site,
)

__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser

PHONE_LOCK = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def door(site: Site) -> Site:
    """By name: a browser makes no passkey for an address that is only numbers."""
    site.url = site.url.replace("127.0.0.1", "localhost")
    return site


@contextmanager
def phone(site: Site, **options: Any) -> Iterator[tuple[Page, Any, str]]:
    """A page on a phone that has a lock."""
    with site.visit(**options) as page:
        link = page.context.new_cdp_session(page)
        link.send("WebAuthn.enable")
        lock = link.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE_LOCK})[
            "authenticatorId"
        ]
        yield page, link, lock


def paper_for(site: Site, name: str = "Nadia") -> tuple[Person, str]:
    with hats.system("test"):
        person = Person.objects.create(name=name)
        Affiliation.objects.create(person=person, organisation=site.network.escale)
    return person, issue_codes(people=[person], by=site.network.people["Claire"])[0]


def test_in_with_paper_then_back_with_the_phone_s_lock(door: Site) -> None:
    person, code = paper_for(door)
    with phone(door, size=PHONE) as (page, link, lock):
        page.goto(f"/enter/code/?code={code}")
        expect(page).to_have_url(f"{door.url}/enter/code/")
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("button", name="Yes, I am Nadia").click()
        page.get_by_role("button", name="Use this phone’s lock").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Backup codes")
        assert (
            len(link.send("WebAuthn.getCredentials", {"authenticatorId": lock})["credentials"]) == 1
        )
        page.goto("/account/")
        page.get_by_role("button", name="Sign out on this device").click()
        page.goto("/enter/?next=/account/")
        page.get_by_role("button", name="Use my passkey").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("How I sign in")
        expect(page.get_by_role("link", name="Remove the passkey")).to_have_count(1)
        page.get_by_role("button", name="Add this device").click()
        expect(page.get_by_role("alert").filter(has_text="has a passkey already")).to_be_visible()
    with hats.gate():
        account = Account.objects.get(person=person.pk)
        assert not account.has_usable_password()


def test_a_passkey_shows_that_it_is_still_me(door: Site) -> None:
    _, code = paper_for(door)
    with phone(door) as (page, _link, _lock):
        page.goto(f"/enter/code/?code={code}")
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("button", name="Yes, I am Nadia").click()
        page.get_by_role("button", name="Use this phone’s lock").click()
        expect(page).to_have_url(f"{door.url}/account/codes/")
        page.goto("/account/again/?next=/account/words/")
        page.get_by_role("button", name="Use my passkey").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("A name and four words")


def test_a_passkey_that_is_unknown_here_opens_nothing(door: Site) -> None:
    _, code = paper_for(door)
    with phone(door) as (page, _link, _lock):
        page.goto(f"/enter/code/?code={code}")
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("button", name="Yes, I am Nadia").click()
        page.get_by_role("button", name="Use this phone’s lock").click()
        expect(page).to_have_url(f"{door.url}/account/codes/")
        page.context.clear_cookies()
        with hats.system("test"):
            Account.objects.get(person__name="Nadia").authenticator_set.all().delete()  # type: ignore[attr-defined]
        page.goto("/enter/")
        page.get_by_role("button", name="Use my passkey").click()
        expect(page.get_by_role("alert").filter(has_text="did not work")).to_be_visible()


def test_pressing_without_a_lock_says_so_and_leaves_the_other_ways(door: Site) -> None:
    with door.visit() as page:
        link = page.context.new_cdp_session(page)
        link.send("WebAuthn.enable")
        lock = link.send(
            "WebAuthn.addVirtualAuthenticator", {"options": {**PHONE_LOCK, "isUserVerified": False}}
        )
        assert lock
        page.goto("/enter/")
        page.get_by_role("button", name="Use my passkey").click()
        expect(page.get_by_role("alert").filter(has_text="Nothing was done")).to_be_visible()
        expect(page.get_by_role("link", name="Use a code")).to_be_visible()


def test_beginning_with_an_address_and_a_passkey(door: Site) -> None:
    with phone(door) as (page, _link, _lock):
        page.goto("/account/signup/passkey/")
        page.get_by_label("What should we call you?").fill("Zoé")
        page.get_by_label("Your email address").fill("zoe@example.org")
        page.get_by_role("button", name="Send me the code").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("The code from the email")
        page.get_by_label("The code from the email").fill(code_mailed())
        page.get_by_role("button", name="Continue").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Last step: your passkey")
        page.get_by_role("button", name="Use this phone’s lock").click()
        page.wait_for_url(lambda url: "/account/" not in url)
        page.goto("/account/")
        expect(page.get_by_text("zoe@example.org")).to_be_visible()
        expect(page.get_by_role("link", name="Remove the passkey")).to_have_count(1)
    assert len(mail.outbox) == 1


def test_where_a_browser_cannot_make_passkeys_they_are_not_offered(site: Site) -> None:
    with site.visit() as page:  # by number
        page.goto("/enter/")
        expect(page.get_by_role("button", name="Use my passkey")).to_be_hidden()
    with site.visit(java_script_enabled=False) as page:
        page.goto(site.url.replace("127.0.0.1", "localhost") + "/enter/")
        expect(page.get_by_role("button", name="Use my passkey")).to_be_hidden()
        expect(page.get_by_role("link", name="Use my four words")).to_be_visible()
    for scripts in (True, False):
        with site.visit(site.network.people["Amel"], java_script_enabled=scripts) as page:
            page.goto("/account/passkeys/add/")  # by number
            expect(page.get_by_text("If there is no button here")).to_be_visible()
            expect(page.get_by_role("button", name="Use this phone’s lock")).to_be_hidden()


def test_the_whole_way_in_without_scripts(site: Site) -> None:
    _, code = paper_for(site)
    with site.visit(size=PHONE, java_script_enabled=False, locale="fr-FR") as page:
        page.goto("/enter/")
        page.locator("main a[href^='/enter/code/']").click()
        page.locator("[name=code]").fill(code.lower())
        page.locator("main form .button").first.click()
        page.locator("button[name=yes]").click()
        page.locator("main a[href^='/account/words/']").click()
        words = page.locator("main .h2").nth(1).inner_text()
        page.locator("main form .button:not([type=button])").click()
        page.locator("main form .button").first.click()
        expect(page.locator("main li.figure")).to_have_count(10)
        page.context.clear_cookies()
        page.goto("/enter/name/")
        page.locator("[name=login]").fill("NADIA")
        page.locator("[name=secret]").fill(words.upper())
        page.locator("main form .button").first.click()
        expect(page).not_to_have_url(re.compile("/enter/"))
        page.goto("/account/")
        expect(page.locator("main")).to_contain_text("nadia")


def test_what_one_types_is_shown_at_a_press(site: Site) -> None:
    with site.visit() as page:
        page.goto("/enter/name/")
        words = page.get_by_label("Your four secret words")
        words.fill("abricot bateau")
        page.get_by_role("link", name="Show what I type").click()
        expect(words).to_have_attribute("type", "text")
        expect(words).to_have_value("abricot bateau")
        page.get_by_role("link", name="Hide what I type").click()
        expect(words).to_have_attribute("type", "password")


MINE = ["", "return/", "words/", "codes/", "passkeys/add/", "email/", "again/", "logout/"]


@pytest.mark.nightly
@pytest.mark.parametrize(("size", "locale"), [(PHONE, "fr-FR"), (DESK, "en-GB")])
def test_every_page_of_the_door_is_for_everyone(
    door: Site, size: tuple[int, int], locale: str
) -> None:
    claire, amel = door.network.people["Claire"], door.network.people["Amel"]
    hand_out = f"/organisations/{door.network.escale.key}/people/{amel.key}/code/"
    for person, urls in (
        (None, FOR_STRANGERS),
        (amel, [f"/account/{url}" for url in MINE]),
        (claire, [hand_out]),
    ):
        with door.visit(person, size=size, locale=locale) as page:
            for url in urls:
                page.goto(url)
                assert faults(page) == [], url
                assert page.locator("h1").count() == 1, url


@pytest.mark.nightly
def test_pages_after_a_press_are_for_everyone_too(door: Site) -> None:
    _, code = paper_for(door)

    def fine(page: Page) -> None:
        assert faults(page) == [], page.url

    with door.visit(size=PHONE) as page:
        page.goto("/enter/code/")
        page.locator("[name=code]").fill("bonjour")
        page.get_by_role("button", name="Continue").click()
        expect(page.get_by_role("alert")).to_be_focused()
        fine(page)
        page.locator("[name=code]").fill(code)
        page.get_by_role("button", name="Continue").click()
        fine(page)
        page.get_by_role("button", name="Yes, I am Nadia").click()
        fine(page)
        page.goto("/account/codes/")
        page.get_by_role("button", name="Create ten codes").click()
        fine(page)
