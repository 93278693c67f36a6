-- Reports that I am asked to rule on, until they are decided; a place on a rota, and hours on call, that wait for my
-- answer; what was
-- decided about my words or what I reported, as news until it is seen.
select 'to_rule' as kind, o.asked_at as at, r.key::text as key, '' as title_fr, '' as title_en,
  null::bigint as person_id, null::text as person_key, '' as person_name, 0 as number, '' as words,
  null::jsonb as details
from safeguarding_reportreader o join safeguarding_report r on r.id = o.report_id
where o.person_id = me() and not exists (select from safeguarding_ruling d
  where d.report_id = r.id and d.turn = o.turn and d.agreed_at is not null)
union all
select 'rota_asked', p.asked_at, p.key::text, coalesce(o.name, '')::text, '', null::bigint, null::text, '', 0, '',
  null::jsonb
from safeguarding_rotaplace p left join people_organisation o on o.id = p.organisation_id
where p.person_id = me() and p.accepted_at is null and p.ended_at is null
union all
select 'call_asked', h.asked_at, h.key::text, o.name::text, '', null::bigint, null::text, '', 0, '', null::jsonb
from safeguarding_callhours h join people_organisation o on o.id = h.organisation_id
where h.person_id = me() and h.accepted_at is null and h.ended_at is null
union all
select 'ruling_came', n.told_at, n.about::text, '', '', null::bigint, null::text, '', 0, '', null::jsonb
from notices_notice n
where n.person_id = me() and n.kind = 'ruling' and n.seen_at is null and n.due_at <= statement_timestamp()
