"""Words in the language they were written in, marked when that is not the language of the page."""

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from entrepairs.core.bilingual import Said
from entrepairs.ui.markdown import markdown


def spoken(words: Said) -> SafeString:
    """Marked with their language when it is not the page's, to be read aloud as they should."""
    if not words.foreign:
        return escape(words.text)
    return format_html('<span lang="{}">{}</span>', words.language, words.text)


def spoken_text(words: Said) -> SafeString:
    """A description, which is Markdown."""
    text = markdown(words.text)
    return format_html('<div lang="{}">{}</div>', words.language, text) if words.foreign else text
