-- Of what was done at the door, a person notes what they did for people they coordinate, and for nobody else.
create policy by_coordinators on ledger_deed as restrictive for insert to entrepairs_person with check (
  room <> 'accounts' or about_person is null or about_person = (select me()) or i_coordinate(about_person));

-- What was done here (a code used, a passkey added) is noted by the gate itself, and seen by the person like any deed.
grant select, insert on ledger_deed to entrepairs_gate;

create policy gate on ledger_deed to entrepairs_gate using (room = 'accounts') with check (room = 'accounts');
