"""What is heard or seen and is kept on another site: its player, for after the press that asks for
it."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from django.urls import reverse

from entrepairs.core.requests import Request
from entrepairs.library.models import File, Resource

FILE = Path(__file__).parent / "data" / "video_hosts.yaml"
HOST = re.compile(r"[a-zA-Z0-9.-]+")  # it is written in a header: nothing ends it there
SOUNDS, FILMS = {"mp3", "m4a", "ogg", "oga", "opus", "wav", "flac"}, {"mp4", "m4v", "webm", "ogv"}
PLAYED = {Resource.Kind.RECORDING, Resource.Kind.TESTIMONY, Resource.Kind.LINK}


@dataclass(frozen=True, slots=True)
class Player:
    """Where it is kept, and the address of what plays it there."""

    name: str
    address: str
    asks_origin: bool = False  # the site plays nothing when it is not told where one comes from
    sound: bool = False
    film: bool = False  # a file that the browser itself plays

    @property
    def origin(self) -> str:
        """What the page lets in, and nothing else."""
        return f"https://{urlsplit(self.address).netloc}"


@cache
def video_hosts() -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    lines = yaml.safe_load(FILE.read_text(encoding="utf-8"))["hosts"]
    return [(re.compile(line["match"]), line) for line in lines]


def find_player(address: str) -> Player | None:
    """Nothing for what this site cannot play: it has a link to where it is."""
    scheme, _colons, rest = address.partition("://")
    parts = urlsplit(address)
    if scheme != "https" or not HOST.fullmatch(parts.netloc):
        return None
    for pattern, line in video_hosts():
        if found := pattern.match(rest):
            name = line["name"] or str(parts.hostname)
            return Player(name, line["player"].format(**found.groupdict()), line["asks_origin"])
    end = parts.path.rpartition(".")[2].lower()
    if end in SOUNDS | FILMS:
        return Player(str(parts.hostname), address, sound=end in SOUNDS, film=end in FILMS)
    return None


def page_parts(_request: Request, shown: Resource, _files: list[File]) -> dict[str, Any]:
    """A link to the page that plays it, and where it is kept. Nothing is asked of that site."""
    player = find_player(shown.url) if shown.kind in PLAYED and shown.url else None
    if player is None:
        return {}
    return {"elsewhere": player, "play_at": reverse("recordings:play", args=[shown.key])}
