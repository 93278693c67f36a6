"""What an import left in two places at one time, knowingly: for those who prepare the event."""

from collections.abc import Iterable

from entrepairs.events.models import Session, Talk, TalkSpeaker


def find_room_mates(sessions: Iterable[Session]) -> dict[int, list[Session]]:
    """Marked session -> those that have its room at that time; one query, if any is marked."""
    marked = [session for session in sessions if session.collides]
    if not marked:
        return {}
    others = Session.objects.filter(
        room__in={session.room_id for session in marked}, starts_at__isnull=False
    ).order_by("starts_at", "order", "pk")
    rows = list(others)
    return {
        session.pk: [
            other
            for other in rows
            if other.pk != session.pk and other.room_id == session.room_id and meet(session, other)
        ]
        for session in marked
    }


def find_double_bookings(speakings: Iterable[TalkSpeaker]) -> dict[int, list[tuple[str, Talk]]]:
    """Talk -> who of it is marked, and in which other talk they speak then; one query at most."""
    marked = [speaking for speaking in speakings if speaking.collides]
    found: dict[int, list[tuple[str, Talk]]] = {}
    if not marked:
        return found
    others = TalkSpeaker.objects.filter(
        speaker__in={speaking.speaker_id for speaking in marked}, starts_at__isnull=False
    )
    rows = list(others.select_related("talk").order_by("starts_at", "talk__order", "pk"))
    for speaking in marked:
        found.setdefault(speaking.talk_id, []).extend(
            (speaking.speaker.name, other.talk)
            for other in rows
            if other.pk != speaking.pk
            and other.speaker_id == speaking.speaker_id
            and meet(speaking, other)
        )
    return found


def meet[R: (Session, TalkSpeaker)](one: R, other: R) -> bool:
    """Whether they share some of their time."""
    if not (one.starts_at and one.ends_at and other.starts_at and other.ends_at):
        return False
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at
