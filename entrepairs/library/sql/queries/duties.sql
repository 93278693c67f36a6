-- Something new in a series that I follow, one line for each series. Did I make this; or did they, who say so.
select case c.person_id when me() then 'claim_of_me' else 'claim_of_them' end as kind, n.told_at as at,
  c.key::text as key, r.title_fr::text as title_fr, r.title_en::text as title_en, p.id as person_id,
  p.key::text as person_key, p.name::text as person_name, 0 as number, '' as words, null::jsonb as details
from notices_notice n join library_authorshipclaim c on c.key = n.about join library_author a on a.id = c.author_id
join library_resource r on r.id = a.resource_id left join people_person p on p.id = c.by_id
where n.person_id = me() and n.kind = 'claim' and n.seen_at is null and n.due_at <= statement_timestamp()
union all
select 'published', max(n.told_at), s.slug, s.title_fr, s.title_en, null, '', '', count(*)::int, '', null
from notices_notice n join library_resource r on r.key = n.about join library_series s on s.id = r.series_id
where n.person_id = me() and n.kind = 'published' and n.seen_at is null and n.due_at <= statement_timestamp()
group by s.id
