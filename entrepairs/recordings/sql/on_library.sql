create trigger leaves_the_index after update of state, audience, kind on library_resource for each row
  when (new.state <> 'published' or new.audience < 5 or new.kind <> old.kind) execute function leaves_the_index();
create trigger gone_from_the_index after delete on library_resource for each row execute function leaves_the_index();
create policy heard on library_resource for select to entrepairs_person using (id = any((select heard_in())::bigint[]));
create trigger counted after insert or delete or update of state, use, media_type on library_file for each row
  execute function another_file();
