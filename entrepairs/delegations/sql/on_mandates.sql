-- A mandate that begins, ends or lasts longer changes who may be in the circle, and until when. This runs with the
-- rights of the owner.
create function delegation_follows_mandate() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  perform keep_delegation_in_step(new.body_id);
  return null;
end $$;
create trigger moves_delegation after update on mandates_mandate for each row
  when (new.accepted_at is not null and (new.until, new.accepted_at, new.withdrawn_at, new.ended_at)
    is distinct from (old.until, old.accepted_at, old.withdrawn_at, old.ended_at))
  execute function delegation_follows_mandate();
create trigger closes_notices_of_delegations after update on mandates_mandate for each row
  when (new.until is distinct from old.until or new.withdrawn_at is distinct from old.withdrawn_at
    or new.ended_at is distinct from old.ended_at)
  execute function close_notices('delegation', 'array(select key from mandates_body where id = ($1).body_id)',
    '($1).person_id');

-- From the day on which a holder and a deputy are both there, they are told that they can meet: neither is told of the
-- other by name, and nobody who is in the circle already.
create function delegation_can_meet() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  body mandates_body;
  meets record;
begin
  select * into body from mandates_body where id = new.body_id;
  for meets in
    select m.person_id, greatest(m.since, new.since) as day from mandates_seat mine
    join mandates_seat s on s.deputy_of_id = mine.id or s.id = mine.deputy_of_id
    join mandates_mandate m on m.seat_id = s.id and m.accepted_at is not null and m.withdrawn_at is null
      and m.ended_at is null and m.until >= greatest(m.since, new.since, today()) and new.until >= m.since
    where mine.id = new.seat_id
  loop
    perform tell_notice(array(select p from unnest(array[meets.person_id, new.person_id]) p
        where delegation_waits(p, body.key)), 'delegation', body.key, '/delegations/of/' || body.key || '/',
      case when meets.day > today() then meets.day::timestamptz end, null, false);
  end loop;
  return null;
end $$;
create trigger tells_delegation after update on mandates_mandate for each row
  when (old.accepted_at is null and new.accepted_at is not null) execute function delegation_can_meet();

-- A body that is called otherwise, by law or by who keeps its page, has its circle called so too.
create function delegation_is_called_as_body() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  update people_circle c set name = left(new.name, 120) from delegations_delegation d
    where d.body_id = new.id and c.id = d.circle_id;
  return null;
end $$;
create trigger names_delegation after update of name on mandates_body for each row
  when (new.name is distinct from old.name) execute function delegation_is_called_as_body();
