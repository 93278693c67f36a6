-- Series are public. Whoever coordinates an organisation may begin one, and change its words.
grant select, insert (key, slug, title_fr, title_en, about_fr, about_en), update (title_fr, title_en, about_fr, about_en)
  on library_series to entrepairs_person;
create policy public on library_series for select to entrepairs_person using (true);
create policy begin on library_series for insert to entrepairs_person with check ((select my_coordinations())::bigint[] <> '{}');
create policy coordinated on library_series for update to entrepairs_person using ((select my_coordinations())::bigint[] <> '{}');

-- Whose own a thing is, is known to that person alone, and said before the thing is there.
grant select, insert on library_keeper to entrepairs_person;
create policy mine on library_keeper for select to entrepairs_person using (person_id = (select me()));
create or replace function is_there_already(resource bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from library_resource where id = resource) $$;
create policy say_mine on library_keeper for insert to entrepairs_person with check (
  person_id = (select me()) and not is_there_already(resource_id));
create or replace function my_kept() returns bigint[] language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(resource_id), '{}') from library_keeper where person_id = me() $$;
-- I may change it: whose own it is; the circle that prepares it; without one, the coordinators of the organisation that
-- keeps it. For single rows.
create or replace function may_change_resource(resource bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from library_resource r where r.id = resource and case
     when r.own then r.id = any((select my_kept())::bigint[])
     when r.circle_id is not null then r.circle_id = any((select my_circles())::bigint[])
     else r.organisation_id = any((select my_coordinations())::bigint[]) end) $$;

-- A resource, once published, is seen by its audience: everyone, the network, the people of the organisation that keeps
-- it, the circle that prepared it. In preparation or withdrawn, by whoever may change it. None deletes it.
-- An easy-to-read version is made by whoever may change the thing itself.
grant select, insert, update (kind, state, audience, series_id, title_fr, title_en, summary_fr, summary_en, text, language, dated, publisher,
  licence, url, easy_of_id, published_at, changed_at) on library_resource to entrepairs_person;
create policy seen on library_resource for select to entrepairs_person using (
  (state = 'published' and (audience >= 5 or (audience >= 4 and (select me()) is not null)
    or (audience >= 3 and organisation_id = any((select my_organisations())::bigint[]))))
  or (own and id = any((select my_kept())::bigint[]))
  or (not own and circle_id = any((select my_circles())::bigint[]))
  or (not own and circle_id is null and organisation_id = any((select my_coordinations())::bigint[])));
create policy prepare on library_resource for insert to entrepairs_person with check (
  state = 'draft' and (easy_of_id is null or may_change_resource(easy_of_id)) and case
  when own then id = any((select my_kept())::bigint[]) and (organisation_id is null or organisation_id = any((select my_organisations())::bigint[]))
  when circle_id is not null then circle_id = any((select my_circles())::bigint[])
    and organisation_id is not distinct from (select c.organisation_id from people_circle c where c.id = circle_id)
  else organisation_id = any((select my_coordinations())::bigint[]) end);
create policy change on library_resource for update to entrepairs_person using (may_change_resource(id))
  with check (easy_of_id is null or may_change_resource(easy_of_id));

-- Its authors and subjects are seen by whoever sees it, and written by whoever may change it.
grant select, insert, update, delete on library_author, library_subject to entrepairs_person;
create policy seen on library_author for select to entrepairs_person using (exists (select from library_resource r where r.id = resource_id));
create policy write on library_author to entrepairs_person using (may_change_resource(resource_id)) with check (may_change_resource(resource_id)
  and (person_id is null or person_id = (select me())));
create policy seen on library_subject for select to entrepairs_person using (exists (select from library_resource r where r.id = resource_id));
create policy write on library_subject to entrepairs_person using (may_change_resource(resource_id)) with check (may_change_resource(resource_id));

-- That an author is somebody here is said by that person, or asked by whoever may change the thing, of a person they may see
-- and across no block; never of what is somebody's own, which leads to nobody. Seen by both sides, and gone once the other
-- confirmed it. A no is seen by whoever said it: for the other nothing has changed.
grant select, insert, delete on library_claim to entrepairs_person;
create or replace function my_unclaimed() returns bigint[] language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(array_agg(claim_id), '{}') from library_unclaimed where person_id = me() $$;
create or replace function may_change_author(author bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from library_author a join library_resource r on r.id = a.resource_id
                  where a.id = author and not r.own and may_change_resource(r.id)) $$;
create policy seen on library_claim for select to entrepairs_person using (
  id <> all((select my_unclaimed())::bigint[]) and person_id <> all((select my_blocks())::bigint[]) and by_id <> all((select my_blocks())::bigint[])
  and (person_id = (select me()) or may_change_author(author_id)));
create policy claim on library_claim for insert to entrepairs_person with check (
  by_id = (select me()) and page_is_open(person_id) and exists (select from people_person p where p.id = person_id)
  and exists (select from library_author a join library_resource r on r.id = a.resource_id
              where a.id = author_id and a.person_id is null and not r.own and r.state = 'published')
  and (person_id = (select me()) or may_change_author(author_id)));
