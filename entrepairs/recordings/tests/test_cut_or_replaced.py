"""What was cut, replaced or named since: those heard in it are asked again."""

from typing import Any

import pytest

from entrepairs.core import hats
from entrepairs.ledger.transactions import NotPossible
from entrepairs.library.models import File, Resource
from entrepairs.people.models import Person
from entrepairs.recordings.actions import voices
from entrepairs.recordings.models import Captions, Consent, Cut, Segment, Voice
from entrepairs.recordings.tests.making import (
    again,
    heard_by_all,
    medium,
    publish,
    recording,
    says,
    seen,
)


def test_after_the_cut_the_rest_is_heard_again(
    claire: Person, amel: Person, bruno: Person, network: Any
) -> None:
    made, voice, _other = heard_by_all(claire, amel, bruno, network)
    says(amel, voice, "withdrawn")
    with hats.system("test"):
        former = made.files.get()
    with hats.person(claire.pk):
        cut = Cut.objects.get()
        with pytest.raises(NotPossible):
            voices.note_cut(cut=cut, by=claire.pk)
    longer = medium(made, seconds=9, replaces=former)
    with hats.person(claire.pk), pytest.raises(NotPossible):
        voices.note_cut(cut=cut, by=claire.pk)
    with hats.system("test"):
        longer.delete()
        medium(made, seconds=2, replaces=former)
        former.delete()
    with hats.person(claire.pk):
        voices.note_cut(cut=cut, by=claire.pk)
        assert not Captions.objects.filter(resource=made).exists(), "they had the words in them"
        assert not Segment.objects.filter(resource=made).exists()
    publish(claire, again(made))
    with hats.person(None):
        assert [one.name for one in Voice.objects.filter(resource=made)] == ["Bruno"]
    assert seen(Voice, amel, pk=voice.pk), "what she said of it stays hers to read"


def test_another_file_asks_everyone_again(
    claire: Person, amel: Person, bruno: Person, network: Any
) -> None:
    made, voice, _other = heard_by_all(claire, amel, bruno, network)
    medium(made, seconds=3)
    assert again(made).state == "withdrawn"
    with hats.system("test"):
        standing = Consent.objects.filter(voice=voice, ended_at=None).values_list(
            "state", flat=True
        )
        assert set(standing) == {"asked"}
        assert Consent.objects.filter(voice=voice, state="yes").count() == 3, (
            "what was said then is kept"
        )


def test_the_only_file_deleted_and_sent_again_asks_everyone_again(
    claire: Person, amel: Person, bruno: Person, network: Any
) -> None:
    made, _voice, _other = heard_by_all(claire, amel, bruno, network)
    with hats.person(claire.pk):
        File.objects.filter(resource=made).delete()
    assert not again(made).yes_page


def test_another_kind_opens_nothing(claire: Person, network: Any) -> None:
    made = recording(claire, network)
    with hats.person(claire.pk):
        Resource.objects.filter(pk=made.pk).update(kind="document")
    with pytest.raises(NotPossible, match="everyone heard"):
        publish(claire, again(made))


def test_somebody_named_later_takes_it_down_until_they_answer(
    claire: Person, amel: Person, bruno: Person, eve: Person, network: Any
) -> None:
    made, _voice, _other = heard_by_all(claire, amel, bruno, network)
    with hats.person(claire.pk):
        voices.name_voice(resource=made, name="Une passante", by=claire.pk)
    assert not seen(Resource, None, pk=made.pk)
