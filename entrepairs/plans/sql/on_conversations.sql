-- Whatever is noted in a plan, its holder is told of it at once, whatever hat writes it.
create function tell_holder_of_note() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  perform tell_notice(array[p.holder_id], 'plan_note', c.key || ':' || new.key, '/plans/' || c.key || '/journal/', null,
    null, false)
  from plans_plan p join people_circle c on c.id = p.circle_id
  where p.circle_id = new.circle_id and p.holder_id <> new.author_id;
  return null;
end $$;
create trigger tell_holder_of_note after insert on conversations_journalentry for each row
  execute function tell_holder_of_note();
create trigger closes_notices_of_plans after delete on conversations_journalentry for each row
  execute function close_notices('plan_note', 'array(select key from people_circle where id = ($1).circle_id)');

-- Its holder still reads what was said in a plan that has ended, as all else in it.
create policy of_my_plan on conversations_message for select to entrepairs_person using (
  circle_id = any((select my_held_plans())::bigint[]) and i_was_in(circle_id, sent_at));
create policy of_my_plan on conversations_journalentry for select to entrepairs_person using (
  circle_id = any((select my_held_plans())::bigint[]) and i_was_in(circle_id, written_at));
