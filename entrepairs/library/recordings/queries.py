"""Reading recordings: under whatever hat is worn, so each answer is what that person may hear."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BooleanField, F, Func, Prefetch, Q, QuerySet, Value
from django.db.models.fields import CharField, IntegerField
from django.utils import timezone

from entrepairs.library.models import Captions, Chapter, Consent, Cut, File, Keeper, Resource, Segment, Voice
from entrepairs.library.models.recordings import clock
from entrepairs.library.queries import language_name
from entrepairs.people.models import Affiliation, Membership

MEDIUM = Q(use=File.Use.ORIGINAL, state=File.State.READY) & (
    Q(media_type__startswith="audio/") | Q(media_type__startswith="video/")
)


@dataclass(slots=True)
class Heard:
    """A recording as its page plays it."""

    medium: File | None
    voices: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)  # of its captions
    chapters: list[tuple[int, str]] = field(default_factory=list)  # second, title
    segments: list[Segment] = field(default_factory=list)
    language: str = ""  # of the transcript that is shown

    def __bool__(self) -> bool:
        return self.medium is not None or bool(self.segments)

    @property
    def video(self) -> bool:
        return self.medium is not None and self.medium.media_type.startswith("video/")

    @property
    def tracks(self) -> list[dict[str, str]]:
        return [{"code": code, "name": language_name(code)} for code in self.languages]

    @property
    def contents(self) -> list[tuple[int, str, str]]:
        return [(second, clock(second), title) for second, title in self.chapters]

    @property
    def paragraphs(self) -> Iterator[dict[str, Any]]:
        """With who speaks, when that changes, and an anchor for the first of each second."""
        voice, second = "", -1
        for one in self.segments:
            yield {
                "second": one.second,
                "clock": clock(one.second),
                "words": one.words,
                "voice": one.voice if one.voice != voice else "",
                "anchor": one.second != second,
            }
            voice, second = one.voice, one.second


def media() -> QuerySet[File]:
    """What can be played, the newest first."""
    return File.objects.filter(MEDIUM).order_by("-ready_at", "-id")


def newest(files: Iterable[File]) -> File | None:
    """Of these, the one that is played."""
    played = [one for one in files if one.use == File.Use.ORIGINAL and one.media_type.startswith(("audio/", "video/"))]
    return max(played, key=lambda one: (one.ready_at, one.pk), default=None)


def medium_of(resource: Resource) -> File | None:
    return media().filter(resource=resource).first()


def playing(shown: Heard, address: str, asked: str) -> dict[str, Any]:
    """What the player needs: where its sound and words are (the page may say elsewhere), and where it begins."""
    start = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else None
    return {
        "heard": shown,
        "source": shown.medium.path if shown.medium else "",
        "words_at": address,
        "captions_at": f"{address}captions.",
        "start": start,
        "start_clock": clock(start or 0),
    }


def heard(resource: Resource, wanted: str = "", files: Sequence[File] | None = None) -> Heard:
    """Three questions, whatever there is; two when its files are known."""
    found = Heard(medium_of(resource) if files is None else newest(files))
    for kind, number, words in parts_of(resource):
        if kind == "voice":
            found.voices.append(words)
        elif kind == "captions":
            found.languages.append(words)
        else:
            found.chapters.append((number // 1000, words))
    first = resource.language if resource.language in found.languages else next(iter(found.languages), "")
    found.language = wanted if wanted in found.languages else first
    if found.languages:
        found.segments = list(Segment.objects.filter(resource=resource, language=found.language))
    return found


def parts_of(resource: Resource) -> Any:
    def lines(kind: str, rows: QuerySet[Any], number: Any, words: str) -> Any:
        columns = {"kind": Value(kind, CharField()), "number": number, "said": F(words)}
        return rows.filter(resource=resource).order_by().values_list(*columns.values())

    zero = Value(0, IntegerField())
    return lines("voice", Voice.objects.filter(heard=True), F("order"), "name").union(
        lines("captions", Captions.objects.all(), zero, "language"),
        lines("chapter", Chapter.objects.all(), F("starts"), "title"),
        all=True,
    ).order_by(1, 2)  # fmt: skip


def voices() -> QuerySet[Voice]:
    """With how each is reached and what stands."""
    stand = Prefetch("consents", Consent.objects.filter(ended_at=None))
    return Voice.objects.select_related("asking", "asking__person", "resource").prefetch_related(stand)


def voices_of(resource: Resource) -> list[Voice]:
    return list(voices().filter(resource=resource))


class Mine(Func):
    """The voice is mine."""

    output_field = BooleanField()

    def __init__(self) -> None:
        super().__init__(F("id"), template="%(expressions)s = any((select my_voices())::bigint[])")


def my_voices() -> QuerySet[Voice]:
    return voices().filter(Mine()).order_by("-created_at", "-id")


def cuts() -> QuerySet[Cut]:
    """What is to be cut from what I prepare."""
    prepared = Func(F("voice_id"), function="prepares_voice", output_field=BooleanField())
    stand = Prefetch("voice__consents", Consent.objects.filter(ended_at=None))
    return Cut.objects.alias(prepared=prepared).filter(prepared=True, done_at=None).select_related("voice__resource").prefetch_related(stand)  # fmt: skip


def preparers(resource: Resource) -> Iterable[int]:
    """Whoever may change it: asked under the system hat."""
    if resource.own:
        return Keeper.objects.filter(resource=resource).values_list("person_id", flat=True)
    now = timezone.now()
    there = Q(since__lte=now) & (Q(until__isnull=True) | Q(until__gt=now))
    if resource.circle_id:
        return Membership.objects.filter(there, circle=resource.circle_id).values_list("person_id", flat=True)
    coordinators = Affiliation.objects.filter(there, organisation=resource.organisation_id, coordinator=True)
    return coordinators.values_list("person_id", flat=True)
