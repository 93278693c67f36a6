"""What is said in a recording, written: captions, transcript, chapters."""

import re
from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from entrepairs.ledger.actions import note_deed
from entrepairs.library.actions import is_public
from entrepairs.library.models import Resource
from entrepairs.recordings import captions, search_entries
from entrepairs.recordings.captions import Cue, Unreadable
from entrepairs.recordings.models import Captions, Chapter, Segment
from entrepairs.recordings.paragraphs import paragraphs
from entrepairs.search.index import shelve

CHAPTERS = 200


@transaction.atomic
def write_captions(
    *, resource: Resource, language: str, cues: Sequence[Cue], once: UUID | None, by: int
) -> list[Segment]:
    """In place of those in the same language: the captions, the transcript made from them, what is found by them."""
    note_deed(verb="write_captions", room="recordings", by=by, object_key=resource.key, once=once)
    row = Resource.objects.select_for_update(of=("self",)).get(pk=resource.pk)
    Segment.objects.filter(resource=row, language=language).delete()
    Captions.objects.filter(resource=row, language=language).delete()
    Captions.objects.create(resource=row, language=language, vtt=captions.written(cues))
    said = Segment.objects.bulk_create(
        Segment(
            resource=row,
            language=language,
            starts=one.starts,
            ends=one.ends,
            voice=one.voice,
            words=one.words,
        )
        for one in paragraphs(cues)
    )
    touch(row)
    return said


def rename(resource: Resource, before: str, after: str) -> None:
    """Whoever is called so in its captions and transcript has another name, there and in what is found by it."""
    for row in Captions.objects.filter(resource=resource):
        row.vtt = row.vtt.replace(
            f"\n{captions.said_by(before)}", f"\n{captions.said_by(captions.plain(after))}"
        )
        row.save(update_fields=["vtt"])
    Segment.objects.filter(resource=resource, voice=before).update(voice=captions.plain(after))
    touch(resource)


@transaction.atomic
def remove_captions(*, resource: Resource, language: str, once: UUID | None, by: int) -> None:
    note_deed(verb="remove_captions", room="recordings", by=by, object_key=resource.key, once=once)
    Segment.objects.filter(resource=resource, language=language).delete()
    Captions.objects.filter(resource=resource, language=language).delete()
    touch(resource)


@transaction.atomic
def write_chapters(
    *, resource: Resource, chapters: Collection[tuple[int, str]], once: UUID | None, by: int
) -> None:
    """In place of those there were. Milliseconds and title."""
    note_deed(verb="write_chapters", room="recordings", by=by, object_key=resource.key, once=once)
    Chapter.objects.filter(resource=resource).delete()
    Chapter.objects.bulk_create(
        Chapter(resource=resource, starts=at, title=title) for at, title in chapters
    )
    touch(resource)


def touch(resource: Resource) -> None:
    """Changed, for those who ask what did; its words are found from now on, if it is for everyone."""
    Resource.objects.filter(pk=resource.pk).update(changed_at=timezone.now())
    row = Resource.objects.get(pk=resource.pk)
    if is_public(row):
        shelve(*search_entries.found_in([row]))


def chapters_of(text: str) -> list[tuple[int, str]]:
    """One a line, "12:34 Title"; or a WebVTT file of chapters."""
    text = text.replace("\r\n", "\n").lstrip("\ufeff")
    if text.startswith("WEBVTT"):
        found = [(cue.starts, cue.words) for cue in captions.read(text.encode()).cues]
    else:
        found = [
            chapter(number, line.strip())
            for number, line in enumerate(text.split("\n"), 1)
            if line.strip()
        ]
    if len(found) > CHAPTERS:
        raise Unreadable(0, _("At most %(n)s chapters.") % {"n": CHAPTERS})
    if len({at for at, _title in found}) < len(found):
        raise Unreadable(0, _("Two chapters begin at the same moment."))
    return sorted((at, title[:200]) for at, title in found)


def chapter(number: int, line: str) -> tuple[int, str]:
    match = captions.TIMED.match(line)
    title = captions.plain(re.sub(r"^[-–—:·]\s*", "", match["rest"])) if match else ""
    if match is None or not title:
        raise Unreadable(number, _("write the time, then the title: 12:34 What helps."))
    return captions.milliseconds(number, match), title
