-- The other side's yes: of the person who was asked, under the name they choose; or of anyone who may change the thing,
-- under the name that was claimed. Then the claims of that author are over.
create function confirm_claim(claim bigint, chosen varchar) returns boolean language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  c library_authorshipclaim;
  called varchar;
begin
  select * into c from library_authorshipclaim where id = confirm_claim.claim for update;
  if c.id is null or me() is null or c.id = any(my_unclaimed()) or c.by_id = any(blocked_by_me())
    or c.person_id = any(blocked_by_me())
     or not (case when c.by_id = c.person_id then c.person_id <> me()
       and may_change_author(c.author_id) else c.person_id = me() end) then
    return false;
  end if;
  called := case when c.by_id = c.person_id then c.name else confirm_claim.chosen end;
  update library_author set person_id = c.person_id, name = called,
    family = case when name = called then family else '' end, orcid = case when name = called then orcid else '' end
    where id = c.author_id and person_id is null;
  delete from library_authorshipclaim where author_id = c.author_id;
  return true;
end $$;

-- The person who is linked changes the name shown, or takes the link back. What was said of the former name goes with
-- it.
create function i_made(author bigint, chosen varchar, linked boolean) returns boolean language sql security definer
  set search_path = app, public, pg_temp as
$$ with done as (update library_author a set name = i_made.chosen, person_id = case when linked then me() end,
     family = case when a.name = i_made.chosen then a.family else '' end,
     orcid = case when a.name = i_made.chosen then a.orcid else '' end
     where a.id = i_made.author and a.person_id = me() returning 1) select exists (select from done) $$;

-- The number of a thing to come, which is already mine: policies ask whose it is.
create function reserve_own_resource() returns bigint language sql volatile security definer
  set search_path = app, public, pg_temp as
$$ insert into library_resourceowner (resource_id, person_id)
   select nextval(pg_get_serial_sequence('library_resource', 'id')), me() where me() is not null
   returning resource_id $$;

-- How many bytes are kept by those who keep this thing: an organisation, else a circle, else one person. For those
-- who may add to them.
create function kept_bytes_with(resource bigint) returns bigint language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(sum(f.size), 0)::bigint from library_resource mine
     join library_resource r on case
       when mine.organisation_id is not null then r.organisation_id = mine.organisation_id
       when mine.own then r.organisation_id is null and r.id in (select k.resource_id from library_resourceowner k
         where k.person_id = (select person_id from library_resourceowner where resource_id = mine.id))
       else r.circle_id = mine.circle_id end
     join library_file f on f.resource_id = r.id and f.state <> 'refused'
   where mine.id = resource and may_change_resource(mine.id) $$;

-- It is done once another file is there, not longer than the former; that voice is then heard no more, and the former
-- file goes with what was written of it (captions, transcript, chapters).
create function medium_of(resource bigint) returns library_file language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select f.* from library_file f
  where f.resource_id = resource and f.state = 'ready' and f.use = 'original' and f.media_type ~ '^(audio|video)/'
   order by f.ready_at desc, f.id desc limit 1 $$;

-- A key for an address, as base/fields.py makes them.
create function some_key() returns text language sql volatile set search_path = app, public, pg_temp as
$$ select string_agg(substr('abcdefghijkmnpqrstuvwxyz23456789', 1 + get_byte(b, n) % 32, 1), '')
   from (select uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) as b) r,
     unnest(array[0,1,2,3,4,5,9,10,11,12,13,16,17,18]) n $$;

-- A yes is for what could be heard when it was given. Another file in place of the one that was there asks everyone
-- again, unless it comes for a cut, of something that is not published: what remains was heard already.
create function is_medium(f library_file) returns boolean language sql immutable as
$$ select f.state = 'ready' and f.use = 'original' and f.media_type ~ '^(audio|video)/' $$;

-- Until when a claim that was told waits: it is confirmed or taken back, which deletes it, or this person said no.
create function claim_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from library_authorshipclaim c where c.key = about and not exists (
     select from library_declinedclaim d where d.claim_id = c.id and d.person_id = claim_waits.person)) $$;

-- Until when it waits that something was published in a series: while it is there, and its series followed.
create function published_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from library_resource r join library_follower f on f.series_id = r.series_id
     where r.key = about and r.state = 'published' and r.audience >= 4 and f.person_id = published_waits.person) $$;

-- Who may call them; nobody else may.
grant execute on function
  confirm_claim, i_made, kept_bytes_with, reserve_own_resource to entrepairs_person;
