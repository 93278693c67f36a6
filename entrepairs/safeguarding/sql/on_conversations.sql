-- Words that a decision hides are read by their author alone, until its day.
create policy hidden_by_decision on conversations_message as restrictive for select to entrepairs_person using (
  author_id = (select me()) or once::text <> all((select hidden_things('message'))::text[]));
create policy hidden_by_decision on conversations_journalentry as restrictive for select to entrepairs_person using (
  author_id = (select me()) or key <> all((select hidden_things('entry'))::text[]));
