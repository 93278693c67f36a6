"""schema.org in JSON-LD, as search engines read it: a block that is no script."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

SCHEMA = "https://schema.org/"
# Nothing in the block may end it or begin another.
ESCAPES = {
    ord("<"): "\\u003C",
    ord(">"): "\\u003E",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


def json_block(told: dict[str, Any]) -> SafeString:
    words = json.dumps({"@context": "https://schema.org", **told}, ensure_ascii=False)
    safe = words.translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{safe}</script>')
