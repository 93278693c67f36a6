-- Who asks me to confirm what they learned or taught is known to me by name.
create policy by_step on people_person for select to entrepairs_person using (
  id = any((select people_who_ask_me())::bigint[]) and id <> all((select my_blocks())::bigint[]));
