-- Until when what this room told waits. `about` is the key of the sitting, then what it is about.
create function seat_offer_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from sittings_seatoffer o join sittings_sitting s on s.id = o.sitting_id
     where s.key = split_part(about, ':', 1) and o.person_id = person and seat_offer_waits_for_yes(o)) $$;
-- That a seat is taken, and that a sitting is added, moved or cancelled, is news until it is seen, or the sitting is
-- erased.
create function seat_taken_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from sittings_sitting s where s.key = split_part(about, ':', 1)) $$;
create function sitting_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from sittings_sitting s where s.key = split_part(about, ':', 1)) $$;

-- The days of the sittings of a body, for everyone: hour and place are for the delegation.
create function sitting_days(a_body bigint, since date)
returns table (key varchar, day date, cancelled boolean, changed_at timestamptz, sequence smallint)
language sql stable security definer set search_path = app, public, pg_temp as
$$ select s.key, s.day, s.cancelled_at is not null, s.changed_at, s.sequence from sittings_sitting s
   where s.body_id = a_body and s.day >= since order by s.day, s.id $$;

-- A sitting at another hour or place, for who is in the delegation. On another day or at another hour, nobody has said
-- yet whether they come: answers and offers go. Says whether the hour is another one; nothing when it cannot be moved.
create function move_sitting(a_sitting bigint, an_hour timestamptz, a_length int, a_place text) returns boolean
language plpgsql volatile security definer set search_path = app, public, pg_temp as $$
declare
  before sittings_sitting;
begin
  select * into before from sittings_sitting where id = a_sitting and cancelled_at is null
    and body_id = any(my_delegations()) and sitting_is_bare(id) for update;
  if not found then
    return null;
  end if;
  update sittings_sitting set starts_at = an_hour, minutes = a_length, place = a_place, sequence = sequence + 1,
    changed_at = statement_timestamp() where id = a_sitting;
  if before.starts_at <> an_hour then
    delete from sittings_seatanswer where sitting_id = a_sitting;
    update sittings_seatoffer set withdrawn_at = statement_timestamp()
      where sitting_id = a_sitting and withdrawn_at is null;
  end if;
  return before.starts_at <> an_hour;
end $$;

-- A sitting of which nothing is written is erased, by who is in the delegation. Says whether it was.
create function erase_sitting(a_sitting bigint) returns boolean language plpgsql volatile security definer
  set search_path = app, public, pg_temp as $$
begin
  perform from sittings_sitting where id = a_sitting and body_id = any(my_delegations()) for update;
  if not found or not sitting_is_bare(a_sitting) then
    return false;
  end if;
  delete from sittings_declinedoffer d using sittings_seatoffer o where o.id = d.offer_id and o.sitting_id = a_sitting;
  delete from sittings_seatoffer where sitting_id = a_sitting;
  delete from sittings_seatanswer where sitting_id = a_sitting;
  delete from sittings_sitting where id = a_sitting;
  return true;
end $$;

-- Whether I come to a sitting, in the full seat that I hold on that day. A yes takes back what was offered to deputies,
-- unless one of them has taken the seat. One after the other: 'done', 'taken', or 'not_now'.
create function answer_sitting(a_sitting bigint, yes boolean) returns text language plpgsql volatile security definer
  set search_path = app, public, pg_temp as $$
declare
  mine mandates_mandate;
begin
  perform from sittings_sitting where id = a_sitting for update;
  select m.* into mine from mandates_mandate m join sittings_sitting s on s.id = a_sitting and s.body_id = m.body_id
    join mandates_seat t on t.id = m.seat_id and t."order" = 0
    where m.person_id = me() and mandate_is_held(m, s.day) and s.cancelled_at is null
      and s.starts_at > statement_timestamp();
  if not found then
    return 'not_now';
  end if;
  if exists (select from sittings_seatoffer o where o.sitting_id = a_sitting and o.seat_id = mine.seat_id
      and o.taken_at is not null and o.withdrawn_at is null) then
    return 'taken';
  end if;
  insert into sittings_seatanswer (sitting_id, mandate_id, comes, said_at)
    values (a_sitting, mine.id, yes, statement_timestamp())
    on conflict (sitting_id, mandate_id) do update set comes = excluded.comes, said_at = excluded.said_at;
  if yes then
    update sittings_seatoffer set withdrawn_at = statement_timestamp()
      where sitting_id = a_sitting and seat_id = mine.seat_id and withdrawn_at is null;
  end if;
  return 'done';
