"""What an import left in two places at one time, knowingly: for those who prepare the event."""

from collections.abc import Iterable

from entrepairs.events.models import Session, Talk, TalkSpeaker


def find_room_mates(sessions: Iterable[Session]) -> dict[int, list[Session]]:
    """Marked session -> those that have its room at that time; one query, if any is marked."""
    marked = [session for session in sessions if session.collides]
    rooms = {session.room_id for session in marked}
    others = Session.objects.filter(room__in=rooms).order_by("starts_at", "order", "pk")
    rows = list(others) if marked else []
    return {
        one.pk: [row for row in rows if row.room_id == one.room_id and meet(one, row)]
        for one in marked
    }


def find_double_bookings(speakings: Iterable[TalkSpeaker]) -> dict[int, list[tuple[str, Talk]]]:
    """Talk -> who of it is marked, and in which other talk they speak then; one query at most."""
    marked = [speaking for speaking in speakings if speaking.collides]
    others = TalkSpeaker.objects.filter(speaker__in={one.speaker_id for one in marked})
    rows = list(others.select_related("talk").order_by("starts_at", "pk")) if marked else []
    found: dict[int, list[tuple[str, Talk]]] = {}
    for one in marked:
        same = (row for row in rows if row.speaker_id == one.speaker_id and meet(one, row))
        found.setdefault(one.talk_id, []).extend((one.speaker.name, row.talk) for row in same)
    return found


def meet[R: (Session, TalkSpeaker)](one: R, other: R) -> bool:
    """Whether these two share some of their time."""
    if not (one.starts_at and one.ends_at and other.starts_at and other.ends_at):
        return False
    return one.pk != other.pk and one.starts_at < other.ends_at and other.starts_at < one.ends_at
