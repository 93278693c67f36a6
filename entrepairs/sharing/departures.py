"""What becomes of the files of a person who is erased: theirs go, also those put aside."""

from entrepairs.people import hooks
from entrepairs.sharing.models import SharedFile
from entrepairs.sharing.tidying import delete_with_bytes


def erase_traces(person: int, gone: str) -> None:
    delete_with_bytes(SharedFile.objects.filter(shared_by=person))


hooks.on_erase.append(erase_traces)
