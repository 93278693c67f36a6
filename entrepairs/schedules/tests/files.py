"""Files of programmes for the tests: good ones, and every kind of bad one."""

import datetime as dt
import json
from typing import Any
from uuid import UUID
from xml.sax.saxutils import escape

DAYS = [
    dt.date(2083, 3, 26),
    dt.date(2083, 3, 27),
    dt.date(2083, 3, 28),
]  # clocks go forward on the last night
OFFSETS = ["+01:00", "+01:00", "+02:00"]


def frab_event(number: int, day: int, begins: str, duration: str = "00:30", **more: str) -> str:
    said = {
        "date": f"{DAYS[day]}T{begins}:00{OFFSETS[day]}",
        "start": begins,
        "duration": duration,
        "title": f"Talk {number}",
        "track": "Savoirs",
        "type": "talk",
        "language": "fr",
        "abstract": f"Sur {number}",
        **more,
    }
    persons = said.pop("persons", f'<person id="{number}">Personne {number}</person>')
    inside = "".join(f"<{name}>{escape(text)}</{name}>\n" for name, text in said.items())
    guid = more.get("guid") or UUID(int=number)
    return (
        f'<event guid="{guid}" id="{number}">\n{inside}'
        f"<persons>{persons}</persons><links></links></event>\n"
    )


def frab(
    rooms: list[list[str]], *, start: str = "2083-03-26", end: str = "2083-03-28", before: str = ""
) -> bytes:
    """`rooms`: for each day, the events of each of its rooms, as `(day, room) -> events` in
    order."""
    parts = []
    for day, events in enumerate(rooms):
        inside = "".join(
            f'<room name="Salle {n + 1}">\n{event}</room>\n' for n, event in enumerate(events)
        )
        parts.append(f'<day index="{day + 1}" date="{DAYS[day]}">\n{inside}</day>\n')
    conference = (
        "<conference><acronym>ep</acronym><title>Être pair</title>"
        f"<start>{start}</start><end>{end}</end><days>3</days>"
        "<timeslot_duration>00:15</timeslot_duration>"
        "<time_zone_name>Europe/Paris</time_zone_name></conference>"
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{before}<schedule><version>1</version>\n'
        f"{conference}\n{''.join(parts)}</schedule>"
    ).encode()


def large(talks: int = 1000, tracks: int = 30, rooms: int = 30) -> bytes:
    """A thousand talks in thirty tracks and rooms over three days, two speakers each; a speaker
    gives one a day."""
    made: list[list[str]] = []
    number = 0
    for day in range(3):
        of_rooms = []
        for room in range(rooms):
            events = []
            for slot in range(12):
                if number == talks:
                    break
                number += 1
                hour, minute = divmod(9 * 60 + slot * 40, 60)
                speaker = room * 12 + slot
                names = (
                    f'<person id="{speaker + 1}">Personne {speaker + 1}</person>'
                    f'<person id="{1000 + speaker}">Nour {room}-{slot}</person>'
                )
                events.append(
                    frab_event(
                        number,
                        day,
                        f"{hour:02}:{minute:02}",
                        track=f"Fil {number % tracks}",
                        persons=names,
                    )
                )
            of_rooms.append("".join(events))
        made.append(of_rooms)
    return frab(made)


def pretalx_event(number: int, begins: str = "09:00", **more: Any) -> dict[str, Any]:
    return {
        "guid": str(UUID(int=number)),
        "id": number,
        "date": f"2083-03-26T{begins}:00+01:00",
        "start": begins,
        "duration": "00:30",
        "room": "Grande salle",
        "title": f"Talk {number}",
        "subtitle": "",
        "track": "Savoirs",
        "type": "Workshop",
        "language": "fr",
        "abstract": "",
        "description": "Plus long",
        "do_not_record": False,
        "persons": [
            {
                "guid": str(UUID(int=9000 + number)),
                "public_name": f"Personne {number}",
                "biography": "Paire",
            }
        ],
        **more,
    }


def pretalx(*events: Any, **conference: Any) -> bytes:
    days = [{"index": 1, "date": "2083-03-26", "rooms": {"Grande salle": list(events)}}]
    told = {
        "acronym": "ep",
        "title": "Être pair",
        "start": "2083-03-26",
        "end": "2083-03-26",
        "time_zone_name": "Europe/Paris",
        "days": days,
    }
    return json.dumps(
        {"schedule": {"version": "1", "conference": {**told, **conference}}}, ensure_ascii=False
    ).encode()


CSV = """titre;jour;début;fin;salle;type;séance;intervenants
Accueil;26/03/2083;9h;9h30;Grande salle;pause;;
Être pair, un métier ?;26/03/2083;9h30;10h15;Grande salle;plénière;Ouverture;\
"Nour El Amrani, Ana Díaz"
Ce que la rue apprend;26/03/2083;10h15;11h;Grande salle;plénière;Ouverture;Zoé Œuvrard
Écrire ensemble;26/03/2083;11h;12h;Petite salle;atelier;;Ana Díaz
"""
