"""What the doctor says of the files that people sent."""

from collections.abc import Iterator

from entrepairs.engine.safety import Finding

FULL = 0.8  # of what an organisation, or a group, may keep


def examined() -> tuple[str, list[Finding]]:
    """How much there is and whose, and what is wrong with it."""
    import django

    django.setup()
    from django.db.models import Count, Sum

    from entrepairs.core import hats
    from entrepairs.files import storage
    from entrepairs.files.processing import checked_models
    from entrepairs.library.models import File
    from entrepairs.sharing.models import SharedFile

    with hats.system("the administrator's doctor counts files, and reads none"):
        known = {
            place: size
            for model in checked_models()
            for place, size in model.objects.filter(state="ready").values_list("place", "size")
        }
        whose = list(
            File.objects.exclude(state=File.State.REFUSED)
            .values_list("resource__organisation__name")
            .annotate(count=Count("pk"), bytes=Sum("size"))
            .order_by("-bytes")
        )
        shared = list(
            SharedFile.objects.exclude(state="refused")
            .values_list("circle__name")
            .annotate(count=Count("pk"), bytes=Sum("size"))
            .order_by("-bytes")
        )
    told = [
        f"{name or 'without an organisation'}: {count}, {_mb(size)}"
        for name, count, size in whose[:5]
    ]
    if shared:
        count, size = (sum(row[at] for row in shared) for at in (1, 2))
        told.append(f"shared in groups: {count}, {_mb(size)}")
    title = f"files: {len(known)}, {_mb(sum(known.values()))}" + (
        f" ({'; '.join(told)})" if told else ""
    )
    return title, [*_pairs(known, dict.fromkeys(storage.places())), *_rooms(whose, shared)]


def _pairs(known: dict[str, int], kept: dict[str, None]) -> Iterator[Finding]:
    missing, spare = set(known) - set(kept), set(kept) - set(known)
    if missing:
        mend = (
            "Put them back from a backup: `entrepairs restore` elsewhere, and copy its files/ here."
        )
        yield Finding(
            f"{len(missing)} files are listed and are not there, such as {min(missing)}.", mend
        )
    if spare:
        mend = "They go by themselves after a day, when the jobs run."
        yield Finding(f"{len(spare)} files are there and nothing lists them.", mend, grave=False)


def _rooms(*kept: list[tuple[str | None, int, int]]) -> Iterator[Finding]:
    """Of organisations, then of groups: whose room for files is nearly full."""
    from django.conf import settings

    rooms = (
        (settings.FILES_OF_ORGANISATION, "ENTREPAIRS_FILES_OF_ORGANISATION_MB"),
        (settings.FILES_OF_GROUP, "ENTREPAIRS_FILES_OF_GROUP_MB"),
    )
    for whose, (most, setting) in zip(kept, rooms, strict=True):
        for name, _count, size in whose:
            if name and size > FULL * most:
                yield Finding(
                    f"{name} keeps {_mb(size)} of the {_mb(most)} that it may.",
                    f"Ask them to delete some, or raise {setting}.",
                    grave=False,
                )


def _mb(size: int) -> str:
    return f"{size / 1_000_000:,.0f} MB"
