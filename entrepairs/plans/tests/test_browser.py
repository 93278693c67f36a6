"""A plan in a browser: a person makes it, invites a peer worker, a relative and a service, and
removes the service."""

import pytest
from django.utils import translation
from django.utils.translation import gettext as _
from playwright.sync_api import Page, expect

from entrepairs.core import hats
from entrepairs.meetings.tests.making import DAY, a_meeting
from entrepairs.people.models import Person
from entrepairs.plans.models import Plan
from entrepairs.plans.templates_of_plans import read_templates
from entrepairs.plans.tests.making import many_plans, shown_to_the_network
from entrepairs.tests.browser import (
    BY_LANGUAGE,
    Look,
    Site,
    browser_of_tests,
    committed,
    each_language,
    expect_no_faults,
    faults,
    press_button,
    site,
)

expect.set_options(timeout=20_000)
__all__ = ["browser_of_tests", "committed", "site"]
pytestmark = pytest.mark.browser


def invite(page: Page, path: str, name: str, answer: str, organisation: str = "") -> None:
    page.goto(f"{path}people/?q={name}")
    press_button(page, _("Invite %(name)s") % {"name": name}, "link")
    page.get_by_label(answer).check()
    if organisation:
        page.get_by_label(_("From a service: name of the organisation")).fill(organisation)
    press_button(page, _("Send the invitation"))
    expect(page.get_by_text(_("Invitation sent to %(name)s") % {"name": name})).to_be_visible()


def join(site: Site, person: Person, look: Look) -> None:
    with site.visit(person, **look) as page:
        page.goto("/plans/")
        press_button(page, _("Join the plan"))
        expect(page.get_by_text(_("You are in the plan."))).to_be_visible()
        expect(page.get_by_text("Marcher, même sans parler.")).to_be_visible()


@each_language
def test_a_person_makes_their_plan_and_removes_a_service(site: Site, language: str) -> None:
    people, look = site.network.people, BY_LANGUAGE[language]
    scripts = look.get("java_script_enabled", True)
    shown_to_the_network(people["Eve"], people["Farid"])
    with translation.override(language), site.visit(people["Amel"], **look) as page:
        page.goto("/plans/")
        press_button(page, _("Start a plan"), "link")
        press_button(page, _("Start the plan"))
        part = str(read_templates()["prevention"].parts["helps"])
        press_button(page, part, "link")
        page.get_by_label(_("In your own words")).fill("Marcher, même sans parler.")
        page.get_by_label(_("everyone in the plan")).check()
        press_button(page, _("Save"))
        expect(page.get_by_text("Marcher, même sans parler.")).to_be_visible()
        with hats.system("test"):
            path = Plan.objects.get(holder=people["Amel"]).path
        invite(page, path, "Bruno", _("a peer, or a peer worker"))
        invite(page, path, "Farid", _("someone of my family, or a friend"))
        invite(page, path, "Eve", _("someone from a service"), "Université de Rennes")
        for name in ("Bruno", "Farid", "Eve"):
            join(site, people[name], look)
        tabs = ("", "people/", "commitments/", "print/", "copies/", "settings/", "end/")
        for tab in (*tabs, "talk/", "meetings/") if scripts else ():
            page.goto(path + tab)
            assert faults(page) == [], tab
        for other in ("/plans/", "/plans/start/", "/plans/not-with/", "/plans/my-people/"):
            page.goto(other)
            expect_no_faults(page, look)
        page.goto(f"{path}people/")
        press_button(page, _("Remove") + " Université de Rennes")
        page.goto(f"{path}people/")
        expect(page.locator("#main").get_by_text("Bruno")).to_be_visible()
        expect(page.get_by_text("Université de Rennes")).to_have_count(0)
        with site.visit(people["Eve"], **look) as eve:
            answer = eve.goto(path)
            assert answer is not None
            assert answer.status == 404


@each_language
def test_a_peer_worker_sees_those_who_invited_him_by_what_comes_next(
    site: Site, language: str
) -> None:
    bruno = site.network.people["Bruno"]
    many_plans(bruno, 11)
    with hats.system("test"):
        plans = list(Plan.objects.select_related("circle", "holder").order_by("pk"))
        Person.objects.create(name="Personne qui n’invite pas")
    for number, plan in enumerate(plans[:3]):
        a_meeting(plan.circle, plan.holder, (3 - number) * DAY, agreed_by=bruno)
    with translation.override(language), site.visit(bruno, **BY_LANGUAGE[language]) as page:
        page.goto("/plans/my-people/")
        names = page.locator("#main .faces b").all_inner_texts()
        assert names[:3] == ["Personne 2", "Personne 1", "Personne 0"]
        assert set(names) == {"Amel", *(f"Personne {number}" for number in range(11))}
        expect(page.get_by_text("Personne qui n’invite pas")).to_have_count(0)
        expect_no_faults(page, BY_LANGUAGE[language])
        page.get_by_role("link", name="Personne 2").click()
        expect(page.locator("h1")).to_contain_text("Plan 2")
