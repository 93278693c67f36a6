-- What items ask of a representative: what nobody carries yet; another sitting for what was on the agenda of one that
-- is cancelled, an answer to note once the sitting has passed, and what is to be told back, of those who carry it, or
-- of all when none of them sits there any more. Then what was told.
with open_items as materialized (
  select i.id, i.key, i.title, i.state, i.stands_on, is_put_off(i) as put_off, b.name
  from items_item i join mandates_body b on b.id = i.body_id
  where i.body_id = any((select my_delegations())::bigint[]) and i.merged_into_id is null and i.erased_at is null
    and i.state <> 'told' and (i.state <> 'agenda' or i.stands_on < today() or is_put_off(i))
), carriers as materialized (
  select o.id, bool_or(s.noted_by_id = (select me())) as by_me from open_items o join items_stage s on s.item_id = o.id
    and s.kind = 'carry' and s.answer <> 'no' and s.undone_at is null
  join items_item i on i.id = o.id
  join mandates_mandate m on m.body_id = i.body_id and m.person_id = s.noted_by_id and mandate_is_held(m, today())
  where o.state <> 'said' group by o.id
)
select case when o.state = 'said' then 'item_to_carry' when o.put_off then 'item_put_off'
    when o.state = 'agenda' then 'item_due' else 'item_to_tell' end as kind,
  o.stands_on::timestamptz as at, o.key::text as key, o.title::text || ' · ' || o.name as title_fr, '' as title_en,
  null::bigint as person_id, '' as person_key, '' as person_name, 0 as number, '' as words, null::jsonb as details
from open_items o left join carriers c on c.id = o.id
where (o.state <> 'carry' or exists (select from items_item i where i.id = o.id and i.answer = 'no'))
  and (o.state = 'said' or coalesce(c.by_me, true))
union all
select 'item_news', n.told_at, i.key::text, i.title::text, '', null::bigint, '', '', 0, '', null::jsonb
from notices_notice n join items_item i on i.key = split_part(n.about, ':', 1)
where n.person_id = (select me()) and n.kind = 'item' and n.seen_at is null and n.due_at <= statement_timestamp()
