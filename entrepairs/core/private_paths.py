"""Paths that are nobody's to harvest, and those that are secrets: rooms declare theirs in their
AppConfig.ready()."""

_private: list[str] = []
_secret: list[str] = []


def keep_private(*paths: str) -> None:
    """Below these a stranger reads nothing: programs that read pages need not come."""
    _private.extend(paths)


def keep_secret(*prefixes: str) -> None:
    """What follows these in an address opens something by itself: it is in no log, and in no
    harvest. README tells proxies the same."""
    _secret.extend(prefixes)


def private_paths() -> tuple[str, ...]:
    """As robots.txt says them: none twice, none within another."""
    paths = sorted({*_private, *(path for path in _secret if "?" not in path)})
    return tuple(one for one in paths if not any(one != o and one.startswith(o) for o in paths))


def secret_paths() -> tuple[str, ...]:
    return tuple(sorted(_secret))
