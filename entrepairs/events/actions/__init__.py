"""What organisers do, one file a thing. Each action is one transaction and one deed."""

from entrepairs.events.actions.events import begin, cancel, change, publish
from entrepairs.events.actions.materials import add_material, move_material, remove_material
from entrepairs.events.actions.programme import (
    add_session,
    add_talk,
    change_session,
    change_talk,
    move_session,
    put_back,
    remove_session,
    remove_talk,
)
from entrepairs.events.actions.rooms import (
    add_room,
    add_track,
    change_room,
    change_track,
    remove_room,
    remove_track,
)
from entrepairs.events.actions.speakers import change_speaker, remove_speaker

__all__ = [
    "add_material", "add_room", "add_session", "add_talk", "add_track", "begin", "cancel", "change", "change_room", "change_session",
    "change_speaker", "change_talk", "change_track", "move_material", "move_session", "publish", "put_back", "remove_material", "remove_room", "remove_session",
    "remove_speaker", "remove_talk", "remove_track",
]  # fmt: skip
