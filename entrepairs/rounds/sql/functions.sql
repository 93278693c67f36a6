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

-- How many people of an organisation that I coordinate wait for a peer, of those who said that it may suggest someone
-- to them: by elevens, as it was on Monday, so that two readings tell of nobody who has just come, nor of who has just
-- stopped, paused or left. None below eleven.
create function count_waiting(organisation bigint) returns integer language sql stable security definer
  set search_path = app, public, pg_temp as $$
  with monday as (select date_trunc('week', statement_timestamp()) as at),
  willing as (
    select o.person_id, o.since from pairs_roundoptin o where o.organisation_id = organisation
    union all
    select c.person, c.given_at from ledger_consent c, monday
    where c.what = 'rounds:' || (select key from people_organisation where id = organisation)
      and c.withdrawn_at >= monday.at)
  select nullif(count(distinct o.person_id) / 11 * 11, 0)::integer from monday, willing o
  join pairs_wish w on w.person_id = o.person_id
  join people_person p on p.id = o.person_id
  join people_affiliation a on a.person_id = o.person_id and a.organisation_id = organisation
  where organisation = any((select my_coordinations())::bigint[]) and greatest(o.since, w.made_at) < monday.at
    and coalesce(w.closed_at >= monday.at, w.room_for > 0) and coalesce(p.paused_at >= monday.at, true)
    and coalesce(a.until >= monday.at, true)
$$;

-- Who may call them; nobody else may.
grant execute on function
  count_waiting, forget_what_round_found, limits_suggested to entrepairs_person;
