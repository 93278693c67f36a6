"""Two people with paper cards who meet, over HTTP: what Nadia and Bruno do, one page after the
other.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from entrepairs.tests.installed.visitor import Visitor

Lived = tuple[str, str, Visitor]
YESTERDAY = (datetime.now(UTC) - timedelta(days=1)).date().isoformat()


def come_in(port: int, code: str) -> Visitor:
    """By the code of a card, typed as people type; then four words to come back."""
    visitor = Visitor(port)
    visitor.get("/enter/code/")
    visitor.send("/enter/code/", code=code.lower().replace("-", " "))
    visitor.send("/enter/code/", yes="1")
    visitor.get("/account/words/")
    visitor.send("")
    return visitor


def tell(visitor: Visitor, step: str, key: str) -> None:
    """One answer of the first conversation, for the network to see."""
    page = visitor.get(f"/welcome/{step}/")
    box = next(tag for tag in re.findall(r"<input[^>]*>", page) if f'id="c-{key}"' in tag)
    name, value = (re.findall(rf'\b{what}="([^"]*)"', box)[0] for what in ("name", "value"))
    visitor.send("", **{name: value}, audience="4", save="1")


def wish(visitor: Visitor) -> None:
    visitor.get("/pairs/looking/")
    visitor.send("", audience="4")


def become_a_pair(nadia: Visitor, bruno: Visitor) -> str:
    """She invites, he says yes; the page of the pair."""
    wish(bruno)
    wish(nadia)
    page = nadia.get("/pairs/suggestions/")
    assert "Bruno" in page
    nadia.get(re.findall(r'href="(/pairs/invite/[^"]+)"', page)[0])
    nadia.send("", words="Bonjour Bruno")
    assert "Bonjour Bruno" in bruno.get("/pairs/invitations/")
    bruno.send("/pairs/invitations/[^/]+/yes/")
    pair = str(re.findall(r"/pairs/[a-z0-9]{14}/", bruno.get("/pairs/"))[0])
    bruno.get(pair)
    assert "Bienvenue !" in bruno.send("", body="Bienvenue !")
    assert "Bienvenue !" in nadia.get(pair)
    return pair


def meet(nadia: Visitor, bruno: Visitor, pair: str) -> str:
    """Planned by one, agreed by the other, noted by one, confirmed by the other; its page."""
    circle = pair.split("/")[-2]
    bruno.get(f"/meetings/new/?circle={circle}")
    place = "Parc du Thabor"
    bruno.send("", day=YESTERDAY, clock="14:00", means="in_person", where=place)
    found = re.findall(r"/meetings/[a-z0-9]{14}/", bruno.get(f"{pair}meetings/"))
    meeting = str(found[0])
    assert place in nadia.get(meeting)
    nadia.send("/meetings/[^/]+/accept/")
    page = nadia.get(f"{meeting}note/")
    listened = {side: re.findall(rf'name="{side}" value="([^"]*)"', page) for side in BROUGHT}
    said = {side: values[0] for side, values in listened.items()}
    nadia.send("", **said, given_minutes="60", received_minutes="30")
    bruno.get(meeting)
    bruno.send("/meetings/[^/]+/confirm/")
    return meeting


BROUGHT = ("given", "received")


def mirror(visitor: Visitor, pair: str) -> list[str]:
    """Given and received in all, as this person's mirror of the pair says it after one meeting."""
    facts = visitor.get(f"{pair}mirror/").partition('<dl class="facts">')[2].partition("</dl>")[0]
    return [" ".join(said.split()) for said in re.findall(r"<dd>(.*?)</dd>", facts)]


def live(port: int, codes: dict[str, str], three_days_later: Callable[[], None]) -> Lived:
    """From two cards to the same mirror; the pair, the meeting and Nadia, for who looks again."""
    nadia, bruno = come_in(port, codes["Nadia"]), come_in(port, codes["Bruno"])
    for visitor in (nadia, bruno):
        for step, key in (("experiences", "street"), ("offers", "listening"), ("languages", "fr")):
            tell(visitor, step, key)
    pair = become_a_pair(nadia, bruno)
    three_days_later()
    meeting = meet(nadia, bruno, pair)
    hers, his = mirror(nadia, pair), mirror(bruno, pair)
    assert hers == his[::-1] == ["1 h", "30 min"]
    return pair, meeting, nadia
