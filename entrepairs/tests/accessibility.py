"""The accessibility statement's figures, from what axe just found on every page.

`make accessibility` runs every_page.py with ENTREPAIRS_AXE_LOG, then this, which writes
ui/data/accessibility.json.
"""

import datetime as dt
import json
import os
import re
from pathlib import Path

from axe_playwright_python.base import AXE_FILE_PATH

FILE = Path(__file__).resolve().parent.parent / "ui" / "data" / "accessibility.json"


def axe_version() -> str:
    found = re.search(r"axe v([0-9.]+)", Path(AXE_FILE_PATH).read_text()[:200])
    return found[1] if found else ""


def write(log: Path) -> None:
    """Pages are counted once, by their address without its keys."""
    faults: dict[str, int] = {}
    for line in log.read_text().splitlines():
        number, _, page = line.partition(" ")
        faults[page] = faults.get(page, 0) + int(number)
    told = {
        "checked_on": dt.datetime.now(dt.UTC).date().isoformat(),
        "source": "make accessibility",
        "axe": axe_version(),
        "pages": len(faults),
        "violations": sum(faults.values()),
    }
    FILE.write_text(json.dumps(told, indent=1) + "\n")


if __name__ == "__main__":
    write(Path(os.environ["ENTREPAIRS_AXE_LOG"]))
