-- Series are public. Anyone who coordinates an organisation may begin one, and change its words.
grant select, insert (key, slug, title_fr, title_en, about_fr, about_en),
  update (title_fr, title_en, about_fr, about_en)
  on library_series to entrepairs_person;
create policy public on library_series for select to entrepairs_person using (true);
create policy begin on library_series for insert to entrepairs_person
  with check ((select my_coordinations())::bigint[] <> '{}');
create policy coordinated on library_series for update to entrepairs_person
  using ((select my_coordinations())::bigint[] <> '{}');

-- Whose own a thing is, is known to that person alone, and said before the thing is there (reserve_own_resource).
grant select on library_resourceowner to entrepairs_person;
create policy mine on library_resourceowner for select to entrepairs_person using (person_id = (select me()));
create function my_kept() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(resource_id), '{}') from library_resourceowner where person_id = me() $$;

-- I may change it: whose own it is; the circle that prepares it; without one, the coordinators of the organisation
-- that keeps it. For single rows.
create function may_change_resource(resource bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from library_resource r where r.id = resource and case
     when r.own then r.id = any((select my_kept())::bigint[])
     when r.circle_id is not null then r.circle_id = any((select my_circles())::bigint[])
     else r.organisation_id = any((select my_coordinations())::bigint[]) end) $$;

-- A resource, once published, is seen by its audience: everyone, the network, the people of the organisation that
-- keeps it, the circle that prepared it. In preparation or withdrawn, by anyone who may change it. None deletes it. An
-- easy-to-read version is made by anyone who may change the thing itself.
grant select, insert,
  update (kind, state, audience, series_id, title_fr, title_en, summary_fr, summary_en, text, language, dated,
    publisher, within, volume, issue, pages, doi, isbn,
  licence, url, easy_of_id, published_at, changed_at) on library_resource to entrepairs_person;
create policy seen on library_resource for select to entrepairs_person using (
  (state = 'published' and (audience >= 5 or (audience >= 4 and (select me()) is not null)
    or (audience >= 3 and organisation_id = any((select my_organisations())::bigint[]))))
  or (own and id = any((select my_kept())::bigint[]))
  or (not own and circle_id = any((select my_circles())::bigint[]))
  or (not own and circle_id is null and organisation_id = any((select my_coordinations())::bigint[])));
create policy prepare on library_resource for insert to entrepairs_person with check (
  state = 'draft' and (easy_of_id is null or may_change_resource(easy_of_id)) and case
  when own then id = any((select my_kept())::bigint[])
    and (organisation_id is null or organisation_id = any((select my_organisations())::bigint[]))
  when circle_id is not null then circle_id = any((select my_circles())::bigint[])
    and organisation_id is not distinct from (select c.organisation_id from people_circle c where c.id = circle_id)
  else organisation_id = any((select my_coordinations())::bigint[]) end);
create policy change on library_resource for update to entrepairs_person using (may_change_resource(id))
  with check (easy_of_id is null or may_change_resource(easy_of_id));

-- Its authors and subjects are seen by anyone who sees it, and written by anyone who may change it.
grant select, insert, update, delete on library_author, library_subject to entrepairs_person;
create policy seen on library_author for select to entrepairs_person
  using (exists (select from library_resource r where r.id = resource_id));
create policy write on library_author to entrepairs_person using (may_change_resource(resource_id))
  with check (may_change_resource(resource_id)
  and (person_id is null or person_id = (select me())));
create policy seen on library_subject for select to entrepairs_person
  using (exists (select from library_resource r where r.id = resource_id));
create policy write on library_subject to entrepairs_person using (may_change_resource(resource_id))
  with check (may_change_resource(resource_id));

-- That an author is somebody here is said by that person, or asked by anyone who may change the thing, of a person they
-- may see and across no block; never of what is somebody's own, which leads to nobody. Seen by both sides, and gone
-- once the other confirmed it. A no is seen by the person who said it: for the other nothing has changed.
grant select, insert, delete on library_authorshipclaim to entrepairs_person;
create function my_unclaimed() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(claim_id), '{}') from library_declinedclaim where person_id = me() $$;
create function may_change_author(author bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from library_author a join library_resource r on r.id = a.resource_id
                  where a.id = author and not r.own and may_change_resource(r.id)) $$;
