"""Reading recordings: under whatever hat is worn, so each answer is what that person may hear."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db.models import BooleanField, F, Func, Prefetch, Q, QuerySet, Value
from django.db.models.fields import CharField, IntegerField, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from entrepairs.library.models import File, Resource, ResourceOwner
from entrepairs.library.queries import language_name
from entrepairs.people.models import Affiliation, Membership
from entrepairs.recordings.models import Captions, Chapter, Consent, Cut, Segment, Voice, clock
from entrepairs.search import search

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
    segments: list[tuple[int, str, str]] = field(default_factory=list)  # second, who, what is said
    language: str = ""  # of the transcript that is shown
    found: list[int] = field(default_factory=list)  # seconds at which is said what is looked for

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
    def moments(self) -> list[tuple[int, str]]:
        return [(second, clock(second)) for second in self.found]

    @property
    def paragraphs(self) -> Iterator[dict[str, Any]]:
        """With who speaks, when that changes, and an anchor for the first of each second."""
        speaker, before = "", -1
        for second, voice, words in self.segments:
            yield {
                "second": second,
                "clock": clock(second),
                "words": words,
                "voice": voice if voice != speaker else "",
                "anchor": second != before,
                "found": second in self.found,
            }
            speaker, before = voice, second


def media() -> QuerySet[File]:
    """What can be played, the newest first."""
    return File.objects.filter(MEDIUM).order_by("-ready_at", "-id")


def newest(files: Iterable[File]) -> File | None:
    """Of these, the one that is played."""
    played = [
        one
        for one in files
        if one.use == File.Use.ORIGINAL and one.media_type.startswith(("audio/", "video/"))
    ]
    return max(played, key=lambda one: (one.ready_at, one.pk), default=None)


def medium_of(resource: Resource) -> File | None:
    return media().filter(resource=resource).first()


def spoken_in(query: Any, resources: Any) -> QuerySet[Any]:
    """Those of these things in which that is said."""
    found = Segment.objects.filter(search.Says(paragraph_words(), query), resource__in=resources)
    return found.values("resource")


def paragraph_words() -> Func:
    """What is said in a paragraph of a recording, as words to search."""
    return Func(
        *map(Value, ("", "", "")),
        F("words"),
        F("words"),
        function="library_words",
        output_field=SearchVectorField(),
    )


def said_at(resource: Resource, language: str, text: str) -> list[int]:
    """The seconds at which that is said, as the search understands it."""
    words = search.typed(text)
    if not (words.wanted or words.begun):
        return []
    found = Segment.objects.filter(
        search.Says(paragraph_words(), search.words_query(words)),
        resource=resource,
        language=language,
    )
    return [one // 1000 for one in found.values_list("starts", flat=True)]


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
    """Two questions, whatever there is; one when its files are known."""
    found = Heard(medium_of(resource) if files is None else newest(files))
    said: dict[str, list[tuple[int, str, str]]] = {}
    for kind, number, words, voice, language in parts_of(resource):
        if kind == "voice":
            found.voices.append(words)
        elif kind == "captions":
            found.languages.append(language)
        elif kind == "chapter":
            found.chapters.append((number // 1000, words))
        else:
            said.setdefault(language, []).append((number // 1000, voice, words))
    first = (
        resource.language
        if resource.language in found.languages
        else next(iter(found.languages), "")
    )
    found.language = wanted if wanted in found.languages else first
    found.segments = said.get(found.language, [])
    return found


def parts_of(resource: Resource) -> list[Any]:
    """Its voices, captions, chapters and paragraphs: kind, place in the order, words, voice, language."""

    def lines(rows: QuerySet[Any], number: Any, words: Any, voice: Any, language: Any) -> Any:
        kind = Value(rows.model.__name__.lower(), CharField())
        return (
            rows.filter(resource=resource)
            .order_by()
            .values_list(kind, number, words, voice, language)
        )

    nothing, zero = Value("", TextField()), Value(0, IntegerField())
    name, title = Cast("name", TextField()), Cast("title", TextField())
    found = lines(Voice.objects.filter(heard=True), F("order"), name, nothing, nothing).union(
        lines(Captions.objects.all(), zero, nothing, nothing, F("language")),
        lines(Chapter.objects.all(), F("starts"), title, nothing, nothing),
        lines(Segment.objects.all(), F("starts"), F("words"), F("voice"), F("language")),
        all=True,
    )
    return sorted(found.order_by(), key=lambda line: line[:2])


def voices() -> QuerySet[Voice]:
    """With how each is reached and what stands."""
    stand = Prefetch("consents", Consent.objects.filter(ended_at=None))
    return Voice.objects.select_related("asking", "asking__person").prefetch_related(stand)


def voices_of(resource: Resource) -> list[Voice]:
    return list(voices().filter(resource=resource))


class Mine(Func):
    """The voice is mine."""

    output_field = BooleanField()

    def __init__(self) -> None:
        super().__init__(F("id"), template="%(expressions)s = any((select my_voices())::bigint[])")


def my_voices() -> QuerySet[Voice]:
    """With what I am heard in; nothing in its place once I am not any more, and it is not for me to see."""
    return voices().filter(Mine()).prefetch_related("resource").order_by("-created_at", "-id")


def cuts() -> QuerySet[Cut]:
    """What is to be cut from what I prepare."""
    prepared = Func(F("voice_id"), function="prepares_voice", output_field=BooleanField())
    stand = Prefetch("voice__consents", Consent.objects.filter(ended_at=None))
    return Cut.objects.alias(prepared=prepared).filter(prepared=True, done_at=None).select_related("voice__resource").prefetch_related(stand)  # fmt: skip


def preparers(resource: Resource) -> Iterable[int]:
    """Whoever may change it: asked under the system hat."""
    if resource.own:
        return ResourceOwner.objects.filter(resource=resource).values_list("person_id", flat=True)
    now = timezone.now()
    there = Q(since__lte=now) & (Q(until__isnull=True) | Q(until__gt=now))
    if resource.circle_id:
        return Membership.objects.filter(there, circle=resource.circle_id).values_list(
            "person_id", flat=True
        )
    coordinators = Affiliation.objects.filter(
        there, organisation=resource.organisation_id, coordinator=True
    )
    return coordinators.values_list("person_id", flat=True)
