-- Reviews of plans that wait for what I say.
select 'review_asked' as kind, r.opened_at as at, c.key::text as key, c.name::text as title_fr, '' as title_en,
  p.id as person_id, p.key::text as person_key, p.name::text as person_name, 0 as number, '' as words,
  null::jsonb as details
from reviews_review r join people_circle c on c.id = r.plan_id and c.ended_at is null
join plans_plan l on l.circle_id = c.id join people_person p on p.id = l.holder_id
where r.closed_at is null and l.holder_id <> me() and r.plan_id = any((select my_circles())::bigint[])
  and my_viewpoint(r.plan_id) is not null
  and not exists (select from reviews_reviewanswer a where a.review_id = r.id and a.person_id = me())
