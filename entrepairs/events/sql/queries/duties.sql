-- Would I prepare an event with them; is that speaker me.
select case when a.speaker_id is null then 'asked_to_prepare' else 'asked_if_speaker' end as kind, a.asked_at as at,
  a.key::text as key, a.title_fr::text as title_fr, a.title_en::text as title_en, p.id as person_id,
  p.key::text as person_key, p.name::text as person_name, 0 as number, '' as words, null::jsonb as details
from asked_of_me() a left join people_person p on p.id = a.by_id
