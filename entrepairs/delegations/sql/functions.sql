-- Until when what this room told waits: while that person has a mandate there, and is not in the circle. `about` is the
-- key of the body.
create function delegation_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from mandates_body b join mandates_mandate m on m.body_id = b.id
     where b.key = delegation_waits.about and m.person_id = delegation_waits.person and m.accepted_at is not null
       and m.withdrawn_at is null and m.ended_at is null and m.until >= today()
       and not exists (select from delegations_delegation d join people_membership i on i.circle_id = d.circle_id
         where d.body_id = b.id and i.person_id = m.person_id and is_current(i.since, i.until))) $$;

-- Where I stand before the circle of a body: its key if I ever was in it, whether I am, whether I may be, whether it
-- is open.
create function delegation_door(a_body bigint)
returns table (circle varchar, inside boolean, may_enter boolean, is_open boolean)
language sql stable security definer set search_path = app, public, pg_temp as
$$ select c.key, coalesce(c.id = any(my_circles()), false), may.enter,
     may.enter and (exists (select from delegations_delegation where body_id = a_body) or delegation_is_two(a_body))
   from (select delegation_until(me(), a_body) is not null as enter) may
   left join delegations_delegation d on d.body_id = a_body and d.circle_id = any(my_circles_ever())
   left join people_circle c on c.id = d.circle_id $$;

-- I am in the circle of the delegation from now on, until the mandate ends by which I may be. The first who enters
-- opens it, once a full seat and the seat of its deputy are held, and the others who sit there are told. People enter
-- one after the other. Gives the key of the circle; nothing when I may not, or it cannot open.
create function enter_delegation(a_body bigint, a_key text) returns text language plpgsql volatile security definer
  set search_path = app, public, pg_temp as $$
declare
  body mandates_body;
  found_circle people_circle;
  last_day date;
begin
  select * into body from mandates_body where id = a_body for no key update;
  last_day := delegation_until(me(), a_body);
  if last_day is null then
    return null;
  end if;
  select c.* into found_circle from delegations_delegation d join people_circle c on c.id = d.circle_id
    where d.body_id = a_body;
  if found_circle.id is null then
    if not delegation_is_two(a_body) then
      return null;
    end if;
    insert into people_circle (key, kind, name, about, open, started_at)
      values (a_key, 'delegation', left(body.name, 120), '', false, statement_timestamp())
      returning * into found_circle;
    insert into delegations_delegation (body_id, circle_id) values (a_body, found_circle.id);
    perform tell_notice(array(select m.person_id from mandates_mandate m where m.body_id = a_body
      and mandate_is_held(m, today())), 'delegation', body.key, '/delegations/of/' || body.key || '/', null, me(),
      true);
  end if;
  if not exists (select from people_membership m where m.circle_id = found_circle.id and m.person_id = me()
      and is_current(m.since, m.until)) then
    insert into people_membership (circle_id, person_id, since, until, asked_by)
      values (found_circle.id, me(), statement_timestamp(), (last_day + 1)::timestamp at time zone zone_here(),
        'self');
  end if;
  return found_circle.key;
end $$;

-- Who is in the circle of a body is there as long as they may be: longer when the term goes on, less when a mandate
-- ends.
create function keep_delegation_in_step(a_body bigint) returns void language sql volatile security definer
  set search_path = app, public, pg_temp as
$$ update people_membership m set until = coalesce(w.until, statement_timestamp())
   from (select i.id, (delegation_until(i.person_id, a_body) + 1)::timestamp at time zone zone_here() as until
     from delegations_delegation d
     join people_membership i on i.circle_id = d.circle_id and is_current(i.since, i.until)
     where d.body_id = a_body) w
   where m.id = w.id and m.until is distinct from w.until $$;

-- Who may call them; nobody else may.
grant execute on function delegation_door, enter_delegation to entrepairs_person;
