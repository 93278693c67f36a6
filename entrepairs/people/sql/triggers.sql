-- What is written in a circle: the policy has asked whether it is open, and this holds it open until the end.
create function held_open() returns trigger language plpgsql set search_path = app, public, pg_temp as $$
begin
  if current_user = 'entrepairs_person' and hold_circle(new.circle_id) is distinct from 'open' then
    raise insufficient_privilege using message = 'nothing is added in a circle that is paused, ended or left';
  end if;
  return new;
end $$;

-- Nobody enters what has ended, whatever hat writes it; a circle that ends waits for those who enter, and they for it.
create function enters_what_stands() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if (select ended_at from people_circle where id = new.circle_id for share) is not null then
    raise insufficient_privilege using message = 'this circle has ended';
  end if;
  return new;
end $$;
create trigger enters_what_stands before insert on people_membership for each row
  when (new.until is null) execute function enters_what_stands();

-- An end is now.
create trigger moments_are_now before insert or update on people_membership for each row
  execute function moments_are_now('until');
create trigger moments_are_now before insert or update on people_affiliation for each row
  execute function moments_are_now('until');
create trigger moments_are_now before insert or update on people_circle for each row
  execute function moments_are_now('ended_at', 'paused_at');

-- What ends before it has begun never was: a list may date a beginning later today. It ends now, and has no length.
create function begins_before_it_ends() returns trigger language plpgsql set search_path = app, public, pg_temp as $$
begin
  new.since := new.until;
  return new;
end $$;
create trigger never_was before update of until on people_affiliation for each row
  when (old.until is null and new.until < new.since) execute function begins_before_it_ends();
create trigger never_was before update of until on people_membership for each row
  when (old.until is null and new.until < new.since) execute function begins_before_it_ends();
