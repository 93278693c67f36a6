-- Until when what this room told waits: a proposal until it is answered or taken back; an end, and that it goes on,
-- until it is seen. `about` is the key of the mandate, then what it is about.
create function mandate_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from mandates_mandate m where m.key = split_part(about, ':', 1) and m.person_id = person
     and (split_part(about, ':', 2) in ('ended', 'goes_on') or mandate_is_proposed(m))) $$;

-- I hold that mandate from its first day on: my yes to a proposal. Says whether I do.
create function accept_mandate(a_mandate bigint) returns boolean language sql volatile security definer
  set search_path = app, public, pg_temp as
$$ with held as (
     update mandates_mandate m set accepted_at = statement_timestamp()
     where m.id = a_mandate and m.person_id = me() and mandate_is_proposed(m) returning 1)
   select exists (select from held) $$;

-- Who coordinates the organisation takes a proposal back before a yes. Says whether it was still waiting, for all they
-- know: a no is not told.
create function withdraw_mandate(a_mandate bigint) returns boolean language sql volatile security definer
  set search_path = app, public, pg_temp as
$$ with taken as (
     update mandates_mandate set withdrawn_at = statement_timestamp()
     where id = a_mandate and accepted_at is null and withdrawn_at is null
       and organisation_id = any(my_coordinations()) and person_id <> all(my_blocks()) returning 1)
   select exists (select from taken) $$;

-- A mandate ends today, by its person or by who coordinates the organisation that proposed it; one that has not begun
-- never was. Says whether it was held or to come.
create function end_mandate(a_mandate bigint) returns boolean language sql volatile security definer
  set search_path = app, public, pg_temp as
$$ with ended as (
     update mandates_mandate m set
       withdrawn_at = case when m.since > today() then statement_timestamp() end,
       until = case when m.since > today() then m.until else today() end,
       ended_at = case when m.since > today() then null else statement_timestamp() end
     where m.id = a_mandate and (m.person_id = me()
         or m.organisation_id = any(my_coordinations()) and m.person_id <> all(my_blocks()))
       and m.accepted_at is not null and m.withdrawn_at is null and m.ended_at is null and m.until >= today()
     returning 1)
   select exists (select from ended) $$;

-- The seats of these bodies that nobody holds on that day, and since when: that a seat is empty is public, who held it
-- is not.
create function vacant_seats(bodies bigint[], on_day date) returns table (seat_id bigint, since date)
language sql stable security definer set search_path = app, public, pg_temp as
$$ select s.id, coalesce((select case when m.ended_at is null then m.until + 1 else m.until end
       from mandates_mandate m where m.seat_id = s.id and m.accepted_at is not null and m.withdrawn_at is null
         and m.since <= on_day order by m.until desc limit 1), s.since)
   from mandates_seat s where s.body_id = any(bodies) and s.since <= on_day
     and not exists (select from mandates_mandate m where m.seat_id = s.id and mandate_is_held(m, on_day)) $$;

-- The same, counted by region, full seats and those of deputies apart: bodies, seats, and the empty ones among them.
create function count_vacancies(on_day date)
returns table (region text, bodies int, full_seats int, full_vacant int, deputy_seats int, deputy_vacant int)
language sql stable security definer set search_path = app, public, pg_temp as
$$ select coalesce(p.admin1, ''), count(*)::int, coalesce(sum(s.full_seats), 0)::int,
     coalesce(sum(s.full_vacant), 0)::int, coalesce(sum(s.deputy_seats), 0)::int, coalesce(sum(s.deputy_vacant), 0)::int
   from mandates_body b left join vocabulary_place p on p.geoname_id = b.place_id
   left join (
     select s.body_id, count(*) filter (where s."order" = 0) as full_seats,
       count(*) filter (where s."order" = 0 and h.seat_id is null) as full_vacant,
       count(*) filter (where s."order" > 0) as deputy_seats,
       count(*) filter (where s."order" > 0 and h.seat_id is null) as deputy_vacant
     from mandates_seat s
     left join (select m.seat_id from mandates_mandate m where mandate_is_held(m, on_day)) h on h.seat_id = s.id
     where s.since <= on_day group by s.body_id) s on s.body_id = b.id
   group by 1 order by 1 $$;

-- Who holds the seats of a body now, by name, for everyone with an account: their yes says so. Not who is on a pause,
-- and nobody across a block.
create function holders_of(a_body bigint) returns table (mandate_id bigint, key varchar, name varchar)
language sql stable security definer set search_path = app, public, pg_temp as
$$ select m.id, p.key, p.name from mandates_mandate m join people_person p on p.id = m.person_id
   where m.body_id = a_body and me() is not null and mandate_is_held(m, today())
     and (p.id = me() or p.paused_at is null and p.id <> all(my_blocks())) $$;

-- Who may call them; nobody else may.
grant execute on function
  accept_mandate, withdraw_mandate, end_mandate, vacant_seats, count_vacancies, holders_of to entrepairs_person;
