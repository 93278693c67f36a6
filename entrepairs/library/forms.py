"""Forms of those who prepare resources and series."""

from collections.abc import Iterable
from typing import Any

from django import forms as django_forms
from django.forms.models import model_to_dict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from entrepairs.core.person_names import is_orcid, read_name, read_orcid, write_name
from entrepairs.ledger.models import Audience
from entrepairs.library import queries
from entrepairs.library.actions.resources import AuthorName, Owner, is_seen_by_someone
from entrepairs.library.identifiers import clean_doi, clean_isbn
from entrepairs.library.licences import all_licences
from entrepairs.library.models import Resource, Series
from entrepairs.people.queries import coordinated_organisations
from entrepairs.ui import forms
from entrepairs.vocabulary import queries as vocabulary
from entrepairs.vocabulary.choices import spoken_languages

MINE = "mine"
AUTHORS = 60
NAME, AFFILIATION = 300, 200
TEXT = 100_000
COLUMNS = (
    "kind",
    "title_fr",
    "title_en",
    "summary_fr",
    "summary_en",
    "text",
    "language",
    "dated",
    "publisher",
    "within",
    "volume",
    "issue",
    "pages",
    "doi",
    "isbn",
    "licence",
    "url",
)
ABOUT = ("experience", "support", "role")
PLENTY = {"rows": 12}
SOME = {"rows": 4}


def check_title(form: django_forms.BaseForm, values: dict[str, Any]) -> None:
    if not values.get("title_fr") and not values.get("title_en"):
        form.add_error("title_fr", _("A title in one of the two languages, please."))


