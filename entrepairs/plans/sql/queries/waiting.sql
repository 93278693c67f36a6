-- Beside "My circles": plans that invite me. What waits in mine stands with their names.
select count(*) from plans_planinvitation i where i.person_id = me()
