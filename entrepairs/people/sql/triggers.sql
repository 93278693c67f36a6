-- What is written in a circle: the policy has asked whether it is open, and this holds it open until the end.
create function held_open() returns trigger language plpgsql set search_path = app, public, pg_temp as $$
begin
  if current_user = 'entrepairs_person' and hold_circle(new.circle_id) is distinct from 'open' then
    raise insufficient_privilege using message = 'nothing is added in a circle that is paused, ended or left';
  end if;
  return new;
end $$;

-- Nobody enters what has ended, or from which a decision excludes them, whatever hat writes it; a circle that ends
-- waits for those who enter, and they for it.
create function enters_what_stands() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if (select ended_at from people_circle where id = new.circle_id for share) is not null then
    raise insufficient_privilege using message = 'this circle has ended';
  end if;
  if exists (select from people_restriction r where r.person_id = new.person_id and r.circle_id = new.circle_id
      and r.kind = 'exclude' and r.until > statement_timestamp()) then
    raise insufficient_privilege using message = 'excluded';
  end if;
  return new;
end $$;
create trigger enters_what_stands before insert on people_membership for each row
  when (new.until is null or new.until > statement_timestamp()) execute function enters_what_stands();

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

-- Who stops coordinating has to be asked again.
create function asked_again() returns trigger language plpgsql set search_path = app, public, pg_temp as $$
begin
  new.asked_to_coordinate_at := null;
  return new;
end $$;
create trigger asked_again before update of coordinator on people_affiliation for each row
  when (old.coordinator and not new.coordinator) execute function asked_again();

-- Without a coordinator, nobody makes a way in for those who lost theirs, and nobody can name another. The last one
-- of an organisation with people goes when the action says, in `app.last_coordinator`, that they know it; two who go
-- at once wait for each other.
create function coordinator_stays() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  if current_setting('role') <> 'entrepairs_person'
     or current_setting('app.last_coordinator', true) is not distinct from 'knows' then
    return null;
  end if;
  perform from people_organisation where id = new.organisation_id for update;
  if (select count(*) > 0 and count(*) filter (where coordinator) = 0 from people_affiliation
      where organisation_id = new.organisation_id and person_id <> new.person_id
        and since <= clock_timestamp() and (until is null or until > clock_timestamp())) then
    raise insufficient_privilege using message = 'nobody would coordinate it';
  end if;
  return null;
end $$;
create trigger coordinator_stays after update of coordinator, until on people_affiliation for each row
  when (old.coordinator and (not new.coordinator or old.until is null and new.until is not null))
  execute function coordinator_stays();
