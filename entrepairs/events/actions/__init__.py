"""What organisers do, one file a thing. Each action is one transaction and one deed."""

from entrepairs.events.actions.events import (
    begin_event,
    cancel_event,
    change_event,
    publish_event,
)
from entrepairs.events.actions.materials import add_material, move_material, remove_material
from entrepairs.events.actions.rooms import (
    add_room,
    add_track,
    change_room,
    change_track,
    remove_room,
    remove_track,
)
from entrepairs.events.actions.sessions import (
    add_session,
    change_session,
    move_session,
    put_session_back,
    remove_session,
)
from entrepairs.events.actions.speakers import change_speaker, remove_speaker
from entrepairs.events.actions.talks import add_talk, change_talk, remove_talk

__all__ = [
    "add_material",
    "add_room",
    "add_session",
    "add_talk",
    "add_track",
    "begin_event",
    "cancel_event",
    "change_event",
    "change_room",
    "change_session",
    "change_speaker",
    "change_talk",
    "change_track",
    "move_material",
    "move_session",
    "publish_event",
    "put_session_back",
    "remove_material",
    "remove_room",
    "remove_session",
    "remove_speaker",
    "remove_talk",
    "remove_track",
]
