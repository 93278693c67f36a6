-- What leaving asks of people: they left and may come back, or all will be erased unless they call it off, in so many
-- days; and a copy of their data that is ready, as news.
select case d.kind when 'leave' then 'come_back' when 'idle' then 'keep_account' else 'call_off' end as kind,
  d.asked_at as at, ''::text as key,
  '' as title_fr, '' as title_en, null::bigint as person_id, null::text as person_key, '' as person_name,
  greatest(1, ceil(extract(epoch from d.due_at - statement_timestamp()) / 86400))::integer as number, '' as words,
  null::jsonb as details
from rights_departure d where d.person_id = (select me()) and d.settled_at is null
union all
select 'export_ready', e.ready_at, '', '', '', null, null, '', 0, '', null
from rights_export e where e.person_id = (select me()) and e.until > statement_timestamp()
  and exists (select from notices_notice n where n.kind = 'export' and n.person_id = (select me()) and n.seen_at is null
    and split_part(n.about, ':', 1) = e.key)
union all
select case when r.kind = 'died' then 'request_died' when r.answered_at is not null then 'request_told'
    when r.standing in ('guardian', 'parent') and r.yes_at is null then 'request_yes' else 'request_noted' end,
  coalesce(r.answered_at, r.made_at), '', '', '', n.id, n.key, coalesce(n.name, ''),
  greatest(0, ceil(extract(epoch from r.due_at - statement_timestamp()) / 86400))::integer, '', null
from rights_datarequest r left join people_person n on n.id = r.noted_by_id
where r.person_id = (select me()) and r.called_off_at is null and (r.answered_at is null and r.on_paper
  and (r.kind = 'died' or r.standing in ('guardian', 'parent') and r.yes_at is null)
  or exists (select from notices_notice t where t.kind = 'request' and t.person_id = (select me()) and t.seen_at is null
    and split_part(t.about, ':', 1) = r.key))
