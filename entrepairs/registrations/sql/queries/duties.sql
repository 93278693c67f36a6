-- I waited for a place at an event, and have one; I am asked whether I come; something was written to those who come;
-- or I registered, and it does not take place.
select case when e.state = 'cancelled' and split_part(n.about, ':', 2) = 'off' then 'place_cancelled'
    when split_part(n.about, ':', 2) = 'added' then 'place_added'
    when split_part(n.about, ':', 2) = 'news' then 'place_news' else 'place' end as kind, n.told_at as at,
  g.key::text as key, e.title_fr::text as title_fr,
  coalesce(nullif(e.title_en, ''), e.title_other)::text as title_en, null::bigint as person_id,
  '' as person_key, '' as person_name, 0 as number, '' as words, null::jsonb as details
from notices_notice n
join registrations_registration g on g.key = split_part(n.about, ':', 1) and g.person_id = me()
join events_event e on e.id = g.event_id and e.ends_on >= today() - 1
  and case split_part(n.about, ':', 2) when 'off' then e.state = 'cancelled' and g.state <> 'cancelled'
    when 'news' then g.state in ('place', 'waiting')
    when 'added' then e.state <> 'cancelled' and g.state = 'asked'
    when '' then e.state <> 'cancelled' and g.state = 'place' else false end
where n.person_id = me() and n.kind = 'place' and n.seen_at is null and n.due_at <= statement_timestamp()
