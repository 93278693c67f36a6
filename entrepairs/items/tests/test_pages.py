"""Lists and pages of items ask the database as much of thirty as of one."""

from typing import Any

from entrepairs.items.tests.making import led, said
from entrepairs.mandates.models import Body
from entrepairs.people.models import Person
from entrepairs.tests.posting import As, text

MOST = 10  # statements of a page
AFTER_ANSWER = 4  # those that mark what was told as seen, once it has left


def test_lists_and_pages_ask_as_much_for_thirty_as_for_one(
    body: Body, network: Any, amel: Person, david: Person, as_person: As, queries: Any
) -> None:
    client, mine = as_person(david), as_person(amel)
    item = said(body, amel, title="Sujet", circle=network.group)
    first = led(item, david, "carry")
    made: dict[str, list[int]] = {}
    lists = ("/items/delegations/", f"{body.path}items/", "/items/search/?q=sujet")
    for number in (1, 30):
        for one in range(number - 1):
            said(body, amel, title=f"Sujet {one}", circle=network.group)
        for page in (*lists, f"/groups/{network.group.key}/items/", first.path, "/items/"):
            reader = mine if page == "/items/" else client
            with queries() as asked:
                assert "Sujet" in text(reader.get(page))
            made.setdefault(page, []).append(len(asked))
    for page, (few, many) in made.items():
        assert few == many, page
        assert many <= MOST + (AFTER_ANSWER if page == first.path else 0), page
