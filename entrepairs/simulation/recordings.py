"""A recording of two voices: tones in place of what Amel and Bruno say, and their words written."""

import hashlib
import io
import math
import wave
from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from entrepairs.files import storage
from entrepairs.library.actions import resources as actions
from entrepairs.library.channels import Channel
from entrepairs.library.models import File, Resource, Series
from entrepairs.people.models import Organisation, Person
from entrepairs.recordings import captions, consent_texts
from entrepairs.recordings.actions import transcripts
from entrepairs.recordings.models import Consent, ConsentRequest, Segment, Voice
from entrepairs.simulation.persons import World
from entrepairs.simulation.texts import Chance

RATE = 8000
TURNS = (("Amel", 6), ("Bruno", 6), ("Amel", 5), ("Bruno", 5))
SAID = """\
0:00 Amel: On a commencé par marcher au bord du canal, le mardi. Sans rien se dire, au début.
0:06 Bruno: C’est ça, être pair : quelqu’un qui est passé par là, et qui n’est pas pressé.
0:12 Amel: Un jour j’ai raconté l’hôpital. Il n’a pas eu l’air surpris, et ça m’a fait du bien.
0:17 Bruno: Et moi j’ai appris à demander de l’aide. On oublie que ça va dans les deux sens.
"""


def build_recording(world: World, seed: int, until: datetime) -> None:
    """Published: both agreed to the page and the podcast; Amel has not answered about copies."""
    chance = Chance(f"{seed} recordings")
    claire, keeper = world.six["Claire"], world.organisations[0]
    made = create_resource(keeper, chance, until)
    create_file(made, chance, until)
    transcripts.write_captions(
        resource=made,
        language="fr",
        cues=captions.read_captions(SAID.encode()).cues,
        by=claire.pk,
    )
    transcripts.write_chapters(
        resource=made,
        chapters=[(0, "Marcher"), (12_000, "Dans les deux sens")],
        by=claire.pk,
    )
    for order, name in enumerate(("Amel", "Bruno")):
        create_voice(made, order, world.six[name], chance, until)
    for row in Segment.objects.filter(resource=made):
        row.key = chance.new_key()
        row.save(update_fields=["key"])
    actions.publish_resource(resource=made, audience=5, by=claire.pk)
    Resource.objects.filter(pk=made.pk).update(published_at=until, changed_at=until)


def create_resource(keeper: Organisation, chance: Chance, until: datetime) -> Resource:
    series = Series.objects.create(
        key=chance.new_key(),
        slug="entre-pairs",
        title_fr="Entre pairs",
        about_fr="Des personnes qui s’entraident racontent ce qui aide, à deux voix.",
    )
    return Resource.objects.create(
        key=chance.new_key(),
        kind="recording",
        organisation=keeper,
        series=series,
        title_fr="La marche au bord du canal",
        language="fr",
        summary_fr="Amel et Bruno se voient chaque semaine. "
        "Ils disent comment cela a commencé, et ce que chacun y apporte.",
        dated=(until - timedelta(days=20)).date(),
        licence="CC-BY-NC-SA-4.0",
    )


def create_file(made: Resource, chance: Chance, until: datetime) -> None:
    body = make_sound()
    place = str(storage.storage().save(storage.new_place(), ContentFile(body)))
    File.objects.create(
        key=chance.new_key(),
        resource=made,
        name="la-marche.wav",
        media_type="audio/wav",
        size=len(body),
        received=len(body),
        sha256=hashlib.sha256(body).hexdigest(),
        duration=float(sum(seconds for _who, seconds in TURNS)),
        state="ready",
        ready_at=until,
        place=place,
    )


def make_sound() -> bytes:
    """A low tone and a lower one by turns, softly."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 1, RATE, 0, "NONE", ""))
        for who, seconds in TURNS:
            turn = 330 if who == "Amel" else 220
            count = seconds * RATE
            file.writeframes(
                bytes(
                    128
                    + round(
                        24
                        * math.sin(math.tau * turn * n / RATE)
                        * min(1, n / 800, (count - n) / 800)
                    )
                    for n in range(count)
                )
            )
    return out.getvalue()


def create_voice(
    made: Resource, order: int, person: Person, chance: Chance, until: datetime
) -> None:
    heard = Voice.objects.create(key=chance.new_key(), resource=made, order=order, name=person.name)
    answered = until - timedelta(days=10 - order)
    ConsentRequest.objects.create(
        voice=heard, person=person, said_at=answered, told_at=answered - timedelta(days=1)
    )
    for channel in Channel.values:
        if channel == Channel.HARVEST and person.name == "Amel":
            Consent.objects.create(voice=heard, channel=channel, at=answered)
        else:
            read = {
                "wording": consent_texts.consent_text(channel, "fr"),
                "language": "fr",
                "how": "here",
            }
            Consent.objects.create(voice=heard, channel=channel, state="yes", at=answered, **read)
