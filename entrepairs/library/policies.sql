-- Series are public. Whoever coordinates an organisation may begin one, and change its words.
grant select, insert (key, slug, title_fr, title_en, about_fr, about_en), update (title_fr, title_en, about_fr, about_en)
  on library_series to entrepairs_person;
create policy public on library_series for select to entrepairs_person using (true);
create policy begin on library_series for insert to entrepairs_person with check ((select my_coordinations())::bigint[] <> '{}');
create policy coordinated on library_series for update to entrepairs_person using ((select my_coordinations())::bigint[] <> '{}');

-- Whose own a thing is, is known to that person alone, and said before the thing is there.
grant select, insert on library_keeper to entrepairs_person;
create policy mine on library_keeper for select to entrepairs_person using (person_id = (select me()));
create policy say_mine on library_keeper for insert to entrepairs_person with check (person_id = (select me()));
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
grant select, insert, update (kind, state, audience, series_id, title_fr, title_en, summary_fr, summary_en, text, language, dated, publisher,
  licence, url, easy_of_id, published_at, changed_at) on library_resource to entrepairs_person;
create policy seen on library_resource for select to entrepairs_person using (
  (state = 'published' and (audience >= 5 or (audience >= 4 and (select me()) is not null)
    or (audience >= 3 and organisation_id = any((select my_organisations())::bigint[]))))
  or (own and id = any((select my_kept())::bigint[]))
  or (not own and circle_id = any((select my_circles())::bigint[]))
  or (not own and circle_id is null and organisation_id = any((select my_coordinations())::bigint[])));
create policy prepare on library_resource for insert to entrepairs_person with check (state = 'draft' and case
  when own then id = any((select my_kept())::bigint[]) and (organisation_id is null or organisation_id = any((select my_organisations())::bigint[]))
  when circle_id is not null then circle_id = any((select my_circles())::bigint[])
    and organisation_id is not distinct from (select c.organisation_id from people_circle c where c.id = circle_id)
  else organisation_id = any((select my_coordinations())::bigint[]) end);
create policy change on library_resource for update to entrepairs_person using (may_change_resource(id)) with check (true);

-- Its authors and subjects are seen by whoever sees it, and written by whoever may change it.
grant select, insert, update, delete on library_author, library_subject to entrepairs_person;
create policy seen on library_author for select to entrepairs_person using (exists (select from library_resource r where r.id = resource_id));
create policy write on library_author to entrepairs_person using (may_change_resource(resource_id)) with check (may_change_resource(resource_id)
  and (person_id is null or person_id = (select me())));
create policy seen on library_subject for select to entrepairs_person using (exists (select from library_resource r where r.id = resource_id));
create policy write on library_subject to entrepairs_person using (may_change_resource(resource_id)) with check (may_change_resource(resource_id));

-- That something was withdrawn is public; what it was is not. Said by whoever withdraws it.
grant select, insert on library_withdrawal to entrepairs_person;
create policy public on library_withdrawal for select to entrepairs_person using (true);
create policy say on library_withdrawal for insert to entrepairs_person with check (
  exists (select from library_resource r where r.key = library_withdrawal.key and r.series_id is not distinct from library_withdrawal.series_id
          and may_change_resource(r.id)));
