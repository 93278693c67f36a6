"""Doors of what waits around recordings and the library."""

from django.utils import timezone

from entrepairs.core import hats
from entrepairs.library.actions import authorship_claims
from entrepairs.library.actions.series import follow_series
from entrepairs.library.channels import private_address
from entrepairs.library.models import Author, AuthorshipClaim, Resource, Series
from entrepairs.library.tests.making import a_series, published
from entrepairs.recordings import notifications as recordings
from entrepairs.recordings.actions import voices
from entrepairs.recordings.models import Cut, Voice
from entrepairs.recordings.tests.making import asked, heard_by_all, medium, recording, says
from entrepairs.tests.answering import Stage, Steps, door

PAPER = ["page", "feed", "harvest"]


def claimed(stage: Stage) -> AuthorshipClaim:
    """Claire asks Bruno whether he made something."""
    thing = published(stage.person("Claire"), stage.network, authors=["B. Martin"])
    with hats.system("test"):
        author = Author.objects.get(resource=thing)
    made: AuthorshipClaim = stage.act(
        "Claire",
        authorship_claims.ask_author,
        author=author,
        person=stage.person("Bruno"),
        name="B. Martin",
    )
    return made


@door("claim")
def having_made_it(stage: Stage) -> Steps:
    made = claimed(stage)
    yield stage.person("Bruno")
    stage.post("Bruno", made.path, name="Bruno Martin")


@door("claim")
def not_having_made_it(stage: Stage) -> Steps:
    made = claimed(stage)
    yield stage.person("Bruno")
    stage.post("Bruno", made.path, answer="no")


@door("claim")
def no_longer_asked_who_made_it(stage: Stage) -> Steps:
    made = claimed(stage)
    yield stage.person("Bruno")
    stage.post("Claire", made.path)


def to_be_heard(stage: Stage) -> Voice:
    """Claire asks Amel whether she may be heard."""
    claire = stage.person("Claire")
    made = asked(claire, recording(claire, stage.network), "Amel", stage.person("Amel"))
    recordings.tell_requested()
    return made


@door("heard")
def saying_yes_signed_in(stage: Stage) -> Steps:
    voice = to_be_heard(stage)
    yield stage.person("Amel")
    stage.post("Amel", voice.path, page="yes", feed="no")


@door("heard")
def saying_no_by_the_private_address(stage: Stage) -> Steps:
    voice = to_be_heard(stage)
    yield stage.person("Amel")
    path = f"/library/voice/{private_address(voice.key, 0)}/"
    assert stage.stranger.post(path, {"all": "no"}).status_code == 302


@door("heard")
def it_is_somebody_else(stage: Stage) -> Steps:
    voice = to_be_heard(stage)
    yield stage.person("Amel")
    stage.post("Amel", f"{voice.path}not-me/")


@door("heard")
def saying_yes_on_paper(stage: Stage) -> Steps:
    voice = to_be_heard(stage)
    yield stage.person("Amel")
    today = timezone.localdate()
    stage.act("Claire", voices.note_paper, voice=voice, channels=PAPER, on=today, language="fr")


@door("cut")
def noting_that_it_is_cut(stage: Stage) -> Steps:
    claire, amel, bruno = (stage.person(name) for name in ("Claire", "Amel", "Bruno"))
    made, voice, _other = heard_by_all(claire, amel, bruno, stage.network)
    says(amel, voice, "withdrawn")
    with hats.system("test"):
        cut = Cut.objects.get()
    medium(made, seconds=2)
    yield claire
    stage.post("Claire", f"/library/cuts/{cut.key}/")


@door("cut")
def saying_yes_again(stage: Stage) -> Steps:
    claire, amel, bruno = (stage.person(name) for name in ("Claire", "Amel", "Bruno"))
    _made, voice, _other = heard_by_all(claire, amel, bruno, stage.network)
    says(amel, voice, "withdrawn")
    yield claire
    says(amel, voice, "yes")


def news_of_a_series(stage: Stage) -> tuple[Series, Resource]:
    """Amel follows a series, and something is published in it."""
    series = a_series()
    stage.act("Amel", follow_series, series=series)
    return series, published(stage.person("Claire"), stage.network, series=series)


@door("published")
def reading_what_was_published(stage: Stage) -> Steps:
    _series, made = news_of_a_series(stage)
    yield stage.person("Amel")
    assert stage.as_person(stage.person("Amel")).get(made.path).status_code == 200


@door("published")
def looking_at_its_series(stage: Stage) -> Steps:
    series, _made = news_of_a_series(stage)
    yield stage.person("Amel")
    assert stage.as_person(stage.person("Amel")).get(series.path).status_code == 200


@door("published")
def following_no_longer(stage: Stage) -> Steps:
    series, _made = news_of_a_series(stage)
    yield stage.person("Amel")
    stage.post("Amel", f"{series.path}unfollow/")
