"""Mail addresses of persons, as sign-up leaves them."""

from allauth.account.models import EmailAddress

from entrepairs.accounts.models import Account
from entrepairs.core import hats
from entrepairs.people.models import Person


def give_address(person: Person, address: str = "", verified: bool = True) -> None:
    address = address or f"{person.name.lower()}@mail.example"
    with hats.gate():
        account = Account.objects.get(person=person.pk)
        Account.objects.filter(pk=account.pk).update(email=address)
        EmailAddress.objects.create(user=account, email=address, verified=verified, primary=True)
