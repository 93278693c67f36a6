"""A conversation in two browsers: news, lost connections, double presses, no scripts at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from entrepairs.conversations import actions
from entrepairs.conversations.models import JournalEntry, Message
from entrepairs.conversations.tests.addresses import TEMPLATES
from entrepairs.core import hats
from entrepairs.tests.browser import (
    DESK,
    PHONE,
    Site,
    browser_of_tests,
    committed,
    faults,
    site,
)

expect.set_options(timeout=20_000)  # two cores may have other tests to run
__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = [pytest.mark.browser, pytest.mark.urls("entrepairs.conversations.tests.addresses")]


@pytest.fixture(autouse=True)
def _page_of_a_pair(settings: Any) -> None:
    first = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**first, "DIRS": [*first["DIRS"], TEMPLATES]}]


def bruno_writes(site: Site, body: str = "Tu es là ?") -> None:
    bruno = site.network.people["Bruno"]
    with hats.person(bruno.pk):
        actions.send_message(circle=site.network.pair, body=body, once=uuid4(), by=bruno)


def said(site: Site) -> list[str]:
    with hats.system("test"):
        return list(Message.objects.order_by("id").values_list("body", flat=True))


def make(site: Site, number: int) -> None:
    now = timezone.now()
    with hats.system("test"):
        Message.objects.bulk_create(
            Message(
                circle=site.network.pair,
                author=site.network.people["Amel" if n % 3 else "Bruno"],
                body=f"Message {n}. The landlord called back, he wants the letter before Friday.",
                once=uuid4(),
                sent_at=now - timedelta(minutes=7 * (number - n)),
            )
            for n in range(1, number + 1)
        )


@contextmanager
def amel_at(site: Site, **options: Any) -> Iterator[Page]:
    with site.visit(site.network.people["Amel"], **options) as page:
        page.goto(site.network.pair.path)
        yield page


def write(page: Page, words: str) -> None:
    page.get_by_label("Write to Bruno").fill(words)
    page.get_by_role("button", name="Send").click()


def test_what_the_other_writes_appears_by_itself_once(site: Site) -> None:
    with amel_at(site) as page:
        bruno_writes(site)
        expect(page.locator(".message")).to_have_text([like("Tu es là ?")])
        bruno_writes(site, "Et demain ?")
        expect(page.locator(".message")).to_have_count(2)
        expect(page.locator("[data-day]")).to_have_count(1)
        expect(page.locator("[data-nothing]")).to_have_count(0)


def like(words: str) -> Any:
    import re

    return re.compile(re.escape(words))


def test_what_i_send_is_there_at_once_and_the_place_to_write_is_free_again(site: Site) -> None:
    with amel_at(site) as page:
        for number in (1, 2, 3):
            write(page, f"Bonjour {number}")
            expect(page.locator(".message.mine")).to_have_count(number)
            expect(page.get_by_label("Write to Bruno")).to_have_value("")
            expect(page.locator("[data-nothing]")).to_have_count(0)
        bruno_writes(site)
        expect(page.locator(".message")).to_have_count(4)
    assert said(site) == ["Bonjour 1", "Bonjour 2", "Bonjour 3", "Tu es là ?"]


def test_the_other_sees_it_and_i_see_that_it_was_seen(site: Site, settings: Any) -> None:
    settings.LIVE_SECONDS = 1
    with amel_at(site) as page, site.visit(site.network.people["Bruno"]) as other:
        other.goto(site.network.pair.path)
        write(page, "Bonjour")
        expect(other.locator(".message")).to_have_count(1)
        expect(page.locator(".message .seen")).to_be_visible()


def test_without_a_connection_the_words_stay_and_nothing_is_lost_or_doubled(site: Site) -> None:
    with amel_at(site) as page:
        write(page, "Avant")
        expect(page.locator(".message")).to_have_count(1)
        page.context.set_offline(True)
        write(page, "Pendant")
        expect(page.locator("form .lost")).to_be_visible()
        expect(page.get_by_label("Write to Bruno")).to_have_value("Pendant")
        bruno_writes(site)
        page.context.set_offline(False)
        page.get_by_role("button", name="Send").click()
        expect(page.locator(".message")).to_have_count(3)
        expect(page.get_by_label("Write to Bruno")).to_have_value("")
    assert said(site) == ["Avant", "Tu es là ?", "Pendant"]


def test_a_message_saved_although_its_answer_was_lost_is_not_sent_twice(site: Site) -> None:
    def lose_the_answer(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort("connectionreset")
        else:
            route.continue_()

    with amel_at(site) as page:
        page.route("**/pairs/**", lose_the_answer)
        write(page, "Une seule fois")
        expect(page.locator("form .lost")).to_be_visible()
        expect(page.locator(".message")).to_have_count(1)  # the page that waits was told of it
        expect(page.get_by_label("Write to Bruno")).to_have_value("Une seule fois")
        page.unroute("**/pairs/**")
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_label("Write to Bruno")).to_have_value("")
        expect(page.locator(".message")).to_have_count(1)
    assert said(site) == ["Une seule fois"]


def test_a_double_press_sends_one(site: Site) -> None:
    with amel_at(site) as page:
        page.get_by_label("Write to Bruno").fill("Une fois")
        page.get_by_role("button", name="Send").dblclick()
        expect(page.locator(".message")).to_have_count(1)
        expect(page.get_by_label("Write to Bruno")).to_have_value("")
    assert said(site) == ["Une fois"]


def test_a_mistake_is_told_beside_the_words_which_stay(site: Site) -> None:
    with amel_at(site) as page:
        write(page, "x" * 4001)
        expect(page.locator("form .error, form .wrong").first).to_be_visible()
        expect(page.get_by_label("Write to Bruno")).to_have_value("x" * 4001)
        write(page, "Plus court")
        expect(page.locator(".message")).to_have_count(1)


def test_a_page_nobody_looks_at_asks_nothing_and_catches_up_when_looked_at(site: Site) -> None:
    hide = """hidden => {
        Object.defineProperty(document, 'hidden', {get: () => hidden, configurable: true});
        document.dispatchEvent(new Event('visibilitychange'));
    }"""
    with amel_at(site) as page:
        asked: list[str] = []
        page.evaluate(hide, True)
        page.on("request", lambda request: asked.append(request.url))
        bruno_writes(site)
        write(page, "Je vois")  # its answer brings both
        expect(page.locator(".message")).to_have_count(2)
        assert [url for url in asked if "/new/" in url] == []
        bruno_writes(site, "Encore")
        page.evaluate(hide, False)
        expect(page.locator(".message")).to_have_count(3)


def test_when_the_session_is_over_the_words_stay_and_the_page_says_so(site: Site) -> None:
    with amel_at(site) as page:
        page.context.clear_cookies(name="session")
        write(page, "Mes mots")
        expect(page.locator("[data-signed-out]")).to_be_visible()
        expect(page.get_by_label("Write to Bruno")).to_have_value("Mes mots")


def test_older_messages_come_above_without_moving_what_is_read(site: Site) -> None:
    make(site, 120)
    with amel_at(site) as page:
        expect(page.locator(".message")).to_have_count(50)
        expect(page.get_by_label("Write to Bruno")).to_be_in_viewport()
        first = page.locator(".message").first
        first.scroll_into_view_if_needed()
        name = first.get_attribute("id")
        page.get_by_role("link", name="Earlier messages").click()
        expect(page.locator(".message")).to_have_count(100)
        expect(page.locator(f"#{name}")).to_be_in_viewport()
        page.get_by_role("link", name="Earlier messages").click()
        expect(page.locator(".message")).to_have_count(120)
        expect(page.get_by_role("link", name="Earlier messages")).to_have_count(0)
        days = page.locator("[data-day]").evaluate_all("all => all.map(one => one.dataset.day)")
        assert days == sorted(set(days))


def test_all_of_it_works_without_scripts(site: Site) -> None:
    make(site, 60)
    with amel_at(site, java_script_enabled=False) as page:
        write(page, "Sans script")
        expect(page.locator(".message").last).to_contain_text("Sans script")
        page.get_by_role("link", name="Earlier messages").click()
        expect(page.locator(".message")).to_have_count(11)
        page.get_by_role("link", name="Back to the newest messages").click()
        write(page, "   ")
        expect(page.get_by_text("Write something first.")).to_be_visible()
    assert said(site)[-1] == "Sans script"


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_and_everything_can_be_pressed(site: Site, size: tuple[int, int]) -> None:
    make(site, 6)
    with hats.system("test"):
        entry = JournalEntry.objects.create(
            circle=site.network.pair,
            author=site.network.people["Amel"],
            body="On se voit mardi.",
            changed_at=timezone.now(),
        )
    pages = (
        site.network.pair.path,
        f"{site.network.pair.path}journal/",
        f"/conversations/journal/{entry.key}/change/",
        f"/conversations/journal/{entry.key}/remove/",
        "/notices/",
        f"/notices/stop/{token(site)}/",
    )
    with site.visit(site.network.people["Amel"], size=size) as page:
        for address in pages:
            assert page.goto(address).status == 200  # type: ignore[union-attr]
            assert faults(page) == [], address


def token(site: Site) -> str:
    from entrepairs.notices.actions.choices import sign_stop_token

    return sign_stop_token(site.network.people["Amel"].key)
