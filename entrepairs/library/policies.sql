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

-- A file is seen by whoever sees the thing that it is of, once it has been checked; until then, and when it was refused, by
-- those who may change that thing. They announce it, send it, name and order it, and delete it. What it is (its type, place,
-- length) and that it may be served is written by the check alone. (A rule for some files only, such as the consent of those
-- who are heard, comes as a restrictive policy beside this one: both must then hold.)
grant select, insert, delete, update (use, "order", name, language, received, replaces_id) on library_file to entrepairs_person;
create policy seen on library_file for select to entrepairs_person using (
  exists (select from library_resource r where r.id = resource_id) and (state = 'ready' or may_change_resource(resource_id)));
create or replace function is_file_of(file bigint, resource bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as
$$ select exists (select from library_file f where f.id = file and f.resource_id = resource) $$;
create policy announce on library_file for insert to entrepairs_person with check (
  may_change_resource(resource_id) and state = 'coming' and received = 0 and media_type = '' and sha256 = '' and duration is null
  and (replaces_id is null or is_file_of(replaces_id, resource_id)));
create policy send on library_file for update to entrepairs_person using (may_change_resource(resource_id)) with check (
  may_change_resource(resource_id) and (replaces_id is null or is_file_of(replaces_id, resource_id)));
create policy remove on library_file for delete to entrepairs_person using (may_change_resource(resource_id));

-- How many bytes are kept by those who keep this thing: an organisation, else a circle, else one person. For those who may add
-- to them.
create or replace function kept_bytes_with(resource bigint) returns bigint language sql stable security definer set search_path = public, pg_temp as
$$ select coalesce(sum(f.size), 0)::bigint from library_resource mine
     join library_resource r on case
       when mine.organisation_id is not null then r.organisation_id = mine.organisation_id
       when mine.own then r.organisation_id is null and r.id in (select k.resource_id from library_keeper k
         where k.person_id = (select person_id from library_keeper where resource_id = mine.id))
       else r.circle_id = mine.circle_id end
     join library_file f on f.resource_id = r.id and f.state <> 'refused'
   where mine.id = resource and may_change_resource(mine.id) $$;

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