class ResourceForm(forms.Form):
    """A resource; the same to begin it and to change it.

    No ModelForm: one writes what was typed into the row that the page shows, also when it is wrong.
    """

    kind = django_forms.ChoiceField(label=gettext_lazy("Type"), choices=Resource.Kind.choices)
    title_fr = django_forms.CharField(
        label=gettext_lazy("Title in French"), max_length=300, required=False
    )
    title_en = django_forms.CharField(
        label=gettext_lazy("Title in English"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("One language is enough. The page will say so."),
    )
    authors = django_forms.CharField(
        label=gettext_lazy("Created by"),
        required=False,
        widget=django_forms.Textarea(attrs=SOME),
        help_text=gettext_lazy(
            "One name per line, as the person wants it. After a semicolon, you can add the "
            "organisation, then an ORCID. Pseudonyms are fine. “Dupré, Lise” says which is the "
            "family name. Put the name of a collective between quotes."
        ),
    )
    summary_fr = django_forms.CharField(
        label=gettext_lazy("Short description, in French"),
        max_length=5000,
        required=False,
        widget=django_forms.Textarea(attrs=SOME),
    )
    summary_en = django_forms.CharField(
        label=gettext_lazy("Short description, in English"),
        max_length=5000,
        required=False,
        widget=django_forms.Textarea(attrs=SOME),
    )
    text = django_forms.CharField(
        label=gettext_lazy("Full text"),
        required=False,
        max_length=TEXT,
        widget=django_forms.Textarea(attrs=PLENTY),
        help_text=gettext_lazy(
            "Write it here if people will read it on this site, for example a testimony "
            "or an easy-to-read version."
        ),
    )
    url = django_forms.URLField(
        label=gettext_lazy("Address, if it is on another site"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    language = django_forms.ChoiceField(label=gettext_lazy("Language"), initial="fr")
    dated = forms.DayField(label=gettext_lazy("Date"), required=False)
    publisher = django_forms.CharField(
        label=gettext_lazy("Publisher"), max_length=200, required=False
    )
    within = django_forms.CharField(
        label=gettext_lazy("In which journal or book"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Of an article or a chapter."),
    )
    volume = django_forms.CharField(label=gettext_lazy("Volume"), max_length=40, required=False)
    issue = django_forms.CharField(
        label=pgettext_lazy("of a journal", "Issue"), max_length=40, required=False
    )
    pages = django_forms.CharField(
        label=gettext_lazy("Pages"), max_length=40, required=False, help_text="12–34"
    )
    doi = django_forms.CharField(label="DOI", max_length=250, required=False)
    isbn = django_forms.CharField(label="ISBN", max_length=30, required=False)
    licence = django_forms.ChoiceField(
        label=gettext_lazy("What may readers do with it?"), required=False
    )
    series = django_forms.ModelChoiceField(
        label=gettext_lazy("Series"),
        queryset=Series.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label="–",
    )
    concepts = django_forms.TypedMultipleChoiceField(
        label=gettext_lazy("Topics"),
        coerce=int,
        required=False,
        widget=django_forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: Any = None, *, initial: dict[str, Any] | None = None, own: bool = False
    ) -> None:
        super().__init__(data, initial=initial)
        fields: Any = self.fields
        fields["language"].choices = language_choices(str((initial or {}).get("language", "")))
        fields["licence"].choices = [
            (licence.key, licence.label) for licence in all_licences().values()
        ]
        fields["concepts"].choices = [
            (term.id, term.label) for scheme in ABOUT for term in vocabulary.concepts(scheme)
        ]
        fields["series"].queryset = Series.objects.order_by("slug")
        if own:
            del fields["series"]

    def clean_authors(self) -> list[AuthorName]:
        lines = [line.strip() for line in self.cleaned_data["authors"].splitlines() if line.strip()]
        if len(lines) > AUTHORS:
            raise django_forms.ValidationError(_("At most %(n)s names.") % {"n": AUTHORS})
        found: dict[str, AuthorName] = {}
        for number, line in enumerate(lines, 1):
            said, *more = (part.strip() for part in line.split(";"))
            name, family = read_name(said)
            orcids = [part for part in more if is_orcid(part)]
            affiliation = "; ".join(part for part in more if part and part not in orcids)
            if not name or len(name) > NAME or len(affiliation) > AFFILIATION:
                raise django_forms.ValidationError(
                    _(
                        "Line %(line)s: at most 300 characters for the name and 200 "
                        "for the organisation."
                    )
                    % {"line": number}
                )
            orcid = read_orcid(orcids[0]) if orcids else ""
            found.setdefault(name, AuthorName(name, affiliation, family=family, orcid=orcid))
        return list(found.values())

    def clean_doi(self) -> str:
        return clean_doi(self.cleaned_data["doi"])

    def clean_isbn(self) -> str:
        return clean_isbn(self.cleaned_data["isbn"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        check_title(self, cleaned)
        if (
            cleaned.get("kind") == Resource.Kind.LINK
            and not cleaned.get("url")
            and "url" not in self.errors
        ):
            self.add_error("url", _("Enter the address of the link."))
        return cleaned

    def column_values(self) -> dict[str, Any]:
        names = [*COLUMNS, "series"] if "series" in self.fields else COLUMNS
        return {name: self.cleaned_data[name] for name in names}


class NewResourceForm(ResourceForm):
    """The same, and who owns it."""

    whose = django_forms.ChoiceField(
        label=gettext_lazy("Who does it belong to?"),
        widget=django_forms.RadioSelect,
        help_text=gettext_lazy("Only you can change or withdraw it. Nothing in it links to you."),
    )
    field_order = ("whose",)

    def __init__(self, data: Any = None, *, person: int) -> None:
        super().__init__(data)
        self.owners: dict[str, Owner] = {MINE: Owner(own=True)}
        labels = {MINE: _("Me: it is my own")}
        for circle in queries.preparing_circles(person).select_related("organisation"):
            self.owners[f"circle-{circle.key}"] = Owner(circle=circle)
            labels[f"circle-{circle.key}"] = circle.name
        for organisation in coordinated_organisations(person):
            self.owners[f"organisation-{organisation.key}"] = Owner(organisation=organisation)
            labels[f"organisation-{organisation.key}"] = organisation.name
        fields: Any = self.fields
        fields["whose"].choices = list(labels.items())
        fields["whose"].initial = next(reversed(labels)) if len(labels) > 1 else MINE

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("whose") == MINE and cleaned.get("series"):
            self.add_error(
                "series", _("A series belongs to an organisation or a circle. Leave this empty.")
            )
        return cleaned

    def chosen_owner(self) -> Owner:
        return self.owners[self.cleaned_data["whose"]]


class PublishForm(forms.Form):
    """Who sees it from now on."""

    audience = django_forms.TypedChoiceField(
        label=gettext_lazy("Who can see it?"), coerce=int, widget=django_forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, resource: Resource) -> None:
        super().__init__(data, initial={"audience": resource.audience})
        labels = {
            Audience.EVERYONE: _(
                "Everyone, also outside this site: people can find it and cite it, and "
                "other libraries can list it"
            ),
            Audience.NETWORK: _("The people of this network"),
            Audience.ORGANISATIONS: _("The members of the organisation it belongs to"),
            Audience.CIRCLES: _("The circle that prepares it"),
        }
        allowed = [
            (int(audience), label)
            for audience, label in labels.items()
            if is_seen_by_someone(resource, audience)
        ]
        fields: Any = self.fields
        fields["audience"].choices = allowed


def initial_values(resource: Resource) -> dict[str, Any]:
    """What there is, as ResourceForm shows it."""
    authors = "\n".join(
        "; ".join(
            filter(None, (write_name(author.name, author.family), author.affiliation, author.orcid))
        )
        for author in resource.authors.all()
    )
    return {
        **model_to_dict(resource, fields=COLUMNS),
        "authors": authors,
        "concepts": list(resource.subjects.values_list("concept_id", flat=True)),
        "series": resource.series.slug if resource.series else None,
    }


def language_choices(present: str) -> Iterable[tuple[str, str]]:
    """Those of the vocabulary, and the one that it has already."""
    choices = spoken_languages()
    if present and present not in dict(choices):
        choices.append((present, queries.language_name(present)))
    return choices
