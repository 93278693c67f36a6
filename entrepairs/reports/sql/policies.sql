-- A report is read by the members of its group, who decide; those who keep its page write it, while it is neither open
-- to members nor sent. Sponsor, manager and visitors see it when the group gives it to them.
grant select, insert, update (opened_at, sent_at, decision_id) on reports_report to entrepairs_person;
create policy seen on reports_report for select to entrepairs_person using (
  circle_id = any((select my_voting_circles())::bigint[]));
create policy start on reports_report for insert to entrepairs_person with check (
  started_by_id = (select me()) and opened_at is null and sent_at is null and decision_id is null
  and circle_id = any((select my_kept_groups())::bigint[])
  and exists (select from groups_group g where g.circle_id = reports_report.circle_id and g.kind = 'gem'));
create policy keep on reports_report for update to entrepairs_person
  using (sent_at is null and circle_id = any((select my_kept_groups())::bigint[]))
  with check (circle_id = any((select my_kept_groups())::bigint[]) and (decision_id is null or exists (
    select from decisions_decision d where d.id = decision_id and d.circle_id = reports_report.circle_id)));

grant select, insert, update (words, origin, at), delete on reports_reportline to entrepairs_person;
create policy seen on reports_reportline for select to entrepairs_person using (
  exists (select from reports_report r where r.id = report_id));
create policy write on reports_reportline for insert to entrepairs_person with check (
  exists (select from reports_report r where r.id = report_id and r.opened_at is null and r.sent_at is null
    and r.circle_id = any((select my_kept_groups())::bigint[])));
create policy change on reports_reportline for update to entrepairs_person using (
  exists (select from reports_report r where r.id = report_id and r.opened_at is null and r.sent_at is null
    and r.circle_id = any((select my_kept_groups())::bigint[])));
create policy remove on reports_reportline for delete to entrepairs_person using (
  exists (select from reports_report r where r.id = report_id and r.opened_at is null and r.sent_at is null
    and r.circle_id = any((select my_kept_groups())::bigint[])));
