"""Languages of a programme: as files name them, and guessed from the words when they do not."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any

from babel import Locale
from babel.core import get_global

OWN = ("fr", "en")  # each has its own columns
# Small words that few other languages have.
SMALL_WORDS = {
    "fr": "le la les des du une est dans pour par avec sur qui et aux ce cette nous vous être à où",
    "en": "the of and to is for with on this that are we you how from by what your its an at",
    "de": "der die das und ist nicht mit von den dem ein eine für auf im zu wir wie des sich",
    "es": "el los las del una que y con por para en su como se más está son nosotros al",
    "it": "il gli della di che una con per sono nel è del si come alla dei le nella",
    "pt": "o os uma das dos e com por para em não como ao à são mais da do na",
    "nl": "het een van en is niet met voor op de dat wij aan ook te bij zijn hoe",
}


def language_of(text: Any) -> str:
    """fr, en, de: of fr-FR, de_formal, fra, “Français”, “German”."""
    plain = str(text or "").strip().lower()
    code = re.split(r"[-_]", plain)[0]
    if not code or plain in {"none", "null", "und", "mul"}:
        return ""
    is_code = code.isascii() and code.isalpha()
    if is_code and len(code) == 2:
        return code
    unknown = code if is_code and len(code) == 3 else ""
    return language_names().get(plain) or _three_letters(code) or unknown


def _three_letters(code: str) -> str:
    alias = get_global("language_aliases").get(code)
    return str(alias) if alias and len(str(alias)) == 2 else ""


def column_in(name: str, language: str) -> str:
    """Where words of that language are kept."""
    return f"{name}_{language}" if language in OWN else f"{name}_other"


@cache
def country_of(text: str) -> str:
    """FR: of FR, fr, France, Frankreich."""
    if not text:
        return ""
    if len(text) == 2 and text.isalpha():
        return text.upper()
    for language in SMALL_WORDS:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and str(name).casefold() == text.casefold():
                return str(code)
    return ""


_names: dict[str, str] = {}


def language_names() -> dict[str, str]:
    """What languages are called in French, in English, and in themselves: the names' codes."""
    if not _names:
        for own in ("fr", "en", *SMALL_WORDS):
            _names.update(
                {str(n).lower(): c for c, n in Locale(own).languages.items() if len(c) < 4}
            )
        for code in SMALL_WORDS:
            _names[str(Locale(code).languages[code]).lower()] = code
    return _names


def most_spoken(languages: Iterable[Any]) -> str:
    """The language that most entries of a file are said to be in, if any is."""
    said = Counter(filter(None, map(language_of, languages)))
    return max(sorted(said), key=said.__getitem__) if said else ""


def guess_language(texts: Iterable[str]) -> str:
    """The language whose small words are met most, if any is by far."""
    met: Counter[str] = Counter(dict.fromkeys(SMALL_WORDS, 0))
    for text in texts:
        words = set(re.findall(r"[^\W\d_]+", text.lower()))
        for language, small in SMALL_WORDS.items():
            met[language] += len(words & set(small.split()))
    (first, count), (_second, next_count) = met.most_common(2)
    return first if count > 2 and count > 1.3 * next_count else ""
