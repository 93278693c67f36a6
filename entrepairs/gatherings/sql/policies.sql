-- When a group meets is seen by who sees the group, and by who is in it. Those who keep its page write it.
grant select, insert,
  update (title, starts_on, clock, minutes, time_zone, rule, until, means, "where", attendance, changed_at, sequence)
  on gatherings_rhythm to entrepairs_person;
create policy seen on gatherings_rhythm for select to entrepairs_person using (
  circle_id = any((select my_circles())::bigint[])
  or exists (select from groups_group g where g.circle_id = gatherings_rhythm.circle_id));
create policy write on gatherings_rhythm for insert to entrepairs_person with check (
  made_by_id = (select me()) and circle_id = any((select my_kept_groups())::bigint[]));
create policy change on gatherings_rhythm for update to entrepairs_person
  using (circle_id = any((select my_kept_groups())::bigint[]))
  with check (circle_id = any((select my_kept_groups())::bigint[]));

-- That one time is on another day, or is not, is seen with its rhythm. It is written by make_gathering().
grant select on gatherings_gathering to entrepairs_person;
create policy seen on gatherings_gathering for select to entrepairs_person using (
  exists (select from gatherings_rhythm r where r.id = rhythm_id));
