-- From where I look at a plan: as the person whose it is, as a peer, for a service; as somebody close, from nowhere.
create function my_viewpoint(a_plan bigint) returns text language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select 'person' from plans_plan where circle_id = a_plan and holder_id = me()
   union all
   select case p.relation when 'peer' then 'peer' else 'team' end from plans_participant p
   where p.plan_id = a_plan and p.person_id = me() and p.relation in ('peer', 'service') $$;
create function my_open_reviews() returns bigint[] language sql stable security definer
  set search_path = app, public, pg_temp as
$$ select coalesce(array_agg(id), '{}') from reviews_review
   where closed_at is null and plan_id = any(my_open_circles()) $$;

-- A review is seen by all in the plan, and by its holder afterwards; by nobody who is out of it. The holder alone opens
-- one and closes it.
grant select, insert, update (closed_at) on reviews_review to entrepairs_person;
create policy seen on reviews_review for select to entrepairs_person using (
  plan_id = any((select my_circles())::bigint[]) or plan_id = any((select my_held_plans())::bigint[]));
create policy open on reviews_review for insert to entrepairs_person with check (
  closed_at is null and plan_id = any((select my_held_plans())::bigint[])
  and plan_id = any((select my_open_circles())::bigint[]));
create policy close on reviews_review for update to entrepairs_person
  using (closed_at is null and plan_id = any((select my_held_plans())::bigint[]))
  with check (closed_at is not null);

-- What each says is seen by all who see the review, under their name, at once. Each writes for themselves, from where
-- they look, and changes it until the review is closed.
grant select, insert, update (choice, words, written_at) on reviews_reviewanswer to entrepairs_person;
create policy seen on reviews_reviewanswer for select to entrepairs_person using (
  exists (select from reviews_review r where r.id = review_id));
create policy write on reviews_reviewanswer for insert to entrepairs_person with check (
  person_id = (select me()) and review_id = any((select my_open_reviews())::bigint[])
  and viewpoint = my_viewpoint((select r.plan_id from reviews_review r where r.id = review_id)));
create policy change on reviews_reviewanswer for update to entrepairs_person
  using (person_id = (select me()) and review_id = any((select my_open_reviews())::bigint[]))
  with check (person_id = (select me()));

-- Who may call them; nobody else may.
grant execute on function my_viewpoint, my_open_reviews to entrepairs_person;
