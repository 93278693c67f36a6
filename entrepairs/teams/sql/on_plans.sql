-- "Not this circle" is also said to a team that asks.
create policy stay_out_of_team on plans_staysout for insert to entrepairs_person with check (
  person_id = (select me()) and circle_id = any((select teams_that_ask_me())::bigint[]));

create trigger closes_notices_of_teams after insert on plans_staysout for each row
  execute function close_notices('team', 'array(select key from people_circle where id = ($1).circle_id)',
    '($1).person_id');
create trigger closes_notices_of_teams after insert on plans_keptapart for each row
  execute function close_notices('team', 'array(select c.key from people_circle c join teams_teamrole r on '
    'r.circle_id = c.id where ($1).organisation_id in (r.organisation_id, c.organisation_id) '
    'or r.person_id = ($1).person_id)');
