create trigger moments_are_now before insert or update on pairs_invitation for each row
  execute function moments_are_now('withdrawn_at');
create trigger moments_are_now before insert or update on pairs_wish for each row
  execute function moments_are_now('closed_at');
create trigger moments_are_now before insert or update on pairs_agreement for each row
  execute function moments_are_now('accepted_at', 'closed_at');
-- Whatever answers closes what was told.
create trigger closes_notices after update or delete on pairs_invitation for each row
  execute function close_notices('invitation', 'array[($1).key, ''round-'' || ($1).round_id]', '($1).to_id');
create trigger closes_notices after insert on pairs_refusal for each row
  execute function close_notices('invitation',
    'array(select unnest(array[key, ''round-'' || round_id]) from pairs_invitation where id = ($1).invitation_id)',
    '($1).person_id');
create trigger closes_notices after update or delete on pairs_agreement for each row
  execute function close_notices('agreement', 'array(select key from people_circle where id = ($1).circle_id)');
