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
create trigger held_open before insert or update of accepted_at on pairs_agreement
  for each row execute function held_open();

-- A pause hides a person from those they would invite, and no yes makes a pair of theirs meanwhile, whatever hat writes
-- it: their pause and this wait for each other. A round asks its own question, of many people at once.
create function asks_nobody_on_a_pause() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  asked bigint := case when tg_op = 'INSERT' or new.to_id = me() then new.by_id else new.to_id end;
begin
  if tg_op = 'INSERT' and new.organisation_id is not null
     or tg_op = 'UPDATE' and (new.accepted_at is null or old.accepted_at is not null) then
    return new;
  end if;
  if (select paused_at from people_person where id = asked for share) is not null then
    raise insufficient_privilege using message = 'they are on a pause';
  end if;
  return new;
end $$;
create trigger asks_nobody_on_a_pause before insert or update of accepted_at on pairs_invitation
  for each row execute function asks_nobody_on_a_pause();

-- Willingness ends with belonging: a person who leaves an organisation, by any road, is in its rounds no more, and
-- the receipt of that says so. Coming back asks again.
create function leaving_ends_willingness() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  delete from pairs_roundoptin where person_id = new.person_id and organisation_id = new.organisation_id;
  update ledger_consent set withdrawn_at = statement_timestamp()
  where person = new.person_id and withdrawn_at is null
    and what = 'rounds:' || (select key from people_organisation where id = new.organisation_id);
  return null;
end $$;
