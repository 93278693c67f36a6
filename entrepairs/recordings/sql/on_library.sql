create trigger leaves_the_shelf after update of state, audience, kind on library_resource for each row
  when (new.state <> 'published' or new.audience < 5 or new.kind <> old.kind) execute function leaves_the_shelf();
create trigger gone_from_the_shelf after delete on library_resource for each row execute function leaves_the_shelf();
create policy heard on library_resource for select to entrepairs_person using (id = any((select heard_in())::bigint[]));
create trigger counted after insert or delete or update of state, use, media_type on library_file for each row execute function another_file();
