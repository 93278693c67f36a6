create trigger not_recorded after update of kind on library_resource for each row when (new.kind = 'recording') execute function is_not_recorded();
