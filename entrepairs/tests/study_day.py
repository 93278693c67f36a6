"""The walk through a study day, and its last part: a recording, those heard in it, their yes."""

import re
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import feedparser
from playwright.sync_api import Page, expect
from sickle import Sickle

from entrepairs.core import hats
from entrepairs.events.models import Talk
from entrepairs.files import processing
from entrepairs.library.models import File
from entrepairs.recordings.tests.making import silence
from entrepairs.tests.browser import PHONE, Site

CAPTIONS = (
    "WEBVTT\n\n00:00.000 --> 00:02.000\nDeux pas en avant.\n\n00:02.000 --> "
    "00:04.000\nUn silence partagé.\n"
)


@dataclass
class Walk:
    """The site, and what the walk has come by."""

    site: Site
    event: str = ""
    thing: str = ""
    sound: str = ""

    def as_(self, name: str | None = None, **options: Any) -> Any:
        return self.site.visit(
            self.site.network.people[name] if name else None, locale="en-GB", **options
        )

    def read(self, address: str) -> tuple[int, bytes]:
        """What a stranger's programme is answered."""
        with self.as_() as page:
            answer = page.request.get(address)
            return answer.status, answer.body()

    def harvested(self) -> dict[str, bool]:
        """Every record that a harvester takes: whether it is deleted."""
        found = Sickle(f"{self.site.url}/oai").ListRecords(
            metadataPrefix="oai_dc", ignore_deleted=False
        )
        return {one.header.identifier.rpartition(":")[2]: one.header.deleted for one in found}

    def mapped(self) -> str:
        """What the sitemap lists, all its parts."""
        parts = re.findall(
            "<loc>https://pairs.example(/sitemap-[0-9]+.xml)", self.read("/sitemap.xml")[1].decode()
        )
        return "".join(self.read(part)[1].decode() for part in parts)

    def enclosures(self) -> list[str]:
        _status, feed = self.read("/library/series/deux-pas/podcast.xml")
        return [one.href for entry in feedparser.parse(feed).entries for one in entry.enclosures]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def its_recording_is_kept(walk: Walk) -> None:
    with hats.system("test"):
        talk = Talk.objects.get()
    sound: Any = {"name": "marcher.mp3", "mimeType": "audio/mpeg", "buffer": silence()}
    with walk.as_("Claire", java_script_enabled=False) as page:
        page.goto(f"{walk.event}prepare/materials/?of={talk.key}")
        page.fill("[name=title_fr]", "Marcher à deux, le son")
        page.select_option("[name=kind]", "recording")
        press(page, "Add")
        page.wait_for_url("**/files/")
        walk.thing = page.url.removeprefix(walk.site.url).removesuffix("files/")
        page.set_input_files("main [type=file]", files=[sound])
        page.locator("main form:has([type=file]) .button").first.click()
        page.wait_for_load_state()
        with hats.system("test"):
            waits = File.objects.get().key
        processing.process_file(waits, apart=False)  # what the worker does in its own process
        page.reload()
        walk.sound = (
            page.locator("main a[href^='/library/files/']").first.get_attribute("href") or ""
        )
        page.goto(f"{walk.thing}words/")
        page.locator("form:has(input[value=captions]) textarea").first.fill(CAPTIONS)
        page.locator("form:has(input[value=captions]) .button").first.click()
        page.wait_for_load_state()
        page.goto(f"{walk.thing}voices/")
        press(page, "Name these people")
        page.get_by_role("link", name="Zoé Le Goff", exact=True).click()
        page.wait_for_load_state()
        press(page, "Send the request")
        page.goto(f"{walk.thing}voices/")
        page.locator("form:has([name=starts]) [name=name]").fill("Amel")
        page.locator("form:has([name=starts]) .button").first.click()
        page.wait_for_load_state()
        page.get_by_role("link", name="Amel", exact=True).click()
        page.select_option("[name=person]", label="Amel")
        press(page, "Send the request")
    # It was listed with the event; now that it can be heard, it waits for every yes.
    assert (walk.read(walk.thing)[0], walk.read(walk.sound)[0]) == (410, 404)


def everyone_heard_says_yes(walk: Walk) -> None:
    with walk.as_("Claire", java_script_enabled=False) as page:
        page.goto(f"{walk.thing}voices/")
        page.get_by_role("link", name="Zoé Le Goff", exact=True).click()
        [door] = set(re.findall("/library/voice/[a-z0-9]+/", page.content()))
    with walk.as_(size=PHONE) as page:
        page.goto(door)
        while page.locator("button[value=yes]").count():
            page.locator("button[value=yes]").first.click()
            page.wait_for_load_state()
    with walk.as_("Amel", size=PHONE) as page:
        page.goto("/library/voices/")
        page.get_by_role("link", name="Marcher à deux, le son").click()
        page.wait_for_load_state()
        while page.locator("button[value=yes]").count():
            page.locator("button[value=yes]").first.click()
            page.wait_for_load_state()
    with walk.as_("Claire") as page:
        page.goto(f"{walk.thing}publish/")
        press(page, "Publish")


def everyone_hears_it(walk: Walk) -> None:
    key = walk.thing.split("/")[2]
    assert walk.read(walk.thing)[0] == walk.read(walk.sound)[0] == 200
    assert len(walk.enclosures()) == 1
    assert walk.harvested()[key] is False
    assert walk.thing in walk.read("/library/new.atom")[1].decode()
    assert walk.thing in walk.mapped()
    with walk.as_(size=PHONE, java_script_enabled=False) as page:
        page.goto("/library/?q=silence")
        page.get_by_role("main").get_by_role("link", name="Marcher à deux, le son").first.click()
        expect(page.locator("main")).to_contain_text("Un silence partagé.")


def a_yes_is_withdrawn_and_it_is_gone_everywhere(walk: Walk) -> None:
    key = walk.thing.split("/")[2]
    [enclosure] = walk.enclosures()
    with walk.as_("Amel", size=PHONE) as page:
        page.goto("/library/voices/")
        page.get_by_role("link", name="Marcher à deux, le son").click()
        press(page, "Withdraw everything")
    statuses = [
        walk.read(address)[0]
        for address in (walk.thing, walk.sound, enclosure.removeprefix("https://pairs.example"))
    ]
    assert statuses == [410, 404, 404]
    assert walk.enclosures() == []
    assert walk.harvested()[key] is True
    assert walk.thing not in walk.read("/library/new.atom")[1].decode()
    assert walk.thing not in walk.mapped()
    assert walk.thing not in walk.read("/library/?q=silence")[1].decode()
    with walk.as_("Claire") as page:
        page.goto("/library/cuts/")
        expect(page.locator("main")).to_contain_text("Amel")
    ElementTree.fromstring(walk.read(f"{walk.event}schedule.xml")[1])  # the programme itself stays
