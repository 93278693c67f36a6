"""Weight of a page on the wire: alone, and with everything that a first visit fetches."""

import re
from urllib.parse import urljoin

from bench.instance import Instance

WANTED = re.compile(r'<(?:link|script|img)\b[^>]*?\b(?:href|src)="([^"]+)"[^>]*>')
IN_STYLES = re.compile(r'url\("?([^")]+)"?\)')
BROWSER = "gzip, deflate, br, zstd"
BR_IN_CLEAR = "gzip"  # browsers only ask for Brotli where the connection is secure


def weigh_page(instance: Instance, path: str, session: str, *, secure: bool) -> tuple[float, float]:
    """Kilobytes of a first visit, and of a later one, whose files are kept for a year."""
    encodings = BROWSER if secure else BR_IN_CLEAR
    page = instance.get(path, session, encodings)
    plain = instance.get(path, session).body.decode()
    files: dict[str, float] = {}
    for tag in WANTED.finditer(plain):
        if 'rel="alternate"' not in tag[0] and 'rel="canonical"' not in tag[0]:
            fetch_file(instance, urljoin(path, tag[1]), encodings, files)
    return (page.size + sum(files.values())) / 1024, page.size / 1024


def fetch_file(instance: Instance, path: str, encodings: str, files: dict[str, float]) -> None:
    """A file, and those its styles name."""
    if path in files or not path.startswith("/static/"):
        return
    files[path] = instance.get(path, encodings=encodings).size
    if path.endswith(".css"):
        for name in IN_STYLES.findall(instance.get(path).body.decode()):
            fetch_file(instance, urljoin(path, name), encodings, files)
