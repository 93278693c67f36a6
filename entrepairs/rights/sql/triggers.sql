-- What answers an export or an erasure closes what was told of it.
create trigger closes_notices after delete on rights_export for each row
  execute function close_notices('export', 'array[($1).key]', '($1).person_id');
create trigger closes_notices after delete on rights_departure for each row
  execute function close_notices('erasure', 'array[''erasure'']', '($1).person_id');
