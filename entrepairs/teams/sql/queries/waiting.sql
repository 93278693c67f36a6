-- Beside "My circles": teams that ask me, and what waits in each of mine.
select coalesce(array_length(my_team_offers(), 1), 0)
  + (select coalesce(sum(w.unread), 0) from unread_by_circle('team') w)
