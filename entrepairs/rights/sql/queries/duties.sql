-- What leaving asks of people: they left and may come back, or all will be erased unless they call it off, in so many
-- days; and a copy of their data that is ready, as news.
select case d.kind when 'leave' then 'come_back' else 'call_off' end as kind, d.asked_at as at, ''::text as key,
  '' as title_fr, '' as title_en, null::bigint as person_id, null::text as person_key, '' as person_name,
  greatest(1, ceil(extract(epoch from d.due_at - statement_timestamp()) / 86400))::integer as number, '' as words,
  null::jsonb as details
from rights_departure d where d.person_id = (select me()) and d.settled_at is null
union all
select 'export_ready', e.ready_at, '', '', '', null, null, '', 0, '', null
from rights_export e where e.person_id = (select me()) and e.until > statement_timestamp()
  and exists (select from notices_notice n where n.kind = 'export' and n.person_id = (select me()) and n.seen_at is null
    and split_part(n.about, ':', 1) = e.key)
