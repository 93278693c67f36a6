-- Beside "My circles": groups that invite me. What waits in mine stands with their names.
select count(*) from entries_to_answer() e where e.circle_id <> all((select my_circles())::bigint[])
