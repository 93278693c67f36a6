"""Forms of organisers, one file a thing."""

from entrepairs.events.forms.event import EventForm
from entrepairs.events.forms.materials import MaterialForm
from entrepairs.events.forms.parts import RoomForm, SpeakerForm, TrackForm
from entrepairs.events.forms.programme import SessionForm, TalkForm
from entrepairs.events.forms.rows import line_in, text_in
from entrepairs.vocabulary.choices import countries, languages

__all__ = [
    "EventForm",
    "MaterialForm",
    "RoomForm",
    "SessionForm",
    "SpeakerForm",
    "TalkForm",
    "TrackForm",
    "countries",
    "languages",
    "line_in",
    "text_in",
]
