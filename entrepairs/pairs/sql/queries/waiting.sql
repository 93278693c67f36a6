-- The number beside "My circles": invitations to answer, and what waits in each of my pairs.
select (select count(*) from invitations_to_answer(me()))
  + (select coalesce(sum(w.number), 0) from waiting_in_pairs() w)
