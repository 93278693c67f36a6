-- A code to come in as me, made by another: the newest, for one press refuses them all.
(select 'code' as kind, c.issued_at as at, '' as key, '' as title_fr, '' as title_en, null::bigint as person_id,
  c.maker_key::text as person_key, c.maker::text as person_name, 0 as number, '' as words, null::jsonb as details
from codes_made_for_me() c order by c.issued_at desc limit 1)
