"""Whatever a form is sent, it is read or refused in words.

And what it accepts the action accepts or refuses in words.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django import forms as fields
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from entrepairs.core import hats
from entrepairs.tests.fuzz.crawl import Crawl
from entrepairs.tests.fuzz.world import CASES, World, cases_of, nasty
from entrepairs.ui.forms import DayField, ModelForm, PlainForm, PlainInput

SENT_ON = max(CASES // 20, 10)  # of what a form accepts: an action and a page each time
# Made only after a step, or of several: their pages are posted to whole, below.
AFTER_A_STEP = {
    "AppealForm",
    "AskHoursForm",
    "HelpsMeForm",
    "AskRotaForm",
    "NumberForm",
    "OnCallForm",
    "ReportForm",
    "RulingForm",
    "AboutForm",
    "AnswerNoteForm",
    "AskForm",
    "AttestationForm",
    "BilingualForm",
    "CaptionsForm",
    "ChaptersForm",
    "ColumnsForm",
    "ConfirmEmailForm",
    "ConfirmForm",
    "ConfirmLoginCodeForm",
    "DeputyForm",
    "GoOnForm",
    "MailedForm",
    "MarksForm",
    "PaperForm",
    "PlaceForm",
    "ProofForm",
    "ReopenForm",
    "RoleForm",
    "RoleTermsForm",
    "RowForm",
    "SaveForm",
    "TaughtForm",
    "VoiceForm",
    "Ours",
    "PlainForm",
    "Form",
    "ModelForm",
    "PasskeyForm",
    "NameForm",
    "NamesForm",
    "MoveForm",
    "HoursForm",
    "Dated",
    "AddEmailForm",
    "PasswordForm",
    "WordsForm",
    "WordingForm",
    "NamingForm",
    "LettersForm",
    "InviteGroupForm",
    "AboutFileForm",
    "DescribeForm",
    "ReplaceFileForm",
}


def sendable(value: Any) -> Any:
    """As a browser sends it: half of a surrogate pair cannot be written in UTF-8."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    return [sendable(one) for one in value] if isinstance(value, list | tuple) else value


def kinds(of: type[Any] = PlainInput) -> Iterator[type[Any]]:
    for kind in of.__subclasses__():
        if kind.__module__.startswith("entrepairs.") and ".tests." not in kind.__module__:
            yield kind
        yield from kinds(kind)


def all_forms(of: type[Any] = fields.BaseForm) -> Iterator[type[Any]]:
    for kind in of.__subclasses__():
        yield kind
        yield from all_forms(kind)


def test_every_form_reads_plain_text() -> None:
    ours = {kind for kind in all_forms() if kind.__module__.startswith("entrepairs.")}
    mixins = {kind for kind in ours if not issubclass(kind, PlainInput)}
    used = {kind for kind in mixins if not any(issubclass(other, kind) for other in ours - mixins)}
    assert len(ours) > 40
    assert used == set(), "each form begins with ui.forms.Form, PlainForm or ModelForm"


def test_every_day_of_a_form_is_asked_for_by_the_field_that_knows_which_can_be() -> None:
    days = [
        (kind.__name__, name, field)
        for kind in kinds()
        for name, field in getattr(kind, "base_fields", {}).items()
        if isinstance(field, fields.DateField | fields.DateTimeField | fields.SplitDateTimeField)
    ]
    assert len(days) > 5
    assert [day for day in days if not isinstance(day[2], DayField)] == []


def test_every_form_is_found_by_the_walk_or_listed(found: Crawl) -> None:
    walked = {kind.__name__ for _route, kind in found.made}
    assert {kind.__name__ for kind in kinds()} - walked - AFTER_A_STEP == set()
    assert len(walked) > 35


def plausible(field: fields.Field) -> st.SearchStrategy[Any]:
    """What people choose or write there, as a browser sends it."""
    if isinstance(field, fields.BooleanField):
        return st.sampled_from(["on", ""])
    if choices := [str(value) for value in values_of(getattr(field, "choices", ()))][:60]:
        if isinstance(field, fields.MultipleChoiceField | fields.ModelMultipleChoiceField):
            return st.lists(st.sampled_from(choices), max_size=4)
        return st.sampled_from(choices)
    if isinstance(field, fields.DateField):
        today = timezone.localdate()
        soon = [str(today + timedelta(days)) for days in (0, 1, 15, 40, 90)]
        typed = f"{today + timedelta(60):%d/%m/%Y}"
        return st.sampled_from([*soon, typed, "1900-01-01", "2200-12-31"])
    if isinstance(field, fields.TimeField):
        return st.sampled_from(["14:30", "14h30", "00:00", "23:59"])
    if isinstance(field, fields.IntegerField):
        return st.integers(0, 300).map(str)
    if isinstance(field, fields.UUIDField):
        return st.uuids(version=4).map(str)
    if isinstance(field, fields.EmailField):
        return st.just("zoe@mail.example")
    return st.sampled_from(
        [
            "Zoé",
            "Lise et Omar",
            "https://mail.example/x",
            "une phrase\r\nune autre",
            "06 12 34 56 78",
        ]
    )


