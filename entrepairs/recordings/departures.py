"""What a person who is erased leaves in recordings."""

from django.db.models.functions import Now

from entrepairs.people import hooks
from entrepairs.recordings.actions import transcripts
from entrepairs.recordings.models import Captions, Consent, ConsentRequest, Cut, Segment, Voice

YES = (Consent.State.YES, Consent.State.ASKED)


def erase_traces(person: int, gone: str) -> None:
    """Every yes of their voice is withdrawn, so that the recording is heard by nobody until it is
    cut; what they said goes from the transcript, and from the captions with all of them."""
    for asked in ConsentRequest.objects.filter(person=person).select_related("voice__resource"):
        _withdraw(asked.voice)
        _take_words(asked.voice, gone)
        ConsentRequest.objects.filter(pk=asked.pk).update(mail="", digest="", person=None)


def _withdraw(voice: Voice) -> None:
    standing = list(Consent.objects.filter(voice=voice, ended_at=None, state__in=YES))
    Consent.objects.filter(pk__in=[one.pk for one in standing]).update(ended_at=Now())
    Consent.objects.bulk_create(
        Consent(
            voice=voice,
            channel=one.channel,
            state=Consent.State.WITHDRAWN,
            how=Consent.How.HERE,
            wording=one.wording or "-",
            language=one.language,
        )
        for one in standing
    )
    if standing and not Cut.objects.filter(voice=voice, done_at=None).exists():
        Cut.objects.create(voice=voice)


def _take_words(voice: Voice, gone: str) -> None:
    resource = voice.resource
    spoken = Segment.objects.filter(resource=resource, voice=voice.name)
    if spoken.exists():
        Captions.objects.filter(resource=resource).delete()
        spoken.delete()
    Voice.objects.filter(pk=voice.pk).update(name=gone)
    transcripts.rename_speaker(resource, voice.name, gone)


hooks.on_erase.append(erase_traces)
