create trigger moments_are_now before insert or update on groups_entry for each row
  execute function moments_are_now('withdrawn_at');
create trigger moments_are_now before insert or update on groups_backing for each row
  execute function moments_are_now('accepted_at', 'until');
-- That an organisation said yes is written once, by itself, and stays: who ends it, or a request, writes nothing else.
create function support_is_agreed_once() returns trigger language plpgsql set search_path = app, public, pg_temp as $$
begin
  if current_user = 'entrepairs_person' and (old.accepted_at is not null or new.until is not null) then
    raise insufficient_privilege using message = 'an organisation says yes once, and nobody for it';
  end if;
  return new;
end $$;
create trigger support_is_agreed_once before update of accepted_by_id, accepted_at on groups_backing for each row
  when ((new.accepted_by_id, new.accepted_at) is distinct from (old.accepted_by_id, old.accepted_at))
  execute function support_is_agreed_once();
-- Where the page of a group becomes hidden, nobody comes in without its yes, by whatever road: an open circle is listed
-- to the network, and joined.
create function hidden_group_is_closed() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  update people_circle set open = false where id = new.circle_id and open;
  return null;
end $$;
create trigger hidden_group_is_closed after update of audience on groups_group for each row
  when (new.audience < 4) execute function hidden_group_is_closed();
-- By whatever road, the page is shown to more people once all in the group were told.
create function widening_is_told() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if me() is not null and not may_widen(new.circle_id) then
    raise check_violation using message = 'its people are told first', constraint = 'group_widening_is_told';
  end if;
  return new;
end $$;
create trigger widening_is_told before update of audience on groups_group for each row
  when (new.audience > old.audience) execute function widening_is_told();
-- What is called off is told no more.
create trigger closes_notices_of_wider after update of wider_from on groups_group for each row
  when (new.wider_from is null)
  execute function close_notices('group_wider', 'array(select key from people_circle where id = ($1).circle_id)');
-- Whatever answers closes what was told.
create trigger closes_notices after update or delete on groups_entry for each row
  execute function close_notices('group_door', 'array(select key from people_circle where id = ($1).circle_id)');
create trigger closes_notices after insert on groups_refusal for each row
  execute function close_notices('group_door', 'array(select c.key from people_circle c join groups_entry e on '
    'e.circle_id = c.id where e.id = ($1).entry_id)');
create trigger closes_notices after insert on groups_agreement for each row
  execute function close_notices('group_words', 'array(select key from people_circle where id = ($1).circle_id)');
create trigger closes_notices after insert on groups_agreementyes for each row
  execute function close_notices('group_words', 'array(select c.key from people_circle c join groups_agreement a on '
    'a.circle_id = c.id where a.id = ($1).agreement_id)', '($1).person_id');
create trigger closes_notices after update on groups_backing for each row
  execute function close_notices('group_asked', 'array(select key from people_circle where id = ($1).circle_id)');
