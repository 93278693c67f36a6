"""What a person who is erased leaves in calls for contributions."""

from entrepairs.calls.models import Submission, SubmissionAuthor, Submitter
from entrepairs.people import hooks


def erase_traces(person: int, gone: str) -> None:
    """What they sent alone goes, unless it is in a programme; beside other authors, their name."""
    authors = SubmissionAuthor.objects.filter(person=person)
    sent = Submitter.objects.filter(person=person).values("submission")
    mine = Submission.objects.filter(pk__in=sent) | Submission.objects.filter(
        pk__in=authors.values("submission")
    )
    others = SubmissionAuthor.objects.exclude(person=person).filter(person__isnull=False)
    alone = mine.exclude(pk__in=others.values("submission")).exclude(decision__talk__isnull=False)
    Submission.objects.filter(pk__in=list(alone.values_list("pk", flat=True))).delete()
    authors.update(name=gone, affiliation="", country="", person=None)


hooks.on_erase.append(erase_traces)
