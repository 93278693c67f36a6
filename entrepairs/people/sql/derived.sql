-- The clues to these people as things stand. A thing is no clue to those who may not see the name; who pauses has
-- none. Limits, times and contacts are never clues. A word under a heading is a clue for the heading too.
create function clues_to(people bigint[])
returns table (word varchar, scope bigint, person_id bigint, until timestamptz)
language sql stable set search_path = app, public, pg_temp as $$
  with p as materialized (
    select id, folded, audience from people_person where id = any(people) and paused_at is null and audience >= 3
  ), said as (
    select p.id, p.audience, left('name:' || w, 64) as word
    from p, regexp_split_to_table(p.folded, '[\s.,;:!?()/''’"«»-]+') w where w <> ''
    union all
    select p.id, least(f.audience, p.audience), 'concept:' || unnest(array[c.id, c.parent_id])
    from p join people_facet f on f.person_id = p.id join vocabulary_concept c on c.id = f.concept_id
    where f.kind in ('experience', 'need', 'offer', 'language')
    union all
    select p.id, least(f.audience, p.audience), 'place:' || f.place_id
    from p join people_facet f on f.person_id = p.id where f.kind = 'place'
  ), widest as (
    select id, word, max(audience) as audience from said where audience >= 3 and word is not null group by id, word
  )
  select w.word, case when w.audience >= 4 then 0 else a.organisation_id end, w.id, case when w.audience < 4
    then max(a.until) end
  from widest w left join people_affiliation a on w.audience < 4 and a.person_id = w.id
    and is_current(a.since, a.until)
  where w.audience >= 4 or a.organisation_id is not null
  group by 1, 2, 3, w.audience
$$;
create function set_clues(people bigint[]) returns void language sql security definer
  set search_path = app, public, pg_temp as $$
  with fresh as materialized (select * from clues_to(people)), gone as (
    delete from people_searchterm c where c.person_id = any(people)
      and not exists (select from fresh f where f.scope = c.scope and f.word = c.word and f.person_id = c.person_id)
  )
  insert into people_searchterm as c (word, scope, person_id, until) select f.word, f.scope, f.person_id, f.until
    from fresh f
  on conflict (scope, word, person_id) do update set until = excluded.until
    where c.until is distinct from excluded.until
$$;
create function clues_follow() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
declare
  people bigint[];
begin
  if tg_table_name = 'people_person' then
    if tg_op = 'INSERT' then
      people := array(select id from since);
    else
      people := array(select s.id from since s join before b using (id)
        where (s.name, s.audience, s.paused_at is null) is distinct from (b.name, b.audience, b.paused_at is null));
    end if;
  elsif tg_op = 'INSERT' then
    people := array(select distinct person_id from since);
  elsif tg_op = 'DELETE' then
    people := array(select distinct person_id from before);
  else
    people := array(select person_id from since union select person_id from before);
  end if;
  if people <> '{}' then
    perform set_clues(people);
  end if;
  return null;
end $$;
create trigger clues_follow_new after insert on people_person referencing new table as since for each statement
  execute function clues_follow();
create trigger clues_follow_changed after update on people_person referencing old table as before new table as since
  for each statement execute function clues_follow();
create trigger clues_follow_new after insert on people_facet referencing new table as since for each statement
  execute function clues_follow();
create trigger clues_follow_changed after update on people_facet referencing old table as before new table as since
  for each statement execute function clues_follow();
create trigger clues_follow_gone after delete on people_facet referencing old table as before for each statement
  execute function clues_follow();
create trigger clues_follow_new after insert on people_affiliation referencing new table as since for each statement
  execute function clues_follow();
create trigger clues_follow_changed after update on people_affiliation
  referencing old table as before new table as since for each statement execute function clues_follow();
create trigger clues_follow_gone after delete on people_affiliation referencing old table as before for each statement
  execute function clues_follow();

-- Those who were here before there were clues.
select set_clues(array(select id from people_person)) where not exists (select from people_searchterm);
