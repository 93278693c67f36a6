"""What the library holds about a person."""

from django.utils.translation import gettext_lazy as _

from entrepairs.ledger import held
from entrepairs.ledger.held import Held, Table, table

MINE = "select o.resource_id from library_resourceowner o where o.person_id = (select me())"
RESOURCES = Table("library_resource", mine=f"id in ({MINE})")
FILES = Table("library_file", mine=f"resource_id in ({MINE})")
OWNERS = table("library_resourceowner", "person")
CLAIMS = table("library_authorshipclaim", "person", "by")
DECLINED = table("library_declinedclaim", "person")


def kind(key: str, words: object, seen_by: object, until: object, *tables: Table) -> None:
    held.add(Held("library", key, words, seen_by, until, tables))


words = _("Items of the library that are mine, with their files")
seen_by = _("the people I published them for")
kind("resources", words, seen_by, held.UNTIL_ERASED, RESOURCES, FILES, OWNERS)
words = _("Items of the library where I am named as an author")
until = _("until you erase everything; your name stays on works published elsewhere")
kind("authorship", words, held.EVERYONE, until, table("library_author", "person"))
words = _("Requests to be named as an author")
seen_by = _("you and the owners of the item")
kind("claims", words, seen_by, held.UNTIL_ANSWERED, CLAIMS, DECLINED)
words, follower = _("Series I follow"), table("library_follower", "person")
kind("followed", words, held.ONLY_ME, held.UNTIL_REMOVED, follower)
