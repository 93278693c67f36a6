"""Bodies of a country and what peers carry there: server time of the pages of a territory and of a
body, and of the search among items.

Run as a program on a data folder: fills it once, then writes what it found as JSON.
"""

import argparse
import json
import os
import time
from pathlib import Path
from typing import Any

from bench.inside import measure_page
from bench.networks import Network, read_sql
from bench.shelf import FRENCH, invent_vocabulary

WORDS = 20_000  # of a language
ASLEEP = "set session_replication_role = replica"  # triggers keep columns in step: written as such
# Name of the page -> path, for a person who is signed in; {body} and {region} are of the network.
PAGES = {
    "bodies of all regions": "/bodies/",
    "a territory": "/bodies/?region={region}",
    "a deep page of a territory": "/bodies/?region={region}&page=9",
    "a body": "/bodies/{body}/",
    "items of a body": "/bodies/{body}/items/",
    "search: a frequent word": "/items/search/?q=sant%C3%A9",
    "search: two frequent words": "/items/search/?q=sant%C3%A9+groupe",
    "search: a rare word": "/items/search/?q=norfalutraz%C3%A9",
    "search: nowhere": "/items/search/?q=qzxzqzx",
    "shared outcomes": "/outcomes/",
    "shared outcomes of a territory": "/outcomes/?region={region}",
    "open calls": "/vacancies/",
}


def fill_once(link: Any, network: Network, bodies: int, items: int) -> None:
    """Over a connection that may put triggers to sleep."""
    if network.read().get("items") == items:
        return
    start = time.monotonic()
    link.execute("create table if not exists bench_item_word (place int primary key, word text)")
    link.execute("truncate bench_item_word")
    with link.cursor() as cursor, cursor.copy("copy bench_item_word from stdin") as copy:
        for place, word in enumerate(invent_vocabulary(FRENCH.split(), 1)[:WORDS], 1):
            copy.write_row((place, word))
    link.execute("select setseed(0.5)")
    link.execute(ASLEEP)
    for statement in read_sql("fill_bodies").split(";\n"):
        link.execute(statement, {"bodies": bodies, "items": items, "words": WORDS})
    link.execute("set session_replication_role = origin")
    link.execute("vacuum analyze")
    network.note(items=items, bodies_seconds=time.monotonic() - start)


def views_of(network: Network, link: Any) -> dict[str, list[list[str]]]:
    """As people who are signed in read them."""
    (body,) = link.execute("select max(key) from mandates_body where key like 'bb%'").fetchone()
    session = next(iter(network.read()["pages"].values()))[0][1]
    named = {"body": body, "region": "Bretagne"}
    return {name: [[path.format(**named), session]] for name, path in PAGES.items()}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--bodies", type=int, default=10_000)
    parser.add_argument("--items", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=30)
    options = parser.parse_args()
    os.environ |= {"ENTREPAIRS_MODE": "demo", "DJANGO_SETTINGS_MODULE": "entrepairs.settings"}
    from entrepairs.engine.attach import connected

    with connected(str(options.data), alone=True) as cluster:
        import django
        import psycopg

        django.setup()
        from entrepairs.engine.address import DATABASE
        from entrepairs.engine.roles import with_database
        from entrepairs.wsgi import application

        assert cluster is not None
        network, found = Network(0, options.data), {}
        with psycopg.connect(with_database(cluster, DATABASE), autocommit=True) as link:
            fill_once(link, network, options.bodies, options.items)
            for name, views in views_of(network, link).items():
                measure = measure_page(application, views, options.rounds, link)
                found[name] = {**vars(measure), "status": sorted(measure.status)}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
