"""Forms: each carries a key by which the same thing sent twice is done once, and says clearly what
is wrong."""

import datetime as dt
import re
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from entrepairs.core.moments import FIRST_YEAR, LAST_YEAR, can_be
from entrepairs.ui.plain_input import PlainQuery

ONCE = "once"
OURS = {
    "django/forms/widgets/radio.html": "ui/choices.html",
    "django/forms/widgets/checkbox_select.html": "ui/choices.html",
}
MARKDOWN_HELP = _("You can use Markdown: **bold**, lists with “- ”, [a link](https://…).")
YES, NO = _("Yes"), _("No")
CLOCK = re.compile(r"(\d{1,2})\s*(?:h|:|\.)\s*(\d{2})?", re.IGNORECASE)


# A view that shows a page, or takes the form that is on it.
page_or_form = require_http_methods(["GET", "HEAD", "POST"])


class Renderer(TemplatesSetting):
    """Fields and choices drawn by our templates, everything else by Django's."""

    field_template_name = "ui/field.html"

    def get_template(self, template_name: str) -> Any:
        return super().get_template(OURS.get(template_name, template_name))


RENDERER = Renderer()  # one for all forms: each would read its templates again


class PlainInput(forms.BaseForm):
    """A mixin of every form: its data is plain text; a field with a zero byte is refused in words.

    A request's data went through the same door before; what is given by hand goes through it here.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if args:
            args = (plain_query(args[0]), *args[1:])
        elif "data" in kwargs:
            kwargs["data"] = plain_query(kwargs["data"])
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        super().full_clean()
        for sent in getattr(self.data, "zero_bytes", ()):
            for name in self.fields:
                if sent == self.add_prefix(name):
                    self.add_error(
                        name,
                        _("This text contains a character that cannot be saved. Please delete it."),
                    )


def plain_query(data: Any) -> PlainQuery | None:
    """What is given by hand, as a request's data."""
    if data is None or isinstance(data, PlainQuery):
        return data
    if isinstance(data, MultiValueDict):
        return PlainQuery.from_lists(data.lists())
    return PlainQuery.from_lists(
        (name, list(value) if isinstance(value, list | tuple) else [value])
        for name, value in data.items()
    )


class PlainForm(PlainInput, forms.Form):
    """For a GET: a search, a filter."""

    default_renderer = RENDERER
    show_optional = True  # says "(optional)" beside what may stay empty


class OnceField(forms.UUIDField):
    """Hidden, new at each first showing, the same again when the form comes back."""

    def __init__(self) -> None:
        stale = _("The page was incomplete. Please send again.")
        messages = {"required": stale, "invalid": stale}
        super().__init__(widget=forms.HiddenInput, initial=uuid.uuid4, error_messages=messages)


class Form(PlainForm):
    """For a POST. Once valid, its key is `form.cleaned_data["once"]`."""

    once = OnceField()


class ModelForm(PlainInput, forms.ModelForm):  # type: ignore[type-arg]
    """For a POST about one row; the same key."""

    default_renderer = RENDERER
    show_optional = True
    once = OnceField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields:
            self.keep_choice(name)

    def keep_choice(self, name: str) -> None:
        """What is in the row stays possible: a file of elsewhere names what no list here has."""
        field: Any = self.fields[name]
        value = getattr(self.instance, name, None)
        is_choice = isinstance(field, forms.ChoiceField) and value and isinstance(value, str)
        if is_choice and not field.valid_value(value):
            field.choices = [*field.choices, (value, value)]


class RowForm(ModelForm):
    """Of one row, whose columns an action writes: `told()` is what it is to be told.

    The action and the database check the rules of the table, each with a sentence of its own.
    """

    def validate_constraints(self) -> None:
        pass

    def told(self) -> dict[str, Any]:
        columns = {field.name for field in self._meta.model._meta.get_fields()}
        return {name: value for name, value in self.cleaned_data.items() if name in columns}


def once_of(request: HttpRequest) -> uuid.UUID | None:
    """The key of a POST that has no form of its own."""
    try:
        return uuid.UUID(request.POST.get(ONCE, ""))
    except ValueError:
        return None


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    form: forms.BaseForm | None = None,
    partial: str = "",
) -> HttpResponse:
    """The page, with status 422 when the form comes back for a mistake. htmx gets the named partial
    only.

    Going back to a page whose history it lost, htmx wants it whole.
    """
    status = 422 if form is not None and form.is_bound and form.errors else 200
    partly = request.headers.get("HX-Request") and not request.headers.get(
        "HX-History-Restore-Request"
    )
    name = f"{template}#{partial}" if partial and partly else template
    return render(request, name, {"form": form, **(context or {})}, status=status)


class DayField(forms.DateField):
    """A day, by the browser's calendar or typed as people do."""

    def __init__(self, **kwargs: Any) -> None:
        widget: Any = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        formats = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y"]
        super().__init__(input_formats=formats, **{"widget": widget, **kwargs})

    def to_python(self, value: Any) -> dt.date | None:
        """The day; one outside of what people plan and remember is a slip of the finger."""
        day = super().to_python(value)
        if day is not None and not can_be(day):
            words = {"first": FIRST_YEAR, "last": LAST_YEAR}
            raise ValidationError(_("Enter a day between %(first)s and %(last)s"), "invalid", words)
        return day


def choices_of(choices: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """What a column may hold, each as the beginning of a line."""
    return [(value, capfirst(label)) for value, label in choices]


class YesNoField(forms.TypedChoiceField):
    """A yes or a no, neither of them chosen beforehand; None where it may stay unanswered."""

    def __init__(self, *, yes: Any = YES, no: Any = NO, **kwargs: Any) -> None:
        super().__init__(
            choices=[("yes", yes), ("no", no)],
            coerce=lambda value: value == "yes",
            empty_value=None,
            widget=forms.RadioSelect,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value)


class NameField(forms.CharField):
    """How somebody is named. It stands in mails, so that nothing in it may become a link."""

    LINK = re.compile(r"://|www\.|\S@\S|\w\.\w{2,}/", re.IGNORECASE)

    def clean(self, value: Any) -> str:
        name = str(super().clean(value))
        if self.LINK.search(name):
            raise ValidationError(_("Write a name only, without a web or email address."), "link")
        return name


class ClockField(forms.TimeField):
    """A time of the day: 14:30, 14h30, 14 h."""

    def __init__(self, **kwargs: Any) -> None:
        widget: Any = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        super().__init__(**{"widget": widget, **kwargs})

    def to_python(self, value: Any) -> dt.time | None:
        if isinstance(value, str) and (typed := CLOCK.fullmatch(value.strip())):
            value = f"{typed[1]}:{typed[2] or '00'}"
        return super().to_python(value)
