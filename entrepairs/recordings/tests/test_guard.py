"""The double yes of a recording is kept by the database: nothing that a page, a feed or an action
forgets opens it."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from entrepairs.core import hats
from entrepairs.core.secret_links import through_secret
from entrepairs.ledger.transactions import NotPossible
from entrepairs.library import channels
from entrepairs.library.models import File, Resource, Withdrawal
from entrepairs.notices.models import Notice
from entrepairs.people.actions.blocks import block_person
from entrepairs.people.models import Person
from entrepairs.recordings.actions import voices
from entrepairs.recordings.forms import reachable_people
from entrepairs.recordings.models import Captions, Consent, ConsentRequest, Cut, Segment, Voice
from entrepairs.recordings.notifications import tell_requested
from entrepairs.recordings.tests.making import (
    again,
    asked,
    heard_by_all,
    medium,
    publish,
    recording,
    says,
    says_by_address,
    seen,
)
from entrepairs.search.models import Entry


def test_a_recording_that_names_nobody_is_not_published(claire: Person, network: Any) -> None:
    made = recording(claire, network)
    with pytest.raises(NotPossible, match="everyone heard"):
        publish(claire, made)


def test_nobody_is_asked_or_told_across_a_block(
    claire: Person, amel: Person, bruno: Person, network: Any
) -> None:
    made = recording(claire, network)
    before = asked(claire, made, "Bruno", bruno)
    with hats.person(claire.pk):
        assert {amel, bruno} <= set(reachable_people(made))
    for person in (amel, bruno):
        with hats.person(person.pk):
            block_person(person=claire, once=uuid4(), by=person)
    with hats.person(claire.pk):
        assert not {amel, bruno} & set(reachable_people(made))
    with pytest.raises(NotPossible):
        asked(claire, made, "Amel", amel)
    tell_requested()
    with hats.system("test"):
        assert not Notice.objects.filter(kind="heard").exists()
        assert ConsentRequest.objects.get(voice=before).told_at


def test_what_is_only_listed_here_needs_nobody(claire: Person, network: Any) -> None:
    from entrepairs.library.tests.making import published

    listed = published(claire, network, kind="recording")
    assert seen(Resource, None, pk=listed.pk)
    medium(listed)
    assert not seen(Resource, None, pk=listed.pk), "its sound came, and nobody in it was asked"
    assert seen(Withdrawal, None, key=listed.key)


def test_no_answer_is_not_a_yes(claire: Person, amel: Person, bruno: Person, network: Any) -> None:
    made = recording(claire, network)
    says(amel, asked(claire, made, "Amel", amel), "yes")
    asked(claire, made, "Bruno", bruno)
    with pytest.raises(NotPossible, match="everyone heard"):
        publish(claire, again(made))
    with pytest.raises(IntegrityError), transaction.atomic(), hats.person(claire.pk):
        Resource.objects.filter(pk=made.pk).update(state="published", published_at=timezone.now())


def test_those_heard_listen_before_they_answer_and_nobody_else_does(
    claire: Person, amel: Person, eve: Person, network: Any
) -> None:
    made = recording(claire, network)
    asked(claire, made, "Amel", amel)
    with hats.system("test"):
        file = made.files.get()
    for model, which in (
        (Resource, {"pk": made.pk}),
        (File, {"pk": file.pk}),
        (Segment, {"resource": made.pk}),
    ):
        assert seen(model, amel, **which)
        assert seen(model, claire, **which)
        assert not seen(model, eve, **which)
        assert not seen(model, None, **which)


def test_a_private_address_opens_its_recording_and_no_other(claire: Person, network: Any) -> None:
    one, other = recording(claire, network), recording(claire, network)
    voice = asked(claire, one, "Lise")
    asked(claire, other, "Karim")
    with hats.person(None), through_secret(channels.private_address(voice.key, 0)):
        assert set(Resource.objects.filter(kind="recording").values_list("pk", flat=True)) == {
            one.pk
        }
        assert set(Consent.objects.values_list("voice", flat=True)) == {voice.pk}
    with hats.person(None), through_secret(channels.private_address(voice.key, 1)):
        assert not Resource.objects.filter(kind="recording").exists()
    assert not seen(Resource, None, pk=one.pk), "held for a while only"


def test_a_yes_by_the_private_address_counts_and_is_taken_back_there(
    claire: Person, network: Any
) -> None:
    made = recording(claire, network)
    voice = asked(claire, made, "Lise")
    says_by_address(voice, "yes")
    publish(claire, again(made))
    assert seen(Resource, None, pk=made.pk)
    says_by_address(voice, "withdrawn")
    assert not seen(Resource, None, pk=made.pk)


def test_a_new_address_ends_the_former_one(claire: Person, network: Any) -> None:
    voice = asked(claire, recording(claire, network), "Lise")
    with hats.person(claire.pk):
        voices.make_new_address(voice=voice, by=claire.pk)
    with pytest.raises(NotPossible):
        says_by_address(voice, "yes")


def test_taking_back_takes_down_in_the_same_transaction(
    claire: Person, amel: Person, bruno: Person, network: Any
) -> None:
    made, voice, _other = heard_by_all(claire, amel, bruno, network)
    assert seen(Entry, None, kind="segment")
    says(amel, voice, "withdrawn", "page")
    assert again(made).state == "withdrawn"
    with hats.system("test"):
        file = made.files.get()
    for model, which in (
        (Resource, {"pk": made.pk}),
        (File, {"pk": file.pk}),
        (Captions, {"resource": made.pk}),
        (Segment, {"resource": made.pk}),
        (Voice, {"resource": made.pk}),
        (Entry, {"kind": "segment"}),
        (Entry, {"key": made.key}),
    ):
        assert not seen(model, None, **which), model.__name__
    assert seen(Withdrawal, None, key=made.key)
    with hats.system("test"):
        assert Cut.objects.get().voice == voice
    with pytest.raises(NotPossible, match="everyone heard"):
        publish(claire, made)


@pytest.mark.parametrize("channel", ["feed", "harvest"])
def test_taking_back_one_way_closes_that_way_alone(
    claire: Person, amel: Person, bruno: Person, network: Any, channel: str
) -> None:
    made, voice, _other = heard_by_all(claire, amel, bruno, network)
    says(amel, voice, "withdrawn", channel)
    assert again(made).state == "published"
    with hats.person(None):
        found = {}
        for way in ("", "feed", "harvest"):
            with channels.through_channel(way):
                found[way] = (
                    Resource.objects.filter(pk=made.pk).exists()
                    and File.objects.filter(resource=made).exists()
                )
    assert found == {"": True, "feed": channel != "feed", "harvest": channel != "harvest"}
    assert seen(Withdrawal, None, key=made.key) is (channel == "harvest")
    says(amel, voice, "yes", channel)
    assert not seen(Withdrawal, None, key=made.key)
    with hats.system("test"):
        assert not Cut.objects.exists(), "a yes again: nothing is to be cut"


def test_who_was_asked_is_not_forgotten_to_get_round_them(
    claire: Person, amel: Person, bruno: Person, network: Any
) -> None:
    made = recording(claire, network)
    voice = asked(claire, made, "Amel", amel)
    says(amel, voice, "no", "page")
    with hats.person(claire.pk):
        with pytest.raises(NotPossible):
            voices.remove_voice(voice=voice, by=claire.pk)
        with pytest.raises(NotPossible):
            voices.note_paper(
                voice=voice,
                channels=["page"],
                on=timezone.localdate(),
                language="fr",
                by=claire.pk,
            )
        with pytest.raises(NotPossible):
            voices.change_voice(voice=voice, name="Une autre", starts=None, ends=None, by=claire.pk)
        with pytest.raises(NotPossible):
            voices.answer_voice(voice=voice, answers={"page": "yes"}, by=claire.pk)
        with pytest.raises(NotPossible):
            voices.note_cut(cut=Cut.objects.get(), by=claire.pk)
        voices.ask_voice(voice=voice, person=bruno, by=claire.pk)
    with hats.system("test"):
        assert voice.asking.person == amel, "the person who said it is me stays asked"
        assert Consent.objects.get(voice=voice, channel="page", ended_at=None).state == "no"


def test_nobody_answers_for_another(
    claire: Person, amel: Person, bruno: Person, eve: Person, network: Any
) -> None:
    voice = asked(claire, recording(claire, network), "Amel", amel)
    for person in (bruno, eve, claire):
        with pytest.raises(NotPossible):
            says(person, voice, "yes")
    for statement in (
        f"update library_resource set yes_page = true where id = {voice.resource_id}",
        "insert into recordings_consent (voice_id, channel, state, how, wording) "
        f"values ({voice.pk}, 'page', 'yes', 'here', 'x')",
        f"update recordings_consent set state = 'yes' where voice_id = {voice.pk}",
        f"update recordings_voice set heard = false where id = {voice.pk}",
        f"select say({voice.pk}, 'page', 'yes', 'here', 'x', 'fr', null, null)",
        f"select count_yeses({voice.resource_id})",
    ):
        with (
            pytest.raises(ProgrammingError) as refused,
            hats.person(claire.pk),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
        assert refused.value.__cause__.sqlstate == "42501", statement  # type: ignore[union-attr]


def test_a_yes_on_paper_is_noted_with_its_words_and_taken_back_as_any_other(
    claire: Person, network: Any
) -> None:
    made = recording(claire, network)
    voice = asked(claire, made, "Lise")
    with hats.person(claire.pk):
        day = timezone.localdate()
        voices.note_paper(
            voice=voice, channels=["page", "feed"], on=day, language="fr", by=claire.pk
        )
        noted = Consent.objects.get(voice=voice, channel="page", ended_at=None)
    assert (noted.state, noted.how, noted.noted_by, noted.paper_on) == (
        "yes",
        "paper",
        claire.pk,
        day,
    )
    assert noted.wording.startswith("Ma voix")
    publish(claire, again(made))
    assert seen(Resource, None, pk=made.pk)
    says_by_address(voice, "withdrawn", "page")
    assert not seen(Resource, None, pk=made.pk)
