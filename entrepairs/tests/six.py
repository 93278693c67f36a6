"""The six people of every test and example, always with the same relations.

Amel and Bruno are a pair. Amel, Claire and David meet in the group "Café du mardi" of the GEM
L'Escale, which Claire coordinates; Amel, Bruno and David belong to it. Eve is a researcher in
another organisation; Farid is in none.
"""

from datetime import timedelta


def build() -> None:
    """Migrate, apply policies, load the vocabulary, then the six."""
    import django

    django.setup()
    from django.core.management import call_command

    from entrepairs.core import hats, rls

    call_command("migrate", database="owner", verbosity=0, skip_checks=True)
    rls.apply()
    load_reference()
    with hats.system("the six people of the tests"):
        people()


def load_reference() -> None:
    from entrepairs.suggestions import refresh
    from entrepairs.vocabulary.actions import load_places, load_vocabulary

    load_vocabulary(by=None)
    load_places(by=None)
    refresh.refresh_index()


def people() -> None:
    from django.utils import timezone

    from entrepairs.accounts.models import Account
    from entrepairs.groups.models import Group
    from entrepairs.people.models import Affiliation, Circle, Membership, Organisation, Person

    long_ago = timezone.now() - timedelta(days=400)
    six = {}
    for name in ("Amel", "Bruno", "Claire", "David", "Eve", "Farid"):
        six[name] = Person.objects.create(name=name, welcomed_at=long_ago, created_at=long_ago)
        account = Account(person=six[name], username=name.lower())
        account.set_unusable_password()
        account.save()
    escale = Organisation.objects.create(name="GEM L’Escale")
    university = Organisation.objects.create(name="Université de Rennes")
    Affiliation.objects.create(
        person=six["Claire"], organisation=escale, coordinator=True, since=long_ago
    )
    for name in ("Amel", "Bruno", "David"):
        Affiliation.objects.create(person=six[name], organisation=escale, since=long_ago)
    Affiliation.objects.create(
        person=six["Eve"], organisation=university, coordinator=True, since=long_ago
    )
    pair = Circle.objects.create(kind="pair", organisation=escale, started_at=long_ago)
    group = Circle.objects.create(
        kind="group", name="Café du mardi", organisation=escale, open=True, started_at=long_ago
    )
    Group.objects.create(circle=group, kind=Group.Kind.GEM)
    for circle, names in ((pair, ("Amel", "Bruno")), (group, ("Amel", "Claire", "David"))):
        for name in names:
            Membership.objects.create(circle=circle, person=six[name], since=long_ago)
