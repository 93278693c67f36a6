"""The forms to fuzz: what is sent to each, plausible or not."""

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
from entrepairs.tests.fuzz.world import CASES, World, cases_of, nasty
from entrepairs.ui.forms import PlainInput

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
    "PaperRequestForm",
    "RequestForm",
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
