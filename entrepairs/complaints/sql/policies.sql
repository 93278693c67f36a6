-- A body that hears complaints: a users' commission. Its kind says so, and the kinds are few.
create function hears_complaints(a_body bigint) returns boolean language sql stable as
$$ select exists (select from mandates_body b join vocabulary_concept k on k.id = b.kind_id
     where b.id = a_body and k.scheme = 'body' and k.key in ('cdu', 'cdu_hia')) $$;

-- The ledger is kept and read by the delegation of the body: who holds a seat of it today, full or deputy. Nobody else
-- reads it, not who coordinates the association that proposed them; who holds a seat no more reads it no more.
grant select, insert, delete,
  update (received_on, theme, channel, asked_on, met_on, reported_on, sitting_on, opinion_on, outcome, words)
  on complaints_complaint to entrepairs_person;
create policy seen on complaints_complaint for select to entrepairs_person using (
  body_id = any((select my_delegations())::bigint[]));
create policy add on complaints_complaint for insert to entrepairs_person with check (
  body_id = any((select my_delegations())::bigint[]) and hears_complaints(body_id));
create policy change on complaints_complaint for update to entrepairs_person using (
  body_id = any((select my_delegations())::bigint[]));
create policy remove on complaints_complaint for delete to entrepairs_person using (
  body_id = any((select my_delegations())::bigint[]));

-- Who may call it; nobody else may.
grant execute on function hears_complaints to entrepairs_person;

-- The yearly report, its lines and its versions are the delegation's, as the ledger is. A version never changes, but
-- that it was sent, which is noted once (triggers.sql).
grant select, insert, update (year) on complaints_yearreport to entrepairs_person;
create policy seen on complaints_yearreport for select to entrepairs_person using (
  body_id = any((select my_delegations())::bigint[]));
create policy start on complaints_yearreport for insert to entrepairs_person with check (
  body_id = any((select my_delegations())::bigint[]) and hears_complaints(body_id));
create policy hold on complaints_yearreport for update to entrepairs_person using (
  body_id = any((select my_delegations())::bigint[])) with check (false);

grant select, insert, update (words, at), delete on complaints_yearline to entrepairs_person;
create policy seen on complaints_yearline for select to entrepairs_person using (
  exists (select from complaints_yearreport r where r.id = report_id));
create policy write on complaints_yearline for insert to entrepairs_person with check (
  exists (select from complaints_yearreport r where r.id = report_id));
create policy change on complaints_yearline for update to entrepairs_person using (
  exists (select from complaints_yearreport r where r.id = report_id));
create policy remove on complaints_yearline for delete to entrepairs_person using (
  exists (select from complaints_yearreport r where r.id = report_id));

grant select, insert, update (sent_at) on complaints_yearversion to entrepairs_person;
create policy seen on complaints_yearversion for select to entrepairs_person using (
  exists (select from complaints_yearreport r where r.id = report_id));
create policy keep on complaints_yearversion for insert to entrepairs_person with check (
  sent_at is null and exists (select from complaints_yearreport r where r.id = report_id));
create policy send on complaints_yearversion for update to entrepairs_person using (
  sent_at is null and exists (select from complaints_yearreport r where r.id = report_id))
  with check (sent_at is not null);

-- What somebody answers about participation is theirs alone; the delegation reads the means (level_gaps). One answers
-- while one sits there, for the year that runs, and may change it in that year.
grant select, insert, update (claimed, felt, at) on complaints_levelanswer to entrepairs_person;
create policy mine on complaints_levelanswer for select to entrepairs_person using (person_id = (select me()));
create policy answer on complaints_levelanswer for insert to entrepairs_person with check (
  person_id = (select me()) and body_id = any((select my_delegations())::bigint[])
  and year = extract(year from today()));
create policy change on complaints_levelanswer for update to entrepairs_person using (
  person_id = (select me()) and body_id = any((select my_delegations())::bigint[])
  and year = extract(year from today()));
