-- Members of a group of mine on the last day of a year, and those who joined in it: numbers, no names.
create function members_in_year(circle bigint, a_year int) returns bigint[] language sql stable
  security definer set search_path = app, public, pg_temp as
$$ with days as (
     select make_timestamptz(a_year, 1, 1, 0, 0, 0, zone_here()) as first,
       make_timestamptz(a_year + 1, 1, 1, 0, 0, 0, zone_here()) as after
   ), people as (
     select m.person_id, min(m.since) as since,
       bool_or(m.since < d.after and (m.until is null or m.until >= d.after)) as stays
     from people_membership m, days d where m.circle_id = circle and m.role_id is null group by m.person_id
   )
   select array[count(*) filter (where p.stays), count(*) filter (where p.since >= d.first and p.since < d.after)]
   from days d left join people p on true where circle = any(my_voting_circles()) $$;

-- The mutual-aid groups whose page I keep and of which no report is sent that is due on that day: from New Year on, for
-- two months after its day. A group that began since tells nothing yet.
create function reports_due(today date) returns table(circle_id bigint, a_year int) language sql stable as
$$ select g.circle_id, extract(year from today)::int - 1
   from groups_group g join people_circle c on c.id = g.circle_id
   where g.kind = 'gem' and g.circle_id = any((select my_kept_groups())::bigint[])
     and extract(month from today) < 5 and extract(year from c.started_at) < extract(year from today)
     and not exists (select from reports_report r where r.circle_id = g.circle_id
       and r.year = extract(year from today)::int - 1 and (r.sent_at is not null or r.opened_at is not null)) $$;

-- Until when it waits that a report is there to be read. `about` is the key of the report, then when it was opened.
create function report_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from reports_report r where r.key = split_part(about, ':', 1) and r.opened_at is not null
     and r.sent_at is null and extract(epoch from r.opened_at)::bigint::text = split_part(about, ':', 2)
     and exists (select from people_membership m where m.circle_id = r.circle_id and m.person_id = person
       and m.role_id is null and is_current(m.since, m.until))) $$;

-- Who may call them; nobody else may.
grant execute on function members_in_year, reports_due to entrepairs_person;