create policy take_back on library_claim for delete to entrepairs_person using (person_id = (select me()) or may_change_author(author_id));
grant select, insert on library_unclaimed to entrepairs_person;
create policy mine on library_unclaimed for select to entrepairs_person using (person_id = (select me()));
create policy say_no on library_unclaimed for insert to entrepairs_person with check (
  person_id = (select me()) and exists (select from library_claim c where c.id = claim_id));
create or replace function forget_claims() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from library_claim where author_id = old.id;
  return old;
end $$;
create or replace trigger forget_claims before delete on library_author for each row execute function forget_claims();
create or replace function forget_unclaimed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from library_unclaimed where claim_id = old.id;
  return old;
end $$;
create or replace trigger forget_unclaimed before delete on library_claim for each row execute function forget_unclaimed();
-- The other side's yes: of whoever was asked, under the name they choose; or of whoever may change the thing, under the name
-- that was claimed. Then the claims of that author are over.
create or replace function confirm_claim(claim bigint, chosen varchar) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare c library_claim;
begin
  select * into c from library_claim where id = confirm_claim.claim for update;
  if c.id is null or me() is null or c.id = any(my_unclaimed()) or c.by_id = any(my_blocks()) or c.person_id = any(my_blocks())
     or not (case when c.by_id = c.person_id then c.person_id <> me() and may_change_author(c.author_id) else c.person_id = me() end) then
    return false;
  end if;
  update library_author set person_id = c.person_id, name = case when c.by_id = c.person_id then c.name else confirm_claim.chosen end
    where id = c.author_id and person_id is null;
  delete from library_claim where author_id = c.author_id;
  return true;
end $$;
-- Whoever is linked changes the name shown, or takes the link back.
create or replace function i_made(author bigint, chosen varchar, linked boolean) returns boolean language sql security definer set search_path = public, pg_temp as
$$ with done as (update library_author a set name = i_made.chosen, person_id = case when linked then me() end
     where a.id = i_made.author and a.person_id = me() returning 1) select exists (select from done) $$;

-- That something was withdrawn is public; what it was is not. Said by whoever withdraws it, and taken back by whoever
-- publishes it again.
grant select, insert, delete on library_withdrawal to entrepairs_person;
create policy public on library_withdrawal for select to entrepairs_person using (true);
create policy say on library_withdrawal for insert to entrepairs_person with check (
  exists (select from library_resource r where r.key = library_withdrawal.key and r.series_id is not distinct from library_withdrawal.series_id
          and may_change_resource(r.id)));
create policy take_back on library_withdrawal for delete to entrepairs_person using (
  exists (select from library_resource r where r.key = library_withdrawal.key and may_change_resource(r.id)));

-- What the search finds is public, all of it: nothing gets there that is not. An entry of the library is written by whoever
-- may change the resource, and only while that one is published for everyone. The rooms above say the same of theirs.
grant select, insert, update, delete on library_entry to entrepairs_person;
create policy public on library_entry for select to entrepairs_person using (true);
create or replace function may_shelve_resource(a_kind text, a_key text, a_path text) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from library_resource r where r.key = a_key and r.kind = a_kind and a_path = '/library/' || r.key || '/'
     and r.state = 'published' and r.audience = 5 and may_change_resource(r.id)) $$;
create policy shelve on library_entry for insert to entrepairs_person with check (may_shelve_resource(kind, key, path));
create policy reshelve on library_entry for update to entrepairs_person using (may_shelve_resource(kind, key, path))
  with check (may_shelve_resource(kind, key, path));
create policy unshelve on library_entry for delete to entrepairs_person using (
  exists (select from library_resource r where r.key = library_entry.key and r.kind = library_entry.kind and may_change_resource(r.id)));
-- Whatever takes a thing from the public takes its entry with it, whoever forgot to.
create or replace function leaves_the_shelf() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from library_entry where kind = old.kind and key = old.key;
  return null;
end $$;
create or replace trigger leaves_the_shelf after update of state, audience, kind on library_resource for each row
  when (new.state <> 'published' or new.audience < 5 or new.kind <> old.kind) execute function leaves_the_shelf();
create or replace trigger gone_from_the_shelf after delete on library_resource for each row execute function leaves_the_shelf();

-- The words of the entries, counted as these come and go: public as they are.
grant select on library_word to entrepairs_person;
create policy public on library_word for select to entrepairs_person using (true);
create or replace function words_of_entry(e library_entry) returns text[] language sql stable set search_path = public, pg_temp as
$$ select array(select w from unnest(tsvector_to_array(to_tsvector('simple',
     library_plain(left(concat_ws(' ', e.title_fr, e.title_en, e.names, e.text_fr, e.text_en), 300000))))) w
     where length(w) between 4 and 40 and w !~ '[0-9]' order by w) $$;
create or replace function counts_words() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  before text[] := '{}';
  since text[] := '{}';
begin
  if tg_op <> 'INSERT' then before := words_of_entry(old); end if;
  if tg_op <> 'DELETE' then since := words_of_entry(new); end if;
  insert into library_word (word, uses) select w, 1 from unnest(since) w where w <> all(before) order by w
    on conflict (word) do update set uses = library_word.uses + 1;
  update library_word set uses = uses - 1 where word in (select w from unnest(before) w where w <> all(since));
  delete from library_word where uses <= 0 and word = any(before);
  return null;
end $$;
create or replace trigger counts_words after insert or delete or update of title_fr, title_en, names, text_fr, text_en on library_entry
  for each row execute function counts_words();
