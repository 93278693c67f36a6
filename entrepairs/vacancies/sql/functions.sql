-- Until when a candidacy that was told waits: while it stands, its call is open, and one still coordinates. `about` is
-- its key.
create function candidacy_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from vacancies_candidacy o join vacancies_vacancycall c on c.id = o.call_id
     where o.key = about and o.withdrawn_at is null and c.closed_at is null
       and exists (select from people_affiliation a where a.person_id = person and a.coordinator
         and a.organisation_id = c.organisation_id and is_current(a.since, a.until))) $$;

-- That a call which one answered has ended is news until it is seen, or one withdraws. `about` is the key of the call,
-- then "closed", or the last day that it had: another last day is told on its own.
create function call_ended_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from vacancies_vacancycall c join vacancies_candidacy o on o.call_id = c.id
     where c.key = split_part(about, ':', 1) and o.person_id = person and o.withdrawn_at is null
       and (split_part(about, ':', 2) = 'closed' or c.closed_at is null
         and c.until::text = split_part(about, ':', 2))) $$;
