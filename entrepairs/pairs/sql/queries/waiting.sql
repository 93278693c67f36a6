-- Beside "My circles": invitations to answer. What waits in my pairs stands with their names.
select count(*) from invitations_to_answer(me())
