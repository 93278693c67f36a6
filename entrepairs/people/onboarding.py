"""The first conversation: what is asked, in which order, and what each answer does."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from entrepairs.people.actions.facets import take_back_facet, tell_facet, tell_facets
from entrepairs.people.actions.persons import rename_person
from entrepairs.people.audiences import first_audience, usual_audience
from entrepairs.people.forms import AnswersForm, NameForm, PlaceForm, TimesForm
from entrepairs.people.models import Facet, Person
from entrepairs.people.queries import SCHEMES
from entrepairs.ui.forms import Form


@dataclass(frozen=True, slots=True)
class Step(ABC):
    """One question, with its page and what saving it does."""

    key: str
    question: Any
    why: Any
    kind: str = ""
    template: ClassVar[str] = ""

    def facets_told(self, me: int) -> list[Facet]:
        return list(Facet.objects.filter(person=me, kind=self.kind).select_related("place"))

    def first_audience(self, me: int) -> int:
        return first_audience(self.kind, usual_audience(Person.objects.get(pk=me)))

    @abstractmethod
    def build_form(self, data: Mapping[str, Any] | None, me: int) -> Form: ...

    @abstractmethod
    def save_answer(self, *, answer: dict[str, Any], by: int, once: UUID) -> None: ...


class Name(Step):
    template = "people/step_name.html"

    def build_form(self, data: Mapping[str, Any] | None, me: int) -> Form:
        person = Person.objects.get(pk=me)
        audience = usual_audience(person)
        return NameForm(data, initial={"name": person.name, "audience": audience})

    def save_answer(self, *, answer: dict[str, Any], by: int, once: UUID) -> None:
        rename_person(by=by, name=answer["name"], audience=answer["audience"], once=once)


class Answers(Step):
    template = "people/step_answers.html"

    def build_form(self, data: Mapping[str, Any] | None, me: int) -> Form:
        return AnswersForm(
            data,
            scheme=SCHEMES[Facet.Kind(self.kind)],
            told=self.facets_told(me),
            first=self.first_audience(me),
        )

    def save_answer(self, *, answer: dict[str, Any], by: int, once: UUID) -> None:
        tell_facets(by=by, kind=self.kind, answers=answer["answers"], once=once)


class Times(Step):
    template = "people/step_times.html"

    def build_form(self, data: Mapping[str, Any] | None, me: int) -> Form:
        return TimesForm(
            data, told=next(iter(self.facets_told(me)), None), first=self.first_audience(me)
        )

    def save_answer(self, *, answer: dict[str, Any], by: int, once: UUID) -> None:
        said = {name: answer[name] for name in ("audience", "note", "slots")}
        if said["slots"] or said["note"]:
            tell_facet(by=by, kind=self.kind, once=once, **said)
        elif told := self.facets_told(by):
            take_back_facet(facet=told[0], by=by, once=once)


class Where(Step):
    template = "people/step_place.html"

    def build_form(self, data: Mapping[str, Any] | None, me: int) -> Form:
        return PlaceForm(
            data, told=next(iter(self.facets_told(me)), None), first=self.first_audience(me)
        )

    def save_answer(self, *, answer: dict[str, Any], by: int, once: UUID) -> None:
        place = answer["found"]
        tell_facet(
            by=by,
            kind=self.kind,
            place=place,
            radius_km=int(answer["radius"]) if place else None,
            audience=answer["audience"],
            once=once,
        )


STEPS: list[Step] = [
    Name("name", _("What should we call you?"), _("Your peers will see this name.")),
    Answers(
        "experiences",
        _("What have you lived through?"),
        _(
            "Choose the words that are yours, as many or as few as you like. Unless you choose "
            "otherwise, only your peers see them, and suggestions do not use them."
        ),
        Facet.Kind.EXPERIENCE,
    ),
    Answers(
        "needs",
        _("What are you looking for?"),
        _("Everyone here is asked both what they look for and what they can bring."),
        Facet.Kind.NEED,
    ),
    Answers(
        "offers",
        _("What can you bring?"),
        _(
            "Small things count: having been through it, going for a walk, knowing which "
            "form to fill in."
        ),
        Facet.Kind.OFFER,
    ),
    Times(
        "times",
        _("When could you meet someone?"),
        _("Describe a usual week. It does not commit you to anything."),
        Facet.Kind.AVAILABILITY,
    ),
    Answers(
        "languages",
        _("Which languages do you use?"),
        _("Languages you like to speak, write or sign."),
        Facet.Kind.LANGUAGE,
    ),
    Where(
        "place",
        _("Where could you meet someone?"),
        _("A town is enough. Meeting remotely is fine too."),
        Facet.Kind.PLACE,
    ),
    Answers(
        "limits",
        _("What are your limits?"),
        _(
            "What you do not want, or cannot do. A limit needs no reason. Suggestions "
            "respect it, even if nobody else can see it."
        ),
        Facet.Kind.LIMIT,
    ),
]
NUMBERS = {step.key: number for number, step in enumerate(STEPS, start=1)}
STEP_OF_KIND = {step.kind: step for step in STEPS if step.kind}


def step_named(key: str) -> Step | None:
    return STEPS[NUMBERS[key] - 1] if key in NUMBERS else None


def step_after(number: int) -> Step | None:
    """The step that follows, none after the last."""
    return STEPS[number] if number < len(STEPS) else None
