"""A study day with its call for contributions: a few are sent, two people read them."""

from datetime import datetime, timedelta
from typing import Any

from entrepairs.calls.actions import calls
from entrepairs.calls.models import (
    Call,
    Question,
    Reader,
    Review,
    ReviewAssignment,
    Submission,
    SubmissionAuthor,
    SubmissionDecision,
    SubmissionKind,
    Submitter,
)
from entrepairs.events import actions
from entrepairs.events.models import Event
from entrepairs.people.models import Organisation
from entrepairs.simulation.persons import World
from entrepairs.vocabulary.queries import place_named

AHEAD, SINCE, LEFT = timedelta(days=160), timedelta(days=20), timedelta(days=40)
KEYED: tuple[Any, ...] = (SubmissionKind, Question, Submission, Reader, ReviewAssignment)
WORDS_FR = (
    "Vous avez appris quelque chose en donnant de l’aide ou en en recevant, dans un groupe, une "
    "équipe, une commission ? Venez le raconter.\n\n"
    "Une communication, un atelier, une affiche : la forme qui vous convient. Il n’est pas "
    "nécessaire d’avoir de compte ici, ni de diplôme."
)
# By whom (one of the six, or only a name), title, summary, and what its two readers advise.
SUBMITTED = (
    (
        "Amel",
        "Amel",
        "Marcher à deux : ce que six mois de promenades m’ont appris",
        "Nous nous retrouvons chaque semaine pour marcher. Je raconte ce que la marche permet de "
        "dire, ce qu’elle permet de taire, et comment nous avons "
        "appris à ne pas nous devoir quelque chose.",
        ("accept", "accept"),
    ),
    (
        "Bruno",
        "Bruno",
        "Pair dans une équipe : dire non sans partir",
        "Travailler comme pair, c’est aussi être le seul à porter certains mots dans une réunion. "
        "Trois situations, et ce que l’équipe a changé depuis.",
        ("change",),
    ),
    (
        "",
        "Nadia Ferhat",
        "Dix ans de cafés du mardi",
        "Un café ouvert toutes les semaines depuis dix ans. Qui vient, qui revient, ce qui a "
        "failli l’arrêter, et pourquoi personne n’en est responsable.",
        ("accept", "change"),
    ),
    (
        "",
        "Karim Lebreton",
        "Écrire sa boîte à outils, à plusieurs",
        "Un atelier : chacun note ce qui l’aide quand cela va moins bien, puis on échange une idée "
        "contre une autre.",
        (),
    ),
)


def announce_event(organisation: Organisation, world: World, until: datetime) -> Event:
    claire = world.six["Claire"]
    day = (until + AHEAD).date()
    told = {
        "kind": Event.Kind.STUDY_DAY,
        "title_fr": "Ce que l’on transmet entre pairs",
        "title_en": "What peers pass on",
        "starts_on": day,
        "ends_on": day,
        "about_fr": "Une journée pour raconter ce qui se transmet d’une personne à l’autre. "
        "Son programme naît de ce que vous proposez.",
        "for_whom_fr": "Toute personne concernée, ses proches, les équipes.",
        "language": "fr",
        "time_zone": "Europe/Paris",
        "venue": "Maison des associations",
        "place": place_named("Rennes"),
        "step_free": True,
        "registers": True,
        "capacity": 80,
    }
    event = actions.begin_event(organisation=organisation, told=told, once=None, by=claire)
    actions.publish_event(event=event, once=None, by=claire)
    dates = {
        "words_fr": WORDS_FR,
        "words_en": "",
        "opens_at": until - SINCE,
        "closes_at": until + LEFT,
        "longest": 2000,
    }
    call = calls.open_call(event=event, values=dates, once=None, by=claire.pk)
    asked = Question.objects.create(
        call=call,
        words_fr="De quoi avez-vous besoin dans la salle ?",
        words_en="What do you need in the room?",
        for_readers=True,
    )
    _submit_some(call, asked, world, until)
    return event


def _submit_some(call: Call, asked: Question, world: World, until: datetime) -> None:
    readers = [
        Reader.objects.create(
            call=call, person=world.six[name], asked_at=until - SINCE, accepted_at=until - SINCE
        )
        for name in ("Eve", "David")
    ]
    Reader.objects.create(call=call, person=world.six["Farid"], asked_at=until)
    kinds = list(call.kinds.all())
    for number, (who, name, title, summary, advice) in enumerate(SUBMITTED):
        at = until - SINCE + timedelta(days=3 * number + 1)
        kind = kinds[1] if "atelier" in summary else kinds[0]
        one = _create_submission(
            call, kind, who, name, world, {"title": title, "summary": summary, "at": at}
        )
        one.answers.create(
            question=asked, text="Un tableau et des feutres." if kind is kinds[1] else "Un micro."
        )
        for reader, said in zip(readers, (*advice, "", "")[:2], strict=True):
            reading = ReviewAssignment.objects.create(submission=one, reader=reader, given_at=at)
            if said:
                words = "Très vivant. On aimerait entendre ce qui a été difficile."
                Review.objects.create(reading=reading, advice=said, for_authors=words, at=at)
    SubmissionDecision.objects.create(
        submission=call.submissions.order_by("pk")[0],
        outcome=SubmissionDecision.Outcome.ACCEPTED,
        at=until,
    )
    draft = Submission.objects.create(
        call=call, title="Une affiche sur les mots qui aident", begun_at=until
    )
    Submitter.objects.create(submission=draft, person=world.six["Amel"])


def _create_submission(
    call: Call, kind: SubmissionKind, who: str, name: str, world: World, words: dict[str, Any]
) -> Submission:
    at = words.pop("at")
    one = Submission.objects.create(
        call=call,
        kind=kind,
        state=Submission.State.SENT,
        language="fr",
        begun_at=at,
        sent_at=at,
        changed_at=at,
        **words,
    )
    Submitter.objects.create(submission=one, person=world.six.get(who))
    SubmissionAuthor.objects.create(
        submission=one,
        name=name,
        affiliation="GEM L’Escale",
        country="FR",
        presents=True,
        person=world.six.get(who),
    )
    return one
