"""Files as they are read in tests."""

import datetime as dt
from typing import Any
from xml.etree import ElementTree

from django.test import Client

from entrepairs.core import hats
from entrepairs.events.models import Event
from entrepairs.schedules.formats.read_any import read_file
from entrepairs.schedules.formats.read_model import About, FileRead, Frame
from entrepairs.schedules.tests.files import frab, frab_event


def one(**more: str) -> bytes:
    start = more.pop("begins", "09:00")
    day = int(more.pop("day", "0"))
    rooms: list[list[str]] = [[] for _ in range(day)]
    return frab([*rooms, [frab_event(1, day, start, **more)]])


HERE = Frame("Europe/Paris", "fr", dt.date(2083, 3, 26), dt.date(2083, 3, 28))


def read(content: bytes, frame: Frame) -> FileRead:
    with hats.person(None):
        return read_file(content, frame)


def said(content: bytes, frame: Frame = HERE) -> list[str]:
    return [f"{note.where}: {note.what}" for note in read(content, frame).notes]


def good(content: bytes, frame: Frame = HERE) -> FileRead:
    found = read(content, frame)
    assert found.notes_about(About.DOUBT, About.COLLIDES, About.NOT_KEPT) == []
    assert found.asked == set()
    return found


def xml(client: Client, event: Event) -> Any:
    answer = client.get(f"{event.path}schedule.xml")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/xml")
    return ElementTree.fromstring(answer.content)
