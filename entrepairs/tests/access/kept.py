"""The rows of what is kept, heard and filed that could leak."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from entrepairs.core.secret_links import digest
from entrepairs.library.models import (
    Author,
    AuthorshipClaim,
    Cover,
    DeclinedClaim,
    File,
    Follower,
    Recommendation,
    Resource,
    ResourceOwner,
    Series,
    Subject,
    Withdrawal,
)
from entrepairs.people.models import Circle, Membership
from entrepairs.recordings import models as heard
from entrepairs.search.models import Entry, IndexedWord
from entrepairs.vocabulary.models import Concept

NOW = timezone.now()
LONG_AGO, AGO = NOW - timedelta(days=400), NOW - timedelta(days=100)
type Rows = dict[str, Any]


def library(rows: Rows) -> None:
    """Claire and David prepare an event of L'Escale: what the library has of it is theirs until it
    is published."""
    rows["event_circle"] = Circle.objects.create(
        kind="event", name="Journée", organisation=rows["escale"], started_at=LONG_AGO
    )
    for who in ("claire", "david"):
        Membership.objects.create(circle=rows["event_circle"], person=rows[who], since=LONG_AGO)
    series = rows["series"] = Series.objects.create(slug="series", title_fr="Série")
    theirs = {"circle": rows["event_circle"], "organisation": rows["escale"], "series": series}

    def resource(
        name: str, state: str = "published", audience: int = 5, kind: str = "document", **more: Any
    ) -> None:
        rows[name] = Resource.objects.create(
            kind=kind,
            state=state,
            audience=audience,
            title_fr="mots",
            published_at=NOW if state != "draft" else None,
            **more,
        )

    resource("resource_for_everyone", **theirs)
    resource("resource_also_for_everyone", **theirs)
    resource("resource_for_the_network", audience=4, **theirs)
    resource("resource_for_escale", audience=3, **theirs)
    resource("resource_for_the_circle", audience=2, **theirs)
    resource("draft_resource", "draft", **theirs)
    resource("withdrawn_resource", "withdrawn", **theirs)
    resource("draft_of_escale", "draft", organisation=rows["escale"])
    resource("amel_testifies", "draft", kind="testimony", own=True, organisation=rows["escale"])
    resource("amel_testified", kind="testimony", own=True, organisation=rows["escale"])
    authors(rows)
    rows["withdrawal"] = Withdrawal.objects.create(
        key=rows["withdrawn_resource"].key, series=series
    )
    for name, thing in (
        ("theirs", rows["resource_for_everyone"]),
        ("amel", rows["amel_testified"]),
    ):
        rows[f"entry_of_{name}"] = Entry.objects.create(
            kind=thing.kind, key=thing.key, path=thing.path, title_fr="mots"
        )
    rows["word"] = IndexedWord.objects.get(word="mots")
    for name in ("resource_for_everyone", "withdrawn_resource"):
        rows[f"{name}_for_newcomers"] = Recommendation.objects.create(resource=rows[name])
    rows["amel_follows"] = Follower.objects.create(series=series, person=rows["amel"])
    recordings(rows, theirs)
    files(rows)


def authors(rows: Rows) -> None:
    """Keepers, names, subjects, and what people answered when asked whether a name is theirs."""
    for name in ("amel_testifies", "amel_testified"):
        rows[f"keeper_of_{name}"] = ResourceOwner.objects.create(
            resource=rows[name], person=rows["amel"]
        )
    concept = Concept.objects.filter(scheme="experience")[0]
    for name in ("resource_for_everyone", "draft_resource"):
        rows[f"author_of_{name}"] = Author.objects.create(resource=rows[name], name="Marcel")
        rows[f"subject_of_{name}"] = Subject.objects.create(resource=rows[name], concept=concept)
    author = rows["author_of_resource_for_everyone"]
    rows["bruno_says_he_made_it"] = AuthorshipClaim.objects.create(
        author=author, person=rows["bruno"], by=rows["bruno"], name="B."
    )
    rows["amel_is_asked_whether_she_did"] = AuthorshipClaim.objects.create(
        author=author, person=rows["amel"], by=rows["claire"], name="A."
    )
    rows["eve_said_no"] = AuthorshipClaim.objects.create(
        author=author, person=rows["eve"], by=rows["claire"], name="E."
    )
    rows["eves_no"] = DeclinedClaim.objects.create(claim=rows["eve_said_no"], person=rows["eve"])
    rows["author_who_is_bruno"] = Author.objects.create(
        resource=rows["resource_for_everyone"], name="Bruno B.", person=rows["bruno"]
    )
    rows["author_of_amel_testified"] = Author.objects.create(
        resource=rows["amel_testified"], name="Une voix"
    )


def recordings(rows: Rows, theirs: Rows) -> None:
    """Claire and David prepare them; Bruno and Omar are heard. Omar says nothing yet, and withdraws
    what he had agreed to."""
    said: dict[str, dict[str, str]] = {
        "recording_for_everyone": {"bruno": "yes", "omar": "yes"},
        "recording_one_voice_missing": {"bruno": "yes", "omar": "asked"},
        "recording_out_of_the_feed": {"bruno": "yes", "omar": "yes"},
        "withdrawn_recording": {"bruno": "yes", "omar": "withdrawn"},
    }
    for name, answers in said.items():
        row = rows[name] = Resource.objects.create(
            kind="recording", state="draft", title_fr="mots", **theirs
        )
        for who, answer in answers.items():
            voice = rows[f"{who}_in_{name}"] = heard.Voice.objects.create(resource=row, name=who)
            asking: Rows = (
                {"person": rows[who]} if who == "bruno" else {"digest": digest(f"{who} {name}")}
            )
            rows[f"asking_{who}_in_{name}"] = heard.ConsentRequest.objects.create(
                voice=voice, mail="mots", **asking
            )
            for channel in ("page", "feed", "harvest"):
                refused = (
                    channel == "feed" and name == "recording_out_of_the_feed" and who == "omar"
                )
                rows[f"{who}_says_{channel}_of_{name}"] = heard.Consent.objects.create(
                    voice=voice,
                    channel=channel,
                    state="no" if refused else answer,
                    how="here",
                    wording="mots",
                )
        rows[f"segment_of_{name}"] = heard.Segment.objects.create(
            resource=row, language="fr", starts=0, ends=1000, words="mots"
        )
        rows[f"captions_of_{name}"] = heard.Captions.objects.create(
            resource=row, language="fr", vtt="WEBVTT"
        )
        rows[f"chapter_of_{name}"] = heard.Chapter.objects.create(
            resource=row, starts=0, title="mots"
        )
        state = name.partition("_")[0] if name.startswith("withdrawn") else "published"
        if answers["omar"] == "yes":
            Resource.objects.filter(pk=row.pk).update(state=state, published_at=NOW)
    cut = heard.Voice.objects.create(
        resource=rows["recording_for_everyone"], name="Lise", heard=False
    )
    rows["voice_that_was_cut"] = cut
    rows["cut"] = heard.Cut.objects.get(voice=rows["omar_in_withdrawn_recording"])


def files(rows: Rows) -> None:
    """A file ready to be read of each thing, and of one that everyone sees those that are not
    ready."""
    whole = {"state": "ready", "sha256": "x", "ready_at": NOW}
    for name, row in list(rows.items()):
        if isinstance(row, Resource):
            media_type = "audio/mpeg" if row.kind == "recording" else "application/pdf"
            rows[f"file_of_{name}"] = File.objects.create(
                resource=row,
                name="mots",
                size=4,
                received=4,
                place=name,
                media_type=media_type,
                **whole,
            )
    for name in ("resource_for_everyone", "draft_resource"):
        rows[f"cover_of_{name}"] = Cover.objects.create(
            file=rows[f"file_of_{name}"], small=b"x", large=b"x"
        )
    for state, reason in (("coming", ""), ("checking", ""), ("refused", "program")):
        rows[f"{state}_file"] = File.objects.create(
            resource=rows["resource_for_everyone"],
            name="mots.pdf",
            size=4,
            state=state,
            reason=reason,
        )