def values_of(choices: Any) -> Iterator[Any]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from (inner for inner, _ in label)
        else:
            yield value


def sent_to(form: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Mostly plausible, so that what lies behind the form is reached as well."""
    fields_sent = {
        form.add_prefix(name): mostly_plausible(field)
        for name, field in form.fields.items()
        if not isinstance(field, fields.FileField)
    }
    return st.fixed_dictionaries(fields_sent)


def mostly_plausible(field: fields.Field) -> st.SearchStrategy[Any]:
    usual = plausible(field)  # read now, under the hat of the person
    return st.integers(0, 7).flatmap(lambda dice: nasty() if dice == 0 else usual)


def test_no_form_breaks_nor_what_it_sends_on(world: World, found: Crawl) -> None:
    """Each as the person for whom a page made it; what it finds valid is sent to that page.

    A form made by several pages has its cases shared among them.
    """
    assert found.broken == []
    pages = Counter(kind for _route, kind in found.made)
    for (_route, kind), (who, path, args, kwargs) in found.made.items():
        if "allauth" in str(kind.__mro__):
            continue  # they ask for a request: their pages are posted to, below
        given_to = args[1:], {k: v for k, v in kwargs.items() if k != "data"}
        fuzz_form(world, kind, (who, path), given_to, pages[kind])


def fuzz_form(
    world: World, kind: Any, where: tuple[str, str], given_to: tuple[Any, Any], pages: int
) -> None:
    """Read all under one hat, in one savepoint; then what was fine is sent, as a request each."""
    (who, path), (args, kwargs), fine = where, given_to, list[dict[str, Any]]()
    person = world.rows[who].pk if who else None
    hat = hats.gate() if path.startswith(settings.GATE_PATHS) else hats.person(person)
    with hat:
        strategy = sent_to(kind(None, *args, **kwargs))

        @cases_of(CASES // pages)
        @given(strategy)
        def is_read(sent: dict[str, Any]) -> None:
            if kind(sent, *args, **kwargs).is_valid():
                fine.append(sent)

        is_read()
        transaction.set_rollback(True)
    for sent in fine[: max(SENT_ON // pages, 3)]:
        told = {name: sendable(value) for name, value in sent.items() if value}
        answer = world.ask(who, path, told)
        assert answer.status_code < 500, (kind.__name__, who, path, sent)


def test_no_field_of_a_button_breaks_its_page(
    world: World, found: Crawl, drawn_seldom: None
) -> None:
    """Every form as it stands on a page, with one field or more of another's making.

    What a form class reads there was tried above: of these pages, the buttons are left.
    """
    read_by_a_form = {route for route, _kind in found.made}
    for (route, names), (who, path, values) in found.posts.items():
        few = route in read_by_a_form or not names - {"once", "next"}
        cases = CASES // 100 if few else CASES // 10
        fuzz_post(world, who, path, values, cases)


def fuzz_post(world: World, who: str, path: str, values: dict[str, list[str]], cases: int) -> None:
    strategy = st.fixed_dictionaries(
        {
            name: st.sampled_from(kept) | nasty() if kept else nasty()
            for name, kept in values.items()
        }
    )

    @cases_of(cases)
    @given(strategy)
    def answers(sent: dict[str, str]) -> None:
        encoded = {name: value.encode("utf-8", "replace").decode() for name, value in sent.items()}
        answer = world.ask(who, path, encoded)
        assert answer.status_code < 500, (who, path, sent)

    answers()


def test_a_zero_byte_is_refused_in_words_and_what_looks_the_same_is_the_same() -> None:
    class Called(PlainForm):
        name = fields.CharField()

    assert Called({"name": "Zoe\u0301\u200b"}).data["name"] == "Zoé"
    refused = Called({"name": "Zo\x00e"})
    assert not refused.is_valid()
    assert "contains a character that cannot be saved" in str(refused.errors["name"])
    assert issubclass(ModelForm, PlainInput)


def test_a_day_that_cannot_be_is_refused_in_words() -> None:
    class On(PlainForm):
        day = DayField()

    for day in ("0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31"):
        form = On({"day": day})
        assert not form.is_valid()
        assert "Enter a day between 1900 and 2200" in str(form.errors["day"])
    for day in ("1900-01-01", "2200-12-31", "31/12/2026"):
        assert On({"day": day}).is_valid()
