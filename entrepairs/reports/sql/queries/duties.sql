-- What reports ask of people: one to write by the end of February, one that may leave; and one to read, as news.
select 'report_due' as kind, make_date(d.a_year + 1, 1, 1)::timestamptz as at, c.key::text as key,
  c.name::text as title_fr, '' as title_en, null::bigint as person_id, null::text as person_key, '' as person_name,
  d.a_year as number, '' as words, null::jsonb as details
from reports_due(today()) d join people_circle c on c.id = d.circle_id
union all
select case when n.id is null then 'report_ready' else 'report_read' end,
  case when n.id is null then r.opened_at + interval '7 days' else n.told_at end, r.key, c.name, '', null, null, '',
  r.year, '', null
from reports_report r join people_circle c on c.id = r.circle_id
left join notices_notice n on n.kind = 'report' and n.person_id = (select me()) and n.seen_at is null
  and split_part(n.about, ':', 1) = r.key and n.due_at <= statement_timestamp()
where r.sent_at is null and r.opened_at is not null and (n.id is not null
  or r.opened_at <= statement_timestamp() - interval '7 days'
    and r.circle_id = any((select my_kept_groups())::bigint[]))
