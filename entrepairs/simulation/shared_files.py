"""Files that the people of a group share: minutes, and the list of who brings what."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from entrepairs.files import storage
from entrepairs.people.models import Circle, Person
from entrepairs.sharing.models import SharedFile
from entrepairs.simulation.texts import Chance

FILES = (
    (
        "compte-rendu.txt",
        "Compte rendu de la dernière rencontre",
        "Nous étions neuf. Nous avons parlé de la sortie au marais, et du café de décembre.\n",
    ),
    (
        "qui-apporte-quoi.txt",
        "Pour le repas partagé",
        "Amel : le pain. Claire : les fruits. David : la salle et les clés.\n",
    ),
)


def share_files(circle: Circle, people: Sequence[Person], until: datetime, chance: Chance) -> None:
    for number, (name, words, text) in enumerate(FILES):
        body, at = text.encode(), until - timedelta(days=4 - number)
        SharedFile.objects.create(
            key=chance.new_key(),
            circle=circle,
            shared_by=people[number % len(people)],
            name=name,
            words=words,
            media_type="text/plain",
            size=len(body),
            received=len(body),
            sha256=hashlib.sha256(body).hexdigest(),
            state="ready",
            created_at=at,
            ready_at=at,
            place=str(storage.storage().save(storage.new_place(), ContentFile(body))),
        )
