"""The pages where somebody is asked for their yes, in a browser."""

from uuid import uuid4

import pytest

from entrepairs.core import hats
from entrepairs.drafts.tests.making import filled
from entrepairs.events import actions
from entrepairs.events.actions import invitations
from entrepairs.library.actions import authorship_claims
from entrepairs.library.tests.making import a_series, published
from entrepairs.tests.browser import (
    DESK,
    PHONE,
    Site,
    browser_of_tests,
    committed,
    sideways,
    site,
    too_small,
    violations,
)

__all__ = ["browser_of_tests", "committed", "site"]

pytestmark = pytest.mark.browser


def where_a_yes_is_asked(site: Site) -> dict[str, list[str]]:
    """The pages of each: David is asked to prepare, Bruno whether he speaks and made a thing."""
    event, sessions, _rooms = filled(site)
    claire, david, bruno = (site.network.people[name] for name in ("Claire", "David", "Bruno"))
    with hats.person(claire.pk):
        speaker = event.speakers.get()
        asked = [
            invitations.send_invitation(event=event, person=david, once=uuid4(), by=claire),
            invitations.send_invitation(
                event=event, person=bruno, speaker=speaker, once=uuid4(), by=claire
            ),
        ]
        for title in ("Affiche", "Actes"):
            told = {"kind": "poster", "title_fr": title}
            actions.add_material(
                event=event, told=told, session=sessions["opening"], once=uuid4(), by=claire
            )
        actions.publish_event(event=event, once=uuid4(), by=claire)
    thing = published(claire, site.network, authors=["B. Martin"], series=a_series())
    with hats.person(bruno.pk):
        author = thing.authors.get()
        claim = authorship_claims.claim_author(
            author=author, name="Bruno M.", once=uuid4(), by=bruno.pk
        )
    here = f"{event.path}prepare/"
    hers = [
        f"{here}organisers/?q=am",
        f"{here}organisers/{claire.key}/remove/",
        f"{here}speakers/{speaker.key}/link/?q=am",
        f"{here}materials/?of={sessions['opening'].key}",
        f"{thing.path}authors/?author={author.pk}&q=am#ask",
        claim.path,
        "/library/series/",
        "/library/series/new/",
        "/library/series/expeerts/",
        "/library/series/expeerts/change/",
        sessions["opening"].path,
    ]
    return {
        "Claire": hers,
        "David": [asked[0].path],
        "Bruno": [asked[1].path, claim.path, "/today/"],
    }


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("size", "scheme"), [(PHONE, "dark"), (DESK, "light")], ids=["telephone, dark", "desk, light"]
)
def test_pages_of_asking_and_answering_can_be_read_and_pressed_by_everyone(
    site: Site, size: tuple[int, int], scheme: str
) -> None:
    for name, paths in where_a_yes_is_asked(site).items():
        with site.visit(
            site.network.people[name], size=size, scheme=scheme, locale="fr-FR"
        ) as page:
            for path in paths:
                answer = page.goto(path)
                assert answer is not None
                assert (path, answer.status) == (path, 200)
                found = (violations(page), too_small(page), sideways(page))
                assert found == ([], [], 0), path
