"""What becomes of the items of a person who is erased."""

from entrepairs.items.models import Item, Raiser, Step
from entrepairs.people import hooks


def erase_traces(person: int, gone: str) -> None:
    """What they said alone and nobody carries yet goes; once others say it too, or it is carried,
    it is theirs as well, and says nothing of who said it."""
    said = Raiser.objects.filter(person=person).values("item")
    others = Raiser.objects.exclude(person=person).values("item")
    alone = Item.objects.filter(pk__in=said, source=Item.Source.PERSON, state=Step.SAID)
    alone.exclude(pk__in=others).filter(public_at=None, merged_into=None, merged=None).delete()


hooks.on_erase.append(erase_traces)
