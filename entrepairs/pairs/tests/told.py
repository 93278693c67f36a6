"""What a person was told, for tests."""

from entrepairs.core import hats
from entrepairs.notices.models import Notice
from entrepairs.people.models import Person


def notices_of(person: Person) -> list[tuple[str, str]]:
    with hats.person(person.pk):
        mine = Notice.objects.filter(person=person, seen_at=None)
        return list(mine.order_by("pk").values_list("kind", "path"))
