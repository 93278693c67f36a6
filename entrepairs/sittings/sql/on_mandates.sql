-- Who holds a mandate no more is asked for nothing there.
create trigger closes_notices_of_sittings after update on mandates_mandate for each row
  when (new.until is distinct from old.until or new.withdrawn_at is distinct from old.withdrawn_at)
  execute function close_notices('seat_offer', 'array(select s.key from sittings_sitting s join sittings_seatoffer o '
    'on o.sitting_id = s.id where o.mandate_id = ($1).id)', '($1).person_id');

-- When a mandate begins or ends, the sittings to come know it. Somebody who holds no seat that day has said nothing
-- there, was offered nothing and took nothing; the holder is told that a seat came back. A seat that is held again is
-- offered no more, unless its holder said that they cannot come. A free one is offered to its deputies in their order:
-- also one that its holder left once the sitting was there, and to a deputy who is named since; where the holder
-- chooses, only one that nobody holds. The body tells it, across any block. This runs with the rights of the owner.
create function seats_are_offered_again() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  full_seat bigint;
  chooses boolean;
  sitting sittings_sitting;
  holder bigint;
  stays_away boolean;
begin
  select coalesce(s.deputy_of_id, s.id), k.data ->> 'deputy_rule' is not distinct from 'chosen_by_holder'
    into full_seat, chooses from mandates_seat s join mandates_body b on b.id = s.body_id
    join vocabulary_concept k on k.id = b.kind_id where s.id = new.seat_id;
  for sitting in select * from sittings_sitting s where s.body_id = new.body_id and s.cancelled_at is null
      and s.starts_at > statement_timestamp() order by s.id for update loop
    select m.person_id, exists (select from sittings_seatanswer a where a.sitting_id = sitting.id
        and a.mandate_id = m.id and not a.comes) into holder, stays_away
      from mandates_mandate m where m.seat_id = full_seat and mandate_is_held(m, sitting.day);
    delete from sittings_seatanswer a where a.sitting_id = sitting.id and a.mandate_id = new.id
      and not is_of_sitting(new.id, sitting.id);
    update sittings_seatoffer o set withdrawn_at = statement_timestamp() where o.sitting_id = sitting.id
      and o.mandate_id = new.id and o.taken_at is not null and o.withdrawn_at is null
      and not is_of_sitting(new.id, sitting.id);
    if found and holder is not null then
      perform tell_notice(array[holder], 'seat_taken', sitting.key || ':back', '/sittings/' || sitting.key || '/',
        null, null, true);
    end if;
    update sittings_seatoffer o set withdrawn_at = statement_timestamp() where o.sitting_id = sitting.id
      and o.seat_id = full_seat and o.taken_at is null and o.withdrawn_at is null
      and (not is_of_sitting(o.mandate_id, sitting.id) or holder is not null and not stays_away);
    if (holder is null or stays_away and not chooses) and not exists (select from sittings_seatoffer o
        where o.sitting_id = sitting.id and o.seat_id = full_seat and o.taken_at is not null
          and o.withdrawn_at is null) then
      perform tell_notice(array[a.person_id], 'seat_offer', sitting.key || ':seat', '/sittings/' || sitting.key || '/',
        a.opens_at, null, true) from ask_deputies(sitting, full_seat, null) a;
    end if;
  end loop;
  return null;
end $$;
create trigger offers_seats_again after update on mandates_mandate for each row
  when (new.accepted_at is not null and (new.since, new.until, new.accepted_at, new.withdrawn_at, new.ended_at)
    is distinct from (old.since, old.until, old.accepted_at, old.withdrawn_at, old.ended_at))
  execute function seats_are_offered_again();
