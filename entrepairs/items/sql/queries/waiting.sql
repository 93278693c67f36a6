-- Beside "My circles": what was said to the bodies where I sit, and nobody carries yet.
select count(*) from items_item i where i.body_id = any((select my_delegations())::bigint[]) and i.state = 'said'
  and i.merged_into_id is null and i.erased_at is null
