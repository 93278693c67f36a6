create trigger moments_are_now before insert or update on items_stage for each row
  execute function moments_are_now('noted_at', 'corrected_at', 'undone_at');
create trigger moments_are_now before insert on items_outcome for each row
  execute function moments_are_now('shared_at');
-- Whatever carries, answers, merges or erases closes what was told.
create trigger closes_notices after insert or update on items_stage for each row
  execute function close_notices('item_said item', 'array(select key from items_item where id = ($1).item_id)');
create trigger closes_notices after update or delete on items_item for each row
  execute function close_notices('item_said item', 'array[($1).key]');
create trigger closes_notices after update or delete on items_raiser for each row
  execute function close_notices('item', 'array(select key from items_item where id = ($1).item_id)', '($1).person_id');

-- What must stand before a stage is noted: nobody answers what no agenda has, or does what was refused.
create function stage_may_stand(an_item bigint, a_kind text) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select case a_kind when 'said' then true when 'carry' then true
     else exists (select from items_stage s where s.item_id = an_item and s.undone_at is null and case a_kind
       when 'agenda' then s.kind = 'carry' and s.answer <> 'no'
       when 'answered' then s.kind = 'agenda'
       when 'decided' then s.kind = 'agenda'
       when 'done' then s.kind in ('answered', 'decided') and s.answer <> 'no'
       when 'seen' then s.kind = 'done'
       when 'told' then s.kind in ('answered', 'decided') or s.kind = 'carry' and s.answer = 'no' end) end $$;

-- One after the other for one item. At a sitting, the day is that of the sitting. A day before that on which it was
-- said, and one to come of anything but an agenda, are slips; so is an answer before its sitting.
create function stage_follows() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  of_item items_item;
begin
  select * into of_item from items_item where id = new.item_id for no key update;
  if new.sitting_id is not null then
    select s.day into new.day from sittings_sitting s where s.id = new.sitting_id for share;
  end if;
  if new.undone_at is null and not stage_may_stand(new.item_id, new.kind) then
    raise check_violation using message = 'what comes before is missing', constraint = 'stage_in_order';
  end if;
  if new.undone_at is null and (new.day < of_item.said_on or new.kind <> 'agenda' and new.day > today()
      or new.kind in ('answered', 'decided') and new.day < (select min(s.day) from items_stage s
        where s.item_id = new.item_id and s.kind = 'agenda' and s.undone_at is null)) then
    raise check_violation using message = 'the day is not on its way', constraint = 'stage_day';
  end if;
  return new;
end $$;
create trigger follows before insert or update of day, answer, sitting_id, undone_at on items_stage for each row
  execute function stage_follows();
