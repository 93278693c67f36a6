"""How much waits for me here: the number beside "My peers"."""

from django.db import connection
from django.http import HttpRequest

# Proposals to answer, words of an agreement to accept, conversations with something to read: with
# `offset 0` each is looked at by itself, from my mark on, instead of all of them from their first
# word.
COUNT = """
with mine as materialized (
  select c.id from people_circle c
  where c.kind = 'pair' and c.ended_at is null and c.id = any((select my_circles())::bigint[])
)
select
  (select count(*) from invitations_to_answer(me()))
  + (select count(*) from pairs_agreement a
       where a.circle_id in (select id from mine) and a.proposed_by_id <> me()
         and a.accepted_at is null and a.closed_at is null)
  + (select count(*) from mine where exists (
       select from conversations_message m where m.circle_id = mine.id and m.author_id <> me()
         and m.id > (select my_mark(mine.id)) offset 0))
"""


def waiting_count(request: HttpRequest) -> int:
    """One query, or none on a page that has counted already."""
    if (known := getattr(request, "counted", {}).get("circles")) is not None:
        return int(known)
    with connection.cursor() as cursor:
        cursor.execute(COUNT)
        return int(cursor.fetchone()[0])
