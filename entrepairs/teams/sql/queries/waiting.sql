-- Beside "My circles": teams that ask me. What waits in mine stands with their names.
select coalesce(array_length(my_team_offers(), 1), 0)
