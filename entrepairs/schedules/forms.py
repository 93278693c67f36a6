"""Forms of an import: the file, and what is asked about it before what was understood is saved."""

import hashlib
from typing import Any

from django import forms as fields
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from entrepairs.schedules.formats.read_csv import headers_of_fields
from entrepairs.schedules.formats.read_hours import known_zone
from entrepairs.schedules.formats.read_model import Answers, FileRead
from entrepairs.ui import forms
from entrepairs.ui.file_steps import KEPT
from entrepairs.vocabulary.choices import languages
from entrepairs.vocabulary.time_zones import zones_with

# What each column of a list may tell, as people call it.
FIELDS = {
    "title": _("Title"),
    "title_fr": _("Title in French"),
    "title_en": _("Title in English"),
    "subtitle": _("Subtitle"),
    "date": _("Day"),
    "hours": _("Times (start, or from … to …)"),
    "start": _("Beginning"),
    "end": _("End"),
    "duration": pgettext_lazy("of a talk", "Length"),
    "room": _("Room"),
    "persons": _("Speakers"),
    "affiliation": _("Affiliations of the speakers"),
    "biography": _("About the speakers"),
    "family": _("Family names of the speakers"),
    "given": _("Given names of the speakers"),
    "chairs": _("Chair"),
    "session": _("Session that it belongs to"),
    "track": _("Track"),
    "kind": pgettext_lazy("of a session", "Type"),
    "abstract": _("Abstract"),
    "description": _("Description"),
    "about_fr": _("Description in French"),
    "about_en": _("Description in English"),
    "language": _("Language"),
    "link": _("Links"),
    "licence": _("Licence"),
    "do_not_record": _("Not to be recorded"),
    "guid": _("Identifier"),
}
MOST_COLUMNS = 100


class FileForm(forms.PlainForm):
    file = fields.FileField(
        label=_("The programme, as a file"),
        help_text=_(
            "schedule.xml or schedule.json, as pretalx, frab and pentabarf export them;"
            " or a list (CSV) with a line for each talk."
        ),
        widget=fields.ClearableFileInput(attrs={"accept": ".xml,.json,.csv,.tsv,.txt"}),
    )


class SaveForm(forms.Form):
    """The file comes back with the answers, and with the button that saves it."""

    kept = fields.CharField(widget=fields.HiddenInput)
    seen = fields.CharField(widget=fields.HiddenInput, required=False)
    zone = fields.CharField(required=False, max_length=40)
    language = fields.CharField(required=False, max_length=8)
    header_line = fields.IntegerField(required=False, min_value=0, max_value=20_000)
    with_collisions = fields.BooleanField(
        label=_("Keep overlapping rooms and times, and mark them"), required=False
    )
    without_gone = fields.BooleanField(
        label=_("Also remove what is here and not in the file"), required=False
    )

    def answers(self) -> Answers:
        """What was said, as far as it can be understood."""
        self.full_clean()
        said = getattr(self, "cleaned_data", {})
        numbers = [n for n in range(MOST_COLUMNS) if f"column_{n}" in self.data]
        columns = [self.data.get(f"column_{n}", "") for n in numbers]
        known = headers_of_fields()
        chosen = [name if name in known else "" for name in columns]
        header_line = said.get("header_line") or 0
        # Another line of headers was chosen: its columns are not those that were shown.
        moved = str(header_line) != self.data.get("shown_line", str(header_line))
        return Answers(
            zone=known_zone(said.get("zone") or ""),
            language=said.get("language") or "",
            header_line=header_line,
            columns=chosen if chosen and not moved else None,
            with_collisions=bool(said.get("with_collisions")),
        )


def digest_of(answers: Answers) -> str:
    """By which it is known whether what is to be saved is what was seen."""
    return hashlib.sha256(repr(answers).encode()).hexdigest()[:16]


def next_form(
    content: str, answers: Answers, read: FileRead, bound: SaveForm | None, *, without_gone: bool
) -> SaveForm:
    """The form below the preview, with what was taken as its answers."""
    if bound is not None and not bound.is_valid():
        form = bound
    else:
        initial = {
            KEPT: content,
            "zone": "" if "zone" in read.asked else read.zone,
            "language": read.language,
            "header_line": read.columns.header_line if read.columns else 0,
            "with_collisions": answers.with_collisions,
            "without_gone": without_gone,
        }
        form = SaveForm(initial=initial)
    ask_more(form, read)
    return form


def ask_more(form: SaveForm, read: FileRead) -> None:
    """A choice for each guess that matters; what the file says itself is not asked."""
    asked: dict[str, Any] = form.fields
    asked["zone"] = fields.ChoiceField(
        label=_("In which time zone are its times?"),
        choices=[("", _("Choose a time zone")), *zones_with(read.zone, _("In the file"))],
        required="zone" in read.asked,
    )
    known = list(languages())
    if read.language and read.language not in dict(known):
        known.append((read.language, read.language))
    asked["language"] = fields.ChoiceField(
        label=_("In which language is the file written?"), choices=known, required=False
    )
    if read.columns is None:
        return
    asked["header_line"] = fields.ChoiceField(
        label=_("Which line names the columns?"), choices=read.columns.lines, required=False
    )
    choices = [("", _("leave this column out")), *FIELDS.items()]
    for number, field in enumerate(read.columns.fields[:MOST_COLUMNS]):
        asked[f"column_{number}"] = fields.ChoiceField(
            label=read.columns.headers[number] or str(number + 1),
            choices=choices,
            initial=field,
            required=False,
        )
