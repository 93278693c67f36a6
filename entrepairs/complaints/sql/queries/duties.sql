-- The report of a commission where I sit that is due soon, on the page of my mandate there.
select 'cdu_report_due' as kind, d.warned_on::timestamptz as at, m.key::text as key, b.name::text as title_fr,
  '' as title_en, null::bigint as person_id, null::text as person_key, '' as person_name, d.a_year as number,
  '' as words, null::jsonb as details
from year_reports_due(today()) d join mandates_body b on b.id = d.body_id
join mandates_mandate m on m.body_id = d.body_id and m.person_id = me() and mandate_is_held(m, today())
