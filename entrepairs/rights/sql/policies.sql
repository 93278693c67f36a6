-- A departure is its person's: they leave, or ask to be erased, and are told when it is due; until then they come back.
-- A job settles it under the system hat, and makes that of somebody who was not here for long, who keeps their account
-- with one press.
grant select, insert, delete on rights_departure to entrepairs_person;
create policy mine on rights_departure for select to entrepairs_person using (person_id = (select me()));
create policy leave on rights_departure for insert to entrepairs_person with check (
  person_id = (select me()) and settled_at is null and asked_at between now() and clock_timestamp()
  and due_at = asked_at + case kind when 'leave' then interval '30 days' when 'erase' then interval '3 days' end);
create policy come_back on rights_departure for delete to entrepairs_person using (
  person_id = (select me()) and settled_at is null and due_at > statement_timestamp());

-- An export is its person's, and of anybody who holds its secret address, for seven days after it is ready. Where its
-- bytes are and how far it is, a job alone says.
grant select, insert, delete on rights_export to entrepairs_person;
create policy mine on rights_export for select to entrepairs_person using (person_id = (select me()));
create policy by_address on rights_export for select to entrepairs_person using (
  digest = nullif(current_setting('app.door', true), '') and until > statement_timestamp());
create policy ask on rights_export for insert to entrepairs_person with check (
  person_id = (select me()) and place = '' and size = 0 and done = 0 and asked_at between now() and clock_timestamp()
  and coalesce(ready_at, until, failed_at) is null);
create policy remove on rights_export for delete to entrepairs_person using (person_id = (select me()));

-- The certificate of an erasure is read by anybody who holds its secret address: its person has no account any more.
grant select on rights_erasure to entrepairs_person;
create policy by_address on rights_erasure for select to entrepairs_person using (
  door = nullif(current_setting('app.door', true), '') and until > statement_timestamp());

-- What was changed of retention periods, and why, everyone reads; the administrator alone writes it, at the terminal.
grant select on rights_retentionchange to entrepairs_person;
create policy public on rights_retentionchange for select to entrepairs_person using (true);

-- A request about data is read by the person it is about; and, while they coordinate an organisation of that person and
-- never across a block, by who noted it from paper. One asks for oneself here; on paper, who coordinates notes it, and
-- says neither that it is answered nor what was told. The person says yes or calls it off; who noted it may note a yes
-- on paper, or call it off. The answer, the longer time and the mark are of the administrator and the job.
grant select, insert, update (yes_at, yes_on_paper, called_off_at) on rights_datarequest to entrepairs_person;
create policy mine on rights_datarequest for select to entrepairs_person using (person_id = (select me()));
create policy noted on rights_datarequest for select to entrepairs_person using (
  noted_by_id = (select me()) and person_id <> all((select my_blocks())::bigint[])
  and is_in_any(person_id, (select my_coordinations())::bigint[]));
create policy ask on rights_datarequest for insert to entrepairs_person with check (
  person_id = (select me()) and noted_by_id is null and not on_paper and standing = 'self' and asked_at = made_at
  and made_at between now() and clock_timestamp() and due_at = asked_at + interval '30 days'
  and coalesce(yes_at, extended_at, missed_at, answered_at, called_off_at) is null
  and extension = '' and answer = '' and openings = '[]');
create policy note on rights_datarequest for insert to entrepairs_person with check (
  noted_by_id = (select me()) and on_paper and is_in_any(person_id, (select my_coordinations())::bigint[])
  and may_be_asked(person_id) and made_at between now() and clock_timestamp()
  and asked_at between made_at - interval '31 days' and made_at and due_at = asked_at + interval '30 days'
  and coalesce(yes_at, extended_at, missed_at, answered_at, called_off_at) is null
  and extension = '' and answer = '' and openings = '[]');
create policy answer on rights_datarequest for update to entrepairs_person
  using (person_id = (select me()) and answered_at is null and called_off_at is null)
  with check (person_id = (select me()));
create policy note_yes on rights_datarequest for update to entrepairs_person
  using (noted_by_id = (select me()) and person_id <> (select me()) and answered_at is null and called_off_at is null
    and person_id <> all((select my_blocks())::bigint[])
    and is_in_any(person_id, (select my_coordinations())::bigint[]))
  with check (noted_by_id = (select me()) and (called_off_at is not null or yes_at is null or yes_on_paper));

-- A breach is read by everybody who is signed in, once people were told of it. The administrator alone writes it.
grant select on rights_breach to entrepairs_person;
create policy told on rights_breach for select to entrepairs_person using (
  told_people_at is not null and (select me()) is not null);
