"""Actions on what is said in a recording: captions, the transcript made from them, chapters."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy

from entrepairs.ledger.actions import note_deed
from entrepairs.ledger.transactions import action, lock_row
from entrepairs.ledger.verbs import NOT_TOLD, Verb
from entrepairs.library.models import Resource
from entrepairs.recordings import captions, search_entries
from entrepairs.recordings.captions import Cue
from entrepairs.recordings.models import Captions, Chapter, Segment
from entrepairs.recordings.paragraphs import group_paragraphs
from entrepairs.search.index import index_entries

WRITE_CAPTIONS = Verb(
    "recordings",
    "write_captions",
    gettext_lazy("You wrote the transcript of a recording"),
    NOT_TOLD,
)


@action
def write_captions(
    *,
    resource: Resource,
    language: str,
    cues: Sequence[Cue],
    by: int,
    once: UUID | None = None,
) -> list[Segment]:
    """Captions and transcript, in place of those in the same language."""
    note_deed(WRITE_CAPTIONS, by=by, object_key=resource.key, once=once)
    row = lock_row(Resource.objects.filter(pk=resource.pk))
    _delete_captions(row, language)
    Captions.objects.create(resource=row, language=language, vtt=captions.write_webvtt(cues))
    segments = Segment.objects.bulk_create(
        Segment(
            resource=row,
            language=language,
            starts=part.starts,
            ends=part.ends,
            voice=part.voice,
            words=part.words,
        )
        for part in group_paragraphs(cues)
    )
    mark_changed(row)
    return segments


REMOVE_CAPTIONS = Verb(
    "recordings",
    "remove_captions",
    gettext_lazy("You removed the transcript of a recording"),
    NOT_TOLD,
)


@action
def remove_captions(
    *, resource: Resource, language: str, by: int, once: UUID | None = None
) -> None:
    note_deed(REMOVE_CAPTIONS, by=by, object_key=resource.key, once=once)
    _delete_captions(resource, language)
    mark_changed(resource)


WRITE_CHAPTERS = Verb(
    "recordings",
    "write_chapters",
    gettext_lazy("You wrote the chapters of a recording"),
    NOT_TOLD,
)


@action
def write_chapters(
    *,
    resource: Resource,
    chapters: Collection[tuple[int, str]],
    by: int,
    once: UUID | None = None,
) -> None:
    """In place of those there were. Milliseconds and title."""
    note_deed(WRITE_CHAPTERS, by=by, object_key=resource.key, once=once)
    Chapter.objects.filter(resource=resource).delete()
    Chapter.objects.bulk_create(
        Chapter(resource=resource, starts=at, title=title) for at, title in chapters
    )
    mark_changed(resource)


def rename_speaker(resource: Resource, before: str, after: str) -> None:
    """Another name in captions, transcript and search, for those called `before` there."""
    after = captions.plain_text(after)
    former, new = f"\n{captions.voice_tag(before)}", f"\n{captions.voice_tag(after)}"
    for row in Captions.objects.filter(resource=resource):
        row.vtt = row.vtt.replace(former, new)
        row.save(update_fields=["vtt"])
    Segment.objects.filter(resource=resource, voice=before).update(voice=after)
    mark_changed(resource)


def mark_changed(resource: Resource) -> None:
    """Harvesters ask for what changed; what is said is found from now on, if it is for everyone."""
    Resource.objects.filter(pk=resource.pk).update(changed_at=timezone.now())
    row = Resource.objects.get(pk=resource.pk)
    if row.is_public:
        index_entries(*search_entries.entries_in([row]))


def _delete_captions(resource: Resource, language: str) -> None:
    Segment.objects.filter(resource=resource, language=language).delete()
    Captions.objects.filter(resource=resource, language=language).delete()
