"""What a person who is erased leaves in the library."""

from django.db.models import Q
from django.utils import timezone

from entrepairs.files.processing import forget_bytes
from entrepairs.library.indexing import entry_of
from entrepairs.library.models import Author, File, Resource, ResourceOwner
from entrepairs.people import hooks
from entrepairs.search.index import index_entries

PUBLISHED_ELSEWHERE = ~Q(
    resource__doi="", resource__isbn="", resource__publisher="", resource__within=""
)


def erase_traces(person: int, gone: str) -> None:
    """Items of theirs go with their files. Where they are named beside others, the name goes; it
    stays on works that others published, as a reference is made to them."""
    mine = ResourceOwner.objects.filter(person=person).values("resource")
    for file in File.objects.filter(resource__in=mine):
        forget_bytes(file.key, file.place)
    Resource.objects.filter(pk__in=mine).delete()
    named = Author.objects.filter(person=person)
    named.filter(PUBLISHED_ELSEWHERE).update(person=None)
    told = Resource.objects.filter(pk__in=list(named.values_list("resource", flat=True)))
    named.update(name=gone, family="", orcid="", affiliation="", country="", person=None)
    told.update(changed_at=timezone.now())
    index_entries(*(entry_of(resource) for resource in told if resource.is_public))


hooks.on_erase.append(erase_traces)
