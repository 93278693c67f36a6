-- An event that is reported: its organisation answers for it.
create function reported_event(thing text) returns table (author bigint, circle bigint, organisation bigint,
    stood text, said_at timestamptz) language sql stable as
$$ select null::bigint, e.circle_id, c.organisation_id, null::text, e.published_at
   from events_event e join people_circle c on c.id = e.circle_id where e.key = thing and e.state <> 'draft' $$;

-- An event that is hidden leaves the search with its sessions and talks.
create function hidden_event_leaves_the_index() returns trigger language plpgsql security definer
  set search_path = app, public, pg_temp as $$
begin
  delete from search_entry x using safeguarding_report r, events_event e, events_session s
    left join events_talk t on t.session_id = s.id
    where r.id = new.report_id and r.kind = 'event' and e.key = r.thing and s.event_id = e.id
      and x.kind in ('session', 'talk') and x.key in (s.key, t.key);
  return null;
end $$;
create trigger hidden_event_leaves_the_index after update of agreed_at on safeguarding_ruling for each row
  when (new.outcome = 'hide' and new.agreed_at is not null) execute function hidden_event_leaves_the_index();
