"""Recordings, for tests: with real files, and voices that were really asked."""

import io
import math
import random
import struct
import wave
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.core.secret_links import through_secret
from entrepairs.files import storage
from entrepairs.files.checks.image import COVERS
from entrepairs.library.actions import resources as actions
from entrepairs.library.channels import Channel, private_address
from entrepairs.library.models import Cover, File, Resource
from entrepairs.library.tests.making import draft
from entrepairs.people.models import Person
from entrepairs.recordings import captions
from entrepairs.recordings.actions import transcripts, voices
from entrepairs.recordings.models import Segment, Voice

SECONDS = 4
SAID = """0:00 Amel: Ce qui m’a aidée, c’est la marche au bord du canal.
0:02 Bruno: Et moi, que quelqu’un ait attendu avec moi.
"""


def tone(seconds: float = SECONDS, rate: int = 8000) -> bytes:
    """A short WAV."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        samples = (int(8000 * math.sin(n / 9)) for n in range(int(seconds * rate)))
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return out.getvalue()


def silence(seconds: float = SECONDS) -> bytes:
    """A short MP3, which a podcast may have: empty frames of 26 ms, at 128 kbit/s."""
    return (b"\xff\xfb\x90\x64" + bytes(413)) * round(seconds / 0.026)


def medium(resource: Resource, seconds: float = SECONDS, **told: Any) -> File:
    """As the check leaves it: ready to be heard."""
    body = tone(seconds)
    place = storage.storage().save(storage.new_place(), ContentFile(body))
    whole = {
        "name": "journée.mp3",
        "media_type": "audio/mpeg",
        "size": len(body),
        "received": len(body),
    }
    whole |= {
        "sha256": f"{len(body):064}",
        "duration": seconds,
        "state": "ready",
        "ready_at": timezone.now(),
        "place": place,
    }
    with hats.system("test"):
        return File.objects.create(resource=resource, **whole | told)


def recording(claire: Person, network: Any, **told: Any) -> Resource:
    """Prepared by Claire for her organisation, with its sound and its words; nobody is named
    yet."""
    made = draft(claire, network, **{"kind": "recording", "title_fr": "La marche", **told})
    medium(made)
    with hats.person(claire.pk):
        transcripts.write_captions(
            resource=made,
            language="fr",
            cues=captions.read_captions(SAID.encode()).cues,
            by=claire.pk,
        )
    return made


def asked(
    claire: Person, made: Resource, name: str, person: Person | None = None, **told: Any
) -> Voice:
    with hats.person(claire.pk):
        voice = voices.name_voice(resource=made, name=name, by=claire.pk, **told)
        voices.ask_voice(voice=voice, person=person, by=claire.pk)
    return voice


def says(person: Person, voice: Voice, what: str, *to: str) -> None:
    with hats.person(person.pk):
        voices.answer_voice(
            voice=voice, answers=dict.fromkeys(to or Channel.values, what), by=person.pk
        )


def says_by_address(voice: Voice, what: str, *to: str) -> None:
    with hats.person(None), through_secret(private_address(voice.key, 0)):
        voices.answer_voice(voice=voice, answers=dict.fromkeys(to or Channel.values, what), by=None)


def publish(claire: Person, made: Resource) -> Resource:
    with hats.person(claire.pk):
        return actions.publish_resource(resource=made, audience=5, by=claire.pk)


def heard_by_all(
    claire: Person, amel: Person, bruno: Person, network: Any, **told: Any
) -> tuple[Resource, Voice, Voice]:
    """Published: Amel and Bruno said yes to all."""
    made = recording(claire, network, **told)
    two = asked(claire, made, "Amel", amel), asked(claire, made, "Bruno", bruno)
    for person, voice in zip((amel, bruno), two, strict=True):
        says(person, voice, "yes")
    return publish(claire, made), *two


def a_long_transcript(resource: Resource, hours: int) -> None:
    """Different words all along, as people speak: 9,000 an hour, in paragraphs of half a minute."""
    chance = random.Random(7)
    letters = "eeeeaaaissnnrrttuulloodcpmvqgbfh"
    known = ["".join(chance.choices(letters, k=chance.randint(1, 11))) for _ in range(4000)]
    with hats.system("test"):
        Segment.objects.filter(resource=resource).delete()
        Segment.objects.bulk_create(
            Segment(
                resource=resource,
                language="fr",
                starts=second * 1000,
                ends=second * 1000 + 29_000,
                voice=chance.choice(["Amel", "Bruno"]),
                words=f"{' '.join(chance.choices(known, k=75))} le canal.",
            )
            for second in range(0, hours * 3600, 30)
        )


def pictured(*resources: Resource) -> None:
    """With pictures as heavy as they may be."""
    chance = random.Random(8)
    drawn = {size: chance.randbytes(most) for size, (_pixels, most) in COVERS.items()}
    with hats.system("test"):
        for resource in resources:
            whole = {"size": 4, "received": 4, "sha256": "x", "place": f"picture/{resource.key}"}
            file = resource.files.create(
                use="picture",
                name="p.png",
                media_type="image/png",
                state="ready",
                ready_at=timezone.now(),
                **whole,
            )
            Cover.objects.create(file=file, **drawn)


def again(row: Any) -> Any:
    with hats.system("test"):
        row.refresh_from_db()
    return row


def seen(model: Any, person: Person | None, **which: Any) -> bool:
    with hats.person(person.pk if person else None):
        return bool(model.objects.filter(**which).exists())
