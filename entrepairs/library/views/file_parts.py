"""Files of a resource that come in pieces."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from entrepairs.core.plain_text import plain_text
from entrepairs.core.requests import SignedInRequest
from entrepairs.files import tus
from entrepairs.ledger.actions import AlreadyDone
from entrepairs.ledger.transactions import NotPossible
from entrepairs.library.actions import files as file_actions
from entrepairs.library.forms import language_choices
from entrepairs.library.models import File, Resource
from entrepairs.library.views.manage import get_owned


@tus.speaks_tus("POST")
def announce(request: SignedInRequest, key: str) -> HttpResponse:
    resource = get_owned(key)
    return tus.announce(
        request,
        partial(take_announced, request, resource),
        lambda file: reverse("library:file_part", args=[resource.key, file.key]),
    )


def take_announced(
    request: SignedInRequest, resource: Resource, size: int, metadata: dict[str, str]
) -> File:
    former = plain_text(metadata.get("replaces", ""))
    replaces = get_object_or_404(resource.files.all(), key=former) if former else None
    use, language = metadata.get("use", ""), metadata.get("language", "")
    if replaces:
        use, language = replaces.use, replaces.language
    try:
        return file_actions.announce_file(
            resource=resource,
            name=metadata.get("filename") or metadata.get("name", ""),
            size=size,
            use=use if use in File.Use.values else File.Use.ORIGINAL,
            language=language if language in dict(language_choices(language[:8])) else "",
            replaces=replaces,
            by=request.person_id,
            once=tus.read_once(metadata.get("once", "")),
        )
    except AlreadyDone as before:
        return get_object_or_404(resource.files.all(), key=before.deed.object_key)


@tus.speaks_tus("HEAD", "PATCH", "DELETE")
def part(request: SignedInRequest, key: str, of: str) -> HttpResponse:
    file = get_object_or_404(get_owned(key).files.all(), key=of)

    def receive(at: int, data: bytes) -> File:
        try:
            return file_actions.receive_piece(file=file, at=at, data=data)
        except NotPossible:
            raise tus.OtherOffset from None

    remove = partial(file_actions.remove_file, file=file, by=request.person_id)
    return tus.receive_part(request, file, receive, remove)
