"""Every address of the site, for tests that walk them all."""

from typing import Any

from django.urls import URLPattern, URLResolver

SAMPLES = {
    "int": "1",
    "str": "nobody",
    "slug": "nobody",
    "uuid": "00000000-0000-0000-0000-000000000000",
    "path": "x",
}


def addresses(resolver: URLResolver, before: str = "") -> list[tuple[str, Any]]:
    """Every address of the site, with a value in each place for one."""
    found: list[tuple[str, Any]] = []
    for entry in resolver.url_patterns:
        text = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            found += addresses(entry, text)
        elif isinstance(entry, URLPattern):
            filled = text
            for name, converter in entry.pattern.converters.items():
                kind = (
                    type(converter)
                    .__name__.removesuffix("Converter")
                    .lower()
                    .replace("string", "str")
                )
                filled = filled.replace(f"<{kind}:{name}>", SAMPLES.get(kind, "nobody")).replace(
                    f"<{name}>", "nobody"
                )
            found.append((filled, entry.callback))
    return found