end $$;

-- Asks the deputies of a full seat, of the day of a sitting, in their order: each two days after the one before, and
-- all of them before the sitting; or the one that its holder chose. Who is asked already is not asked again. Gives whom
-- to tell, and when.
create function ask_deputies(sitting sittings_sitting, a_seat bigint, chosen bigint)
returns table (person_id bigint, opens_at timestamptz) language sql volatile as
$$ with deputies as (
     select m.id, m.person_id, row_number() over (order by t."order") - 1 as place, count(*) over () as number
     from mandates_seat t join mandates_mandate m on m.seat_id = t.id and mandate_is_held(m, sitting.day)
     where t.deputy_of_id = a_seat and t.body_id = sitting.body_id and (chosen is null or m.id = chosen))
   insert into sittings_seatoffer (sitting_id, seat_id, mandate_id, person_id, made_at, opens_at)
   select sitting.id, a_seat, d.id, d.person_id, statement_timestamp(), statement_timestamp() + d.place * least(
     interval '2 days', (sitting.starts_at - statement_timestamp()) / (d.number + 1))
   from deputies d
   where not exists (select from sittings_seatoffer o where o.sitting_id = sitting.id and o.mandate_id = d.id
     and o.withdrawn_at is null)
   order by d.place
   returning person_id, opens_at $$;

-- A full seat is offered to its deputies, or to the one that its holder chose: by who holds it and said no, or, when
-- nobody holds it, by who is in the delegation. Gives whom to tell, and when.
create function offer_seat(a_sitting bigint, a_seat bigint, chosen bigint)
returns table (person_id bigint, opens_at timestamptz)
language plpgsql volatile security definer set search_path = app, public, pg_temp as $$
declare
  sitting sittings_sitting;
begin
  select * into sitting from sittings_sitting where id = a_sitting and cancelled_at is null
    and starts_at > statement_timestamp() and body_id = any(my_delegations()) for update;
  if not found or exists (select from mandates_mandate m where m.seat_id = a_seat and mandate_is_held(m, sitting.day)
      and not (m.person_id = me() and exists (select from sittings_seatanswer a
        where a.sitting_id = a_sitting and a.mandate_id = m.id and not a.comes))) then
    return;
  end if;
  return query select * from ask_deputies(sitting, a_seat, chosen);
end $$;

-- I take the seat that is offered to me at a sitting: the first yes does, once. One after the other. Says whether I
-- have it.
create function take_seat(a_sitting bigint) returns boolean language plpgsql volatile security definer
  set search_path = app, public, pg_temp as $$
begin
  perform from sittings_sitting where id = a_sitting for update;
  update sittings_seatoffer o set taken_at = statement_timestamp()
    where o.sitting_id = a_sitting and o.person_id = me() and o.opens_at <= statement_timestamp()
      and seat_offer_waits_for_yes(o);
  return found;
end $$;

-- I cannot sit there after all: the seat is free for the others again. Says whether I had it.
create function give_back_seat(a_sitting bigint) returns boolean language plpgsql volatile security definer
  set search_path = app, public, pg_temp as $$
begin
  perform from sittings_sitting where id = a_sitting and cancelled_at is null and starts_at > statement_timestamp()
    for update;
  if not found then
    return false;
  end if;
  update sittings_seatoffer o set withdrawn_at = statement_timestamp()
    where o.sitting_id = a_sitting and o.person_id = me() and o.taken_at is not null and o.withdrawn_at is null;
  return found;
end $$;

-- Who may call them; nobody else may.
grant execute on function sitting_days, move_sitting, erase_sitting, answer_sitting, offer_seat, take_seat,
  give_back_seat to entrepairs_person;
