"""Folders outside the program: an installed one may be read-only, and what is kept outlives it."""

import os
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2]


def from_sources(sources: Path = SOURCES) -> bool:
    """Whether this runs from a folder of sources; an installed package has none beside it."""
    return (sources / "pyproject.toml").is_file()


def usual_data_folder(sources: Path = SOURCES) -> Path:
    """The data folder when none is named: `data/` of the sources, else where the system keeps the
    state of a user's programs."""
    if from_sources(sources):
        return sources / "data"
    state = Path(os.environ.get("XDG_STATE_HOME") or "")
    return (state if state.is_absolute() else Path.home() / ".local/state") / "entrepairs"


def data_folder() -> Path:
    """The data folder, as the environment names it."""
    return Path(os.environ.get("ENTREPAIRS_DATA") or usual_data_folder())


def static_folder() -> Path:
    """Collected static files: made again from the program whenever it changes."""
    return Path(os.environ.get("ENTREPAIRS_STATIC") or data_folder() / "static")
