-- Nobody is put together with a team of the service from which they keep apart, whatever hat writes it.
create function refuse_kept_apart_in_round() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if exists (select from rounds_round r join plans_keptapart k on k.organisation_id = r.organisation_id
      where r.id = new.round_id and r.circle_id is not null and k.person_id in (new.by_id, new.to_id)) then
    raise insufficient_privilege using message = 'this is not possible now';
  end if;
  return new;
end $$;
create trigger kept_apart_in_round before insert on pairs_invitation for each row
  when (new.round_id is not null) execute function refuse_kept_apart_in_round();
