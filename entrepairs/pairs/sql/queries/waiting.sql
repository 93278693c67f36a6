-- The number beside "My circles": invitations to answer, words of an agreement to accept, pairs with something to
-- read. With `offset 0` each is looked at by itself, from my mark on, instead of all of them from their first word.
with mine as materialized (
  select c.id from people_circle c
  where c.kind = 'pair' and c.ended_at is null and c.id = any((select my_circles())::bigint[])
)
select
  (select count(*) from invitations_to_answer(me()))
  + (select count(*) from pairs_agreement a
       where a.circle_id = any((select my_open_circles())::bigint[]) and a.proposed_by_id <> me()
         and a.accepted_at is null and a.closed_at is null)
  + (select count(*) from mine where exists (
       select from conversations_message m where m.circle_id = mine.id and m.author_id <> me()
         and m.taken_back_at is null and m.id > (select my_mark(mine.id)) offset 0))
