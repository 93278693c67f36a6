-- What a decision hides of the library is read by those who may change it, until its day.
create policy hidden_by_decision on library_resource as restrictive for select to entrepairs_person using (
  key <> all((select hidden_things('resource'))::text[]) or may_change_resource(id));