-- A no is silent: nobody is asked, and no owner told, again and again by taking back what was asked, nor by writing a
-- second line for the same author. The ledger keeps each asking, this one among them.
create function claimed_twice_lately(author bigint, who bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select (coalesce(who = me(), false) or may_change_author(claimed_twice_lately.author))
     and 2 <= (select count(*) from ledger_deed d
       where d.room = 'library' and d.at > statement_timestamp() - interval '30 days' and case when who = me()
         then d.verb = 'claim_author' and d.by_person = who and d.object_key = 'author-' || claimed_twice_lately.author
         else d.verb = 'ask_author' and d.about_person = who and d.object_key = (
           select r.key from library_author a join library_resource r on r.id = a.resource_id
           where a.id = claimed_twice_lately.author) end) $$;
create policy seen on library_authorshipclaim for select to entrepairs_person using (
  id <> all((select my_unclaimed())::bigint[]) and person_id <> all((select blocked_by_me())::bigint[])
    and by_id <> all((select blocked_by_me())::bigint[])
  and (person_id = (select me()) or may_change_author(author_id)));
create policy claim on library_authorshipclaim for insert to entrepairs_person with check (
  by_id = (select me()) and may_be_asked(person_id) and exists (select from people_person p where p.id = person_id)
  and not claimed_twice_lately(author_id, person_id)
  and exists (select from library_author a join library_resource r on r.id = a.resource_id
              where a.id = author_id and a.person_id is null and not r.own and r.state = 'published')
  and (person_id = (select me()) or may_change_author(author_id)));
create policy take_back on library_authorshipclaim for delete to entrepairs_person
  using (person_id = (select me()) or may_change_author(author_id));
grant select, insert on library_declinedclaim to entrepairs_person;
create policy mine on library_declinedclaim for select to entrepairs_person using (person_id = (select me()));
create policy say_no on library_declinedclaim for insert to entrepairs_person with check (
  person_id = (select me()) and exists (select from library_authorshipclaim c where c.id = claim_id));

-- A file is seen by anyone who sees the thing that it is of, once it has been checked; until then, and when it was
-- refused, by those who may change that thing. They announce it, send it, name and order it, and delete it. What it
-- is (its type, place, length) and that it may be served is written by the check alone. (A rule for some files only,
-- such as the consent of those who are heard, comes as a restrictive policy beside this one: both must then hold.)
grant select, insert, delete, update (use, "order", name, language, received, replaces_id) on library_file
  to entrepairs_person;
create policy seen on library_file for select to entrepairs_person using (
  exists (select from library_resource r where r.id = resource_id)
    and (state = 'ready' or may_change_resource(resource_id)));
create function is_file_of(file bigint, resource bigint) returns boolean language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select exists (select from library_file f where f.id = file and f.resource_id = resource
     and may_change_resource(resource)) $$;
create policy announce on library_file for insert to entrepairs_person with check (
  may_change_resource(resource_id) and state = 'coming' and received = 0 and media_type = '' and sha256 = ''
    and duration is null
  and (replaces_id is null or is_file_of(replaces_id, resource_id)));
create policy send on library_file for update to entrepairs_person using (may_change_resource(resource_id)) with check (
  may_change_resource(resource_id) and (replaces_id is null or is_file_of(replaces_id, resource_id)));
create policy remove on library_file for delete to entrepairs_person using (may_change_resource(resource_id));

-- A file that is a picture is also seen in the sizes of pages, by anyone who sees it. The check of files draws them;
-- they go with it, and so with those who delete it.
grant select, delete on library_cover to entrepairs_person;
create policy seen on library_cover for select to entrepairs_person
  using (exists (select from library_file f where f.id = file_id));
create policy remove on library_cover for delete to entrepairs_person
  using (exists (select from library_file f where f.id = file_id and may_change_resource(f.resource_id)));

-- What newcomers are led to is chosen and ordered by anyone who coordinates an organisation, among what is for
-- everyone. It is seen by anyone who sees the thing.
grant select, insert (resource_id, "order"), update ("order"), delete on library_recommendation to entrepairs_person;
create policy seen on library_recommendation for select to entrepairs_person
  using (exists (select from library_resource r where r.id = resource_id));
create policy recommend on library_recommendation for insert to entrepairs_person with check (
  (select my_coordinations())::bigint[] <> '{}' and exists (
    select from library_resource r where r.id = resource_id and r.state = 'published' and r.audience = 5));
create policy put_in_order on library_recommendation for update to entrepairs_person
  using ((select my_coordinations())::bigint[] <> '{}');
create policy take_off on library_recommendation for delete to entrepairs_person
  using ((select my_coordinations())::bigint[] <> '{}');

-- Who follows a series is known to that person alone.
grant select, insert (series_id, person_id), delete on library_follower to entrepairs_person;
create policy mine on library_follower for select to entrepairs_person using (person_id = (select me()));
create policy follow on library_follower for insert to entrepairs_person with check (person_id = (select me()));
create policy stop on library_follower for delete to entrepairs_person using (person_id = (select me()));

-- That something was withdrawn is public; what it was is not. The database says it as soon as a thing is not for
-- everyone any more, or may not be copied by others any more, no matter who did that; and takes it back when it may be
-- again.
grant select on library_withdrawal to entrepairs_person;
create policy public on library_withdrawal for select to entrepairs_person using (true);
create function may_shelve_resource(a_kind text, a_key text, a_path text) returns boolean language sql stable
  security definer set search_path = app, public, pg_temp as
$$ select exists (select from library_resource r
  where r.key = a_key and r.kind = a_kind and a_path = '/library/' || r.key || '/'
     and r.state = 'published' and r.audience = 5 and may_change_resource(r.id)) $$;

-- RECORDINGS

-- By which way something is asked for: the podcast, copying by others; nothing: the pages. Said for one transaction
-- by the feeds and the harvest, which then see only what everyone heard in it agreed to for that way. (Those who
-- prepare it copy it.)
create function worn_channel() returns text language sql stable parallel safe as
$$ select nullif(current_setting('app.channel', true), '') $$;
create policy channel on library_resource as restrictive for select to entrepairs_person using (
  case (select worn_channel()) when 'feed' then yes_feed when 'harvest' then yes_harvest or may_change_resource(id)
    else true end);

-- The voices that are mine: put to me as a person, or those of the private address that I hold (its digest, said for
-- one transaction). The person who is heard in a recording sees it before it is published, to listen before saying yes.
create function held_door() returns text language sql stable parallel safe as
$$ select nullif(current_setting('app.door', true), '') $$;


-- Who may call them; nobody else may.
grant execute on function
  my_kept, may_change_resource, my_unclaimed, claimed_twice_lately, may_change_author, is_file_of,
  may_shelve_resource, worn_channel, held_door to entrepairs_person;
