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
-- (Nothing is set for this function, so that it is written out where it is called: five times as fast for hundreds of moments.)
drop function if exists words_of_entry(library_entry);
create or replace function words_said_by(e library_entry) returns setof text language sql stable as
$$ select w from unnest(tsvector_to_array(to_tsvector('pg_catalog.simple', public.library_plain(
     left(concat_ws(' ', e.title_fr, e.title_en, e.names, e.text_fr, e.text_en), 300000))))) w
   where length(w) between 4 and 40 and w !~ '[0-9]' $$;
-- Counted once a statement: a recording comes and goes with hundreds of moments.
create or replace function count_words(words text[], changes int[]) returns void language sql security definer set search_path = public, pg_temp as $$
  with change as materialized (
    select word, sum(n)::int as n from unnest(words, changes) c (word, n) group by word having sum(n) <> 0
  ), more as (
    insert into library_word (word, uses) select word, n from change where n > 0 order by word
    on conflict (word) do update set uses = library_word.uses + excluded.uses
  ), fewer as (
    update library_word w set uses = w.uses + c.n from change c where c.n < 0 and w.word = c.word and w.uses + c.n > 0
  )
  delete from library_word w using change c where c.n < 0 and w.word = c.word and w.uses + c.n <= 0
$$;
create or replace function counts_words() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform count_words(array_agg(w), array_agg(1)) from since e, words_said_by(e) w;
  elsif tg_op = 'DELETE' then
    perform count_words(array_agg(w), array_agg(-1)) from before e, words_said_by(e) w;
  else
    perform count_words(array_agg(w), array_agg(n)) from (
      select 1 as n, w from since e, words_said_by(e) w
      union all select -1, w from before e, words_said_by(e) w) both_of;
  end if;
  return null;
end $$;
drop trigger if exists counts_words on library_entry;  -- the former one, of each row
create or replace trigger counts_new_words after insert on library_entry referencing new table as since
  for each statement execute function counts_words();
create or replace trigger counts_changed_words after update on library_entry referencing old table as before new table as since
  for each statement execute function counts_words();
create or replace trigger counts_old_words after delete on library_entry referencing old table as before
  for each statement execute function counts_words();
-- The moments of a recording leave with it.
create or replace function moments_leave() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  wholes text[] := array(select key from before where whole = '');
begin
  if exists (select from library_entry where whole <> '' and whole = any(wholes)) then  -- else it would go on for ever
    delete from library_entry where whole <> '' and whole = any(wholes);
  end if;
  return null;
end $$;
create or replace trigger moments_leave after delete on library_entry referencing old table as before
  for each statement execute function moments_leave();
