-- Beside "My circles": groups that invite me, and what waits in each of mine.
select (select count(*) from entries_to_answer() e where e.circle_id <> all((select my_circles())::bigint[]))
  + (select coalesce(sum(w.number), 0) from waiting_in_groups() w)
