-- Mandates proposed to me, those that somebody ended, and those that go on.
select 'mandate_proposed' as kind, m.made_at as at, m.key::text as key, b.name::text as title_fr, '' as title_en,
  null::bigint as person_id, '' as person_key, '' as person_name, 0 as number, '' as words, null::jsonb as details
from mandates_mandate m join mandates_body b on b.id = m.body_id
where m.person_id = me() and mandate_is_proposed(m)
union all
select case split_part(n.about, ':', 2) when 'ended' then 'mandate_ended' else 'mandate_goes_on' end, n.told_at,
  m.key::text, b.name::text, '', null::bigint, '', '', 0, '', null::jsonb
from notices_notice n join mandates_mandate m on m.key = split_part(n.about, ':', 1) and m.person_id = me()
join mandates_body b on b.id = m.body_id
where n.person_id = me() and n.kind = 'mandate' and split_part(n.about, ':', 2) in ('ended', 'goes_on')
  and n.seen_at is null and n.due_at <= statement_timestamp()
