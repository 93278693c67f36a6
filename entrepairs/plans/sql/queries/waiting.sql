-- Beside "My circles": plans that invite me, and what waits in each of mine.
select (select count(*) from plans_planinvitation i where i.person_id = me())
  + (select coalesce(sum(w.number), 0) from waiting_in_plans() w)
