-- Meetings that wait for this person's answer, and notes that wait for their yes: Today and the notices ask the same.
create function meetings_to_answer(person bigint) returns setof meetings_meeting language sql stable as
$$ select m.* from meetings_meeting m join people_circle c on c.id = m.circle_id
   where m.agreed_at is null and m.held is null and m.proposed_by_id is distinct from person
     and m.cancelled_at is null and m.uncounted_at is null and c.paused_at is null and c.ended_at is null $$;
create function contributions_to_confirm(person bigint) returns setof meetings_contribution language sql stable as
$$ select c.* from meetings_contribution c
   where c.confirmed_at is null and c.noted_by_id <> person and person in (c.giver_id, c.receiver_id) $$;

-- When a circle is next: a table, so that the statement that asks reads it as a part of itself.
create function next_meeting(circle bigint) returns table (at timestamptz) language sql stable as
$$ select min(t.starts_at) from meetings_meeting t
   where t.circle_id = circle and t.agreed_at is not null and t.cancelled_at is null and t.held is null
     and t.starts_at > statement_timestamp() $$;
-- My circles of one kind that have not ended, with when each is next. The navigation of every page asks it, so it says
-- by itself which meetings I see (policies.sql): a plan without policies starts in a fifth of the time.
create function my_circles_with_next(kind text) returns table (id bigint, key text, name text, at timestamptz,
  started_at timestamptz) language sql stable security definer set search_path = app, public, pg_temp as
$$ select c.id, c.key::text, c.name::text,
     (select min(t.starts_at) from meetings_meeting t
      where t.circle_id = c.id and t.agreed_at is not null and t.cancelled_at is null and t.held is null
        and t.starts_at > statement_timestamp() and (i_was_in(c.id, t.proposed_at) or i_was_in(c.id, t.starts_at))),
     c.started_at
   from people_circle c
   where c.kind = my_circles_with_next.kind and c.ended_at is null and c.id = any((select my_circles())::bigint[]) $$;

-- Until when what this room told waits. `about` is the key of the meeting, then what is new.
create function meeting_waits(person bigint, about text) returns boolean language sql stable as
$$ select case split_part(about, ':', 3)
     when 'cancelled' then true
     when 'yes' then exists (select from meetings_meeting m where m.key = split_part(about, ':', 1)
       and m.sequence = split_part(about, ':', 2)::int and m.cancelled_at is null and m.held is null)
     else exists (select from meetings_to_answer(person) m where m.key = split_part(about, ':', 1)
       and m.sequence = split_part(about, ':', 2)::int) end $$;
create function reminder_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from meetings_meeting m where m.key = split_part(about, ':', 1)
     and m.sequence = split_part(about, ':', 2)::int
     and m.agreed_at is not null and m.cancelled_at is null and m.held is null) $$;
create function note_waits(person bigint, about text) returns boolean language sql stable as
$$ select split_part(about, ':', 2) = 'uncounted' or exists (
     select from contributions_to_confirm(person) c join meetings_meeting m on m.id = c.meeting_id
     where m.key = split_part(about, ':', 1)) $$;

-- Who may call them; nobody else may.
grant execute on function
  meetings_to_answer, contributions_to_confirm, next_meeting, my_circles_with_next to entrepairs_person;
