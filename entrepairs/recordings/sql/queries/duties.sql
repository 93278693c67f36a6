-- May what I said be heard; something is to be cut from what I prepare.
select n.kind::text as kind, n.told_at as at, split_part(n.about, ':', 1) as key, r.title_fr::text as title_fr,
  r.title_en::text as title_en, null::bigint as person_id, '' as person_key, '' as person_name, 0 as number,
  '' as words, null::jsonb as details
from (
  select kind, told_at, about, case kind when 'cut'
    then (select voice_id from recordings_cut where key = about and done_at is null)
    else (select id from recordings_voice where heard and key = split_part(about, ':', 1)) end as voice
  from notices_notice
  where person_id = me() and kind in ('heard', 'cut') and seen_at is null and due_at <= statement_timestamp()) n
join recordings_voice v on v.id = n.voice join library_resource r on r.id = v.resource_id
