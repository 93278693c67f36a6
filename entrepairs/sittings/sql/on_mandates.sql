-- Who holds a mandate no more is asked for nothing there.
create trigger closes_notices_of_sittings after update on mandates_mandate for each row
  when (new.until is distinct from old.until or new.withdrawn_at is distinct from old.withdrawn_at)
  execute function close_notices('seat_offer', 'array(select s.key from sittings_sitting s join sittings_seatoffer o '
    'on o.sitting_id = s.id where o.mandate_id = ($1).id)', '($1).person_id');
