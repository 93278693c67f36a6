-- People who looked at me: I am told their name, whatever audience they chose for it, because nobody looks behind
-- someone's back. Never of those I blocked; but if they blocked me since, their name stays, or its absence would tell.
create function who_looked(ids bigint[]) returns table (id bigint, key varchar, name varchar) language sql stable
  security definer set search_path = app, public, pg_temp as
$$ select p.id, p.key, p.name from people_person p
   where p.id = any(ids) and p.id <> all((select blocked_by_me())::bigint[])
     and p.id in (select viewer from ledger_look where owner = me() and viewer = any(ids)) $$;

-- People I blocked: I am told their name, in the list of my blocks only.
create function whom_i_blocked() returns table (id bigint, key varchar, name varchar) language sql stable
  security definer set search_path = app, public, pg_temp as
$$ select p.id, p.key, p.name from people_person p join people_block b on b.blocked_id = p.id
  where b.person_id = me() $$;
-- Who has one of these statutes now: for functions that leave people out, and told to nobody.
create function people_with_statute(keys text[]) returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as $$
  select coalesce(array_agg(distinct m.person_id), '{}') from people_membership m
    join vocabulary_concept s on s.id = m.statute_id
  where s.key = any(keys) and is_current(m.since, m.until)
$$;

-- Whether I may add something in that circle, for the rest of the transaction: those who pause, end or block wait
-- for it, and it waits for them. Says open, paused, muted or ended (to me: I left, or a block is across it); nothing
-- of a circle that was never mine. Its statements are several, so that the last sees what the first has waited for.
create function hold_circle(circle bigint) returns text language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  held people_circle;
begin
  select * into held from people_circle where id = circle and id = any(my_circles_ever()) for share;
  if held.id is null then
    return null;
  end if;
  perform from people_membership where circle_id = circle and person_id = me() for share;
  if held.id = any(my_open_circles()) then
    return 'open';
  end if;
  return case when held.ended_at is null and held.id = any(my_muted_circles()) then 'muted'
    when held.paused_at is not null and held.id = any(my_circles()) then 'paused'
    when held.kind <> 'pair' and held.ended_at is null then 'left' else 'ended' end;
end $$;

-- A coordinator asks somebody of the organisation to coordinate it too. Whatever was answered, the question stands for
-- thirty days, and is not asked again before: a no is not seen by who asks.
create function ask_to_coordinate(affiliation bigint) returns boolean language sql volatile security definer
  set search_path = app, public, pg_temp as $$
  with done as (
    update people_affiliation set asked_to_coordinate_at = statement_timestamp()
    where id = affiliation and not coordinator and is_current(since, until)
      and organisation_id = any(my_coordinations())
      and (asked_to_coordinate_at is null or asked_to_coordinate_at < statement_timestamp() - interval '30 days')
    returning 1)
  select exists (select from done)
$$;

-- I was asked to coordinate, and say no: the question goes away for me alone.
create function decline_to_coordinate(affiliation bigint) returns void language sql volatile security definer
  set search_path = app, public, pg_temp as
$$ insert into people_coordinationrefusal (affiliation_id, at)
   select id, statement_timestamp() from people_affiliation
   where id = affiliation and person_id = me() and not coordinator and asked_to_coordinate_at is not null
   on conflict (affiliation_id) do update set at = excluded.at $$;

-- Who may call them; nobody else may.
grant execute on function
  ask_to_coordinate, decline_to_coordinate, who_looked, whom_i_blocked, hold_circle to entrepairs_person;
