"""Reads of recordings, as the person whose hat is on: each answer is what that person may hear."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db.models import BooleanField, F, Func, Prefetch, Q, QuerySet, Value
from django.db.models.fields import CharField, IntegerField, TextField
from django.db.models.functions import Cast

from entrepairs.core.paging import whole_number
from entrepairs.library.models import File, Resource
from entrepairs.library.queries import language_name
from entrepairs.recordings.models import Captions, Chapter, Consent, Cut, Segment, Voice
from entrepairs.search import full_text
from entrepairs.ui.formats import time_code

MOMENTS = 30  # at which it is said, listed; the others are marked where they stand
PART = 20_000  # letters of a transcript on one page
MEDIUM = Q(use=File.Use.ORIGINAL, state=File.State.READY) & (
    Q(media_type__startswith="audio/") | Q(media_type__startswith="video/")
)


@dataclass(slots=True)
class Played:
    """A recording as its page plays it."""

    medium: File | None
    voices: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)  # of its captions
    chapters: list[tuple[int, str]] = field(default_factory=list)  # second, title
    segments: list[tuple[int, str, str]] = field(default_factory=list)  # second, who, what is said
    language: str = ""  # of the transcript that is shown
    found: list[int] = field(default_factory=list)  # seconds at which is said what is looked for
    part: int = 0  # of the transcript, the one that is shown; 0: all of it

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
        return [(second, time_code(second), title) for second, title in self.chapters]

    @property
    def moments(self) -> list[tuple[int, str]]:
        return [(second, time_code(second)) for second in self.found[:MOMENTS]]

    @property
    def parts(self) -> list[list[tuple[int, str, str]]]:
        """The transcript, in what a page holds: its first view stays under 100 KB."""
        found, letters = list[list[tuple[int, str, str]]](), PART
        for line in self.segments:
            letters += len(line[2])
            if letters > PART:
                found.append([])
                letters = len(line[2])
            found[-1].append(line)
        return found

    def show_part(self, asked: str, second: int | None) -> None:
        """The part that is asked for ("all": the whole), else the one where that second is."""
        begins = [part[0][0] for part in self.parts]
        number = whole_number(asked, digits=4) or 0
        if asked == "all" or len(begins) < 2:
            return
        said = sum(begin <= (second or 0) for begin in begins)
        self.part = number if 1 <= number <= len(begins) else max(said, 1)

    @property
    def paragraphs(self) -> Iterator[dict[str, Any]]:
        """With who speaks, when that changes, and an anchor for the first of each second."""
        speaker, before = "", -1
        for second, voice, words in self.parts[self.part - 1] if self.part else self.segments:
            yield {
                "second": second,
                "clock": time_code(second),
                "words": words,
                "voice": voice if voice != speaker else "",
                "anchor": second != before,
                "found": second in self.found,
            }
            speaker, before = voice, second


def playable_files() -> QuerySet[File]:
    """What can be played, the newest first."""
    return File.objects.filter(MEDIUM).order_by("-ready_at", "-id")


def newest_playable(files: Iterable[File]) -> File | None:
    playable = [
        file
        for file in files
        if file.use == File.Use.ORIGINAL and file.media_type.startswith(("audio/", "video/"))
    ]
    return max(playable, key=lambda file: (file.ready_at, file.pk), default=None)


def medium_of(resource: Resource) -> File | None:
    return playable_files().filter(resource=resource).first()


def resources_saying(query: Func, resources: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """Those of these resources in which that is said."""
    matches = full_text.Matches(segment_vector(), query)
    return Segment.objects.filter(matches, resource__in=resources).values("resource")


def segment_vector() -> Func:
    """The words of a paragraph, as the index of the search has them."""
    return Func(
        *map(Value, ("", "", "")),
        F("words"),
        F("words"),
        function="make_entry_vector",
        output_field=SearchVectorField(),
    )


def seconds_of(resource: Resource, language: str, text: str) -> list[int]:
    """The seconds at which that is said, as the search understands it."""
    parsed = full_text.parse_text(text)
    if not parsed:
        return []
    matches = full_text.Matches(segment_vector(), full_text.tsquery_of(parsed))
    found = Segment.objects.filter(matches, resource=resource, language=language)
    return [starts // 1000 for starts in found.values_list("starts", flat=True)]


def player_values(played: Played, address: str, start_at: str) -> dict[str, Any]:
    """What the player's template needs: where sound and words are, and where it begins."""
    start = whole_number(start_at, digits=6)
    return {
        "heard": played,
        "source": played.medium.path if played.medium else "",
        "words_at": address,
        "captions_at": f"{address}captions.",
        "start": start,
        "start_clock": time_code(start or 0),
    }


