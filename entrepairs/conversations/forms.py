"""Words, as people type them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import CharField, Textarea
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from entrepairs.ui import forms

LIMIT = 4000  # characters


class WordsField(CharField):
    """Text of a few thousand characters. Too long is said, never cut: what was typed stays."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", Textarea(attrs={"rows": 2}))
        kwargs.setdefault("error_messages", {"required": _("Write something first.")})
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """Browsers send two characters for the end of a line; it counts as one."""
        return super().to_python(str(value or "").replace("\r\n", "\n")) or ""

    def validate(self, value: str) -> None:
        super().validate(value)
        if not any(sign.isprintable() and not sign.isspace() for sign in value):
            raise ValidationError(self.error_messages["required"], code="required")
        if (over := len(value) - LIMIT) > 0:
            told = ngettext(
                "Your text is %(over)d character too long. The limit is %(limit)d. "
                "Shorten it, or send it in two parts.",
                "Your text is %(over)d characters too long. The limit is %(limit)d. "
                "Shorten it, or send it in two parts.",
                over,
            )
            raise ValidationError(told, code="too_long", params={"over": over, "limit": LIMIT})


class MessageForm(forms.Form):
    body = WordsField(label=_("Write a message"))
    show_optional = False

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["body"].label = label


class JournalForm(forms.Form):
    body = WordsField(label=_("A new entry for the journal"))
