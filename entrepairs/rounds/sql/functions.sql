-- Which experiences and times are not the reason given, of the suggestions that I may read: by the limits that I may
-- see. A hidden one changes nothing of what I read, or it would be told by what is missing.
create function limits_suggested(suggestions bigint[])
returns table (suggestion_id bigint, unspoken text[], no_times text[])
language sql stable set search_path = app, public, pg_temp as $$
  with read as materialized (select s.id, s.one_id, s.other_id from rounds_suggestion s where s.id = any(suggestions))
  select r.id, l.unspoken, l.no_times
  from limits_between((select array_agg(one_id order by id) from read),
    (select array_agg(other_id order by id) from read)) l
  join read r using (one_id, other_id)
$$;

-- Part of cancelling a round that I coordinate: what it found is forgotten, also what I may not read.
create function forget_what_round_found(a_round bigint) returns void language sql volatile security definer
  set search_path = app, public, pg_temp as $$
  with mine as materialized (
    update rounds_round set figures = '{}', gap = null
    where id = a_round and organisation_id = any(my_coordinations())
      and state in ('open', 'computing', 'ready', 'failed')
    returning id
  ), hints as (delete from rounds_hint where round_id in (select id from mine)
  ), found as (delete from rounds_suggestion where round_id in (select id from mine) returning id
  )
  delete from rounds_predictedsuggestion where suggestion_id in (select id from found)
$$;

-- Who may call them; nobody else may.
grant execute on function
  forget_what_round_found, limits_suggested to entrepairs_person;