def load_played(
    resource: Resource, language: str = "", files: Sequence[File] | None = None
) -> Played:
    """Two statements, however much there is; one when its files are known."""
    played = Played(medium_of(resource) if files is None else newest_playable(files))
    segments: dict[str, list[tuple[int, str, str]]] = {}
    for kind, number, words, voice, written_in in parts_of(resource):
        if kind == "voice":
            played.voices.append(words)
        elif kind == "captions":
            played.languages.append(written_in)
        elif kind == "chapter":
            played.chapters.append((number // 1000, words))
        else:
            segments.setdefault(written_in, []).append((number // 1000, voice, words))
    for wanted in (language, resource.language, *played.languages):
        if wanted in played.languages:
            played.language = wanted
            break
    played.segments = segments.get(played.language, [])
    return played


def parts_of(resource: Resource) -> list[Any]:
    """Its voices, captions, chapters and paragraphs: kind, order, words, voice, language."""

    def lines_of(rows: QuerySet[Any], number: Any, words: Any, voice: Any, language: Any) -> Any:
        kind = Value(rows.model.__name__.lower(), CharField())
        return (
            rows.filter(resource=resource)
            .order_by()
            .values_list(kind, number, words, voice, language)
        )

    nothing, zero = Value("", TextField()), Value(0, IntegerField())
    name, title = Cast("name", TextField()), Cast("title", TextField())
    found = lines_of(Voice.objects.filter(heard=True), F("order"), name, nothing, nothing).union(
        lines_of(Captions.objects.all(), zero, nothing, nothing, F("language")),
        lines_of(Chapter.objects.all(), F("starts"), title, nothing, nothing),
        lines_of(Segment.objects.all(), F("starts"), F("words"), F("voice"), F("language")),
        all=True,
    )
    return sorted(found.order_by(), key=lambda line: line[:2])


def names_heard(resources: Collection[Resource]) -> Iterable[tuple[int, str]]:
    """Each with the resource in which it is heard, in the order in which they were named."""
    voices = Voice.objects.filter(heard=True, resource__in=[row.pk for row in resources])
    return voices.order_by("order", "id").values_list("resource_id", "name")


def voices_with_answers() -> QuerySet[Voice]:
    """With how each is reached, and the consents that stand."""
    standing = Prefetch("consents", Consent.objects.filter(ended_at=None))
    return Voice.objects.select_related("asking", "asking__person").prefetch_related(standing)


class IsMyVoice(Func):
    """Put to me as a person, or reached by the private address that I hold."""

    output_field = BooleanField()

    def __init__(self) -> None:
        super().__init__(F("id"), template="%(expressions)s = any((select my_voices())::bigint[])")


def my_voices() -> QuerySet[Voice]:
    """No person is given: at a private address there is none.

    Without a resource once I am not heard in it any more, and it is not for me to see.
    """
    mine = voices_with_answers().filter(IsMyVoice()).prefetch_related("resource")
    return mine.order_by("-created_at", "-id")


def cuts_to_make() -> QuerySet[Cut]:
    """What is to be cut from what this person prepares."""
    prepared = Func(F("voice_id"), function="prepares_voice", output_field=BooleanField())
    standing = Prefetch("voice__consents", Consent.objects.filter(ended_at=None))
    waiting = Cut.objects.alias(prepared=prepared).filter(prepared=True, done_at=None)
    return waiting.select_related("voice__resource").prefetch_related(standing)


def standing_consents(voice: Voice) -> dict[str, Consent]:
    """By channel."""
    return {
        consent.channel: consent for consent in voice.consents.all() if consent.ended_at is None
    }
