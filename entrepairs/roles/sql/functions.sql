-- Until when what this room told waits: an offer until it is answered or taken back; an end until it is seen.
-- `about` is the key of the role, then what it is about.
create function role_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from roles_heldrole h where h.key = split_part(about, ':', 1) and h.person_id = person
     and (split_part(about, ':', 2) = 'ended' or role_is_offered(h))) $$;

-- I hold that role from now on: my yes to an offer. What it corrects ends the day before, or never was. Says whether I
-- do.
create function accept_role(a_role bigint) returns boolean language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  offer roles_heldrole;
begin
  select * into offer from roles_heldrole h
    where h.id = a_role and h.person_id = me() and role_is_offered(h) for update;
  if offer.id is null then return false; end if;
  if offer.follows then
    update roles_heldrole h set until = offer.since - 1 where h.id = offer.instead_of_id and h.withdrawn_at is null
      and h.since < offer.since and (h.until is null or h.until >= offer.since);
  else
    update roles_heldrole h set withdrawn_at = statement_timestamp()
      where h.id = offer.instead_of_id and h.withdrawn_at is null;
  end if;
  update roles_heldrole set accepted_at = statement_timestamp() where id = offer.id;
  return true;
end $$;

-- Who coordinates the organisation takes an offer back before a yes. Says whether it was still waiting, for all they
-- know: a no is not told.
create function withdraw_role_offer(a_role bigint) returns boolean language sql volatile security definer
  set search_path = app, public, pg_temp as
$$ with taken as (
     update roles_heldrole set withdrawn_at = statement_timestamp()
     where id = a_role and accepted_at is null and withdrawn_at is null
       and organisation_id = any(my_coordinations()) and person_id <> all(my_blocks()) returning 1)
   select exists (select from taken) $$;

-- A role ends today, by its person or by who coordinates the organisation; one that has not begun never was. Says
-- whether it was held or to come.
create function end_role(a_role bigint) returns boolean language sql volatile security definer
  set search_path = app, public, pg_temp as
$$ with held as (
     select h.id, h.since, (statement_timestamp() at time zone o.time_zone)::date as today
     from roles_heldrole h join people_organisation o on o.id = h.organisation_id
     where h.id = a_role and (h.person_id = me()
       or h.organisation_id = any(my_coordinations()) and h.person_id <> all(my_blocks()))
   ), ended as (
     update roles_heldrole h set
       withdrawn_at = case when held.since > held.today then statement_timestamp() end,
       until = case when held.since > held.today then h.until else held.today end,
       ended_at = case when held.since > held.today then null else statement_timestamp() end
     from held where h.id = held.id and h.accepted_at is not null and h.withdrawn_at is null and h.ended_at is null
       and (h.until is null or h.until >= held.today) returning 1)
   select exists (select from ended) $$;

-- What the roles of an organisation on one day come to: people, full-time equivalents of those whose statute is counted
-- so, who among these says no hours, volunteers. Of the rows that who asks may see.
create function role_sums(an_organisation bigint, on_day date) returns jsonb language sql stable as
$$ select jsonb_build_object(
     'people', count(distinct h.person_id),
     'employees', count(distinct h.person_id) filter (where s.data ? 'full_time_hours'),
     'full_time', coalesce(round(sum(coalesce(h.share / 100.0, h.hours / (s.data ->> 'full_time_hours')::numeric))
       filter (where s.data ? 'full_time_hours'), 2), 0),
     'unsaid', count(*) filter (where s.data ? 'full_time_hours' and h.share is null and h.hours is null),
     'volunteers', count(distinct h.person_id) filter (where s.key = 'volunteer'))
   from roles_heldrole h join vocabulary_concept s on s.id = h.statute_id
   where h.organisation_id = an_organisation and role_is_held(h, on_day) $$;

-- Who may call them; nobody else may.
grant execute on function accept_role, withdraw_role_offer, end_role, role_sums to entrepairs_person;
