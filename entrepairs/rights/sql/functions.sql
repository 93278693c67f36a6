-- How many rows the tables that no person reads hold about me; a stranger is told nothing.
create function count_kept() returns table (name text, number bigint) language sql stable security definer
  set search_path = app, public, pg_temp as $$
  with mine as (select a.id from accounts_account a where a.person_id = me()),
  kept as (
    select 'accounts_account' as name, count(*) as number from mine
    union all select 'account_emailaddress', count(*) from account_emailaddress where user_id in (select id from mine)
    union all select 'mfa_authenticator', count(*) from mfa_authenticator where user_id in (select id from mine)
    union all select 'accounts_entrycode', count(*) from accounts_entrycode where person_id = me()
    union all select 'accounts_session', count(*) from accounts_session
      where account_id in (select id from mine) and expire_date > statement_timestamp()
    union all select 'accounts_importedperson', count(*) from accounts_importedperson where person_id = me()
    union all select 'notices_mailing', count(*) from notices_mailing where person_id = me())
  select name, number from kept where me() is not null
$$;

-- What is in them, for a copy of everything: what a person may know of how they sign in. No digest, no key, no secret.
create function what_is_kept() returns table (name text, told jsonb) language sql stable security definer
  set search_path = app, public, pg_temp as $$
  select 'accounts_account', jsonb_build_object('username', a.username, 'email', a.email, 'created_at', a.created_at,
    'last_login', a.last_login) from accounts_account a where a.person_id = me()
  union all select 'account_emailaddress', jsonb_build_object('email', e.email, 'verified', e.verified)
    from account_emailaddress e join accounts_account a on a.id = e.user_id where a.person_id = me()
  union all select 'mfa_authenticator', jsonb_build_object('created_at', m.created_at, 'last_used_at', m.last_used_at)
    from mfa_authenticator m join accounts_account a on a.id = m.user_id where a.person_id = me()
  union all select 'accounts_entrycode', jsonb_build_object('purpose', c.purpose, 'issued_at', c.issued_at,
    'expires_at', c.expires_at, 'used_at', c.used_at) from accounts_entrycode c where c.person_id = me()
  union all select 'accounts_session', jsonb_build_object('device', s.device, 'signed_in_at', s.signed_in_at)
    from accounts_session s join accounts_account a on a.id = s.account_id
    where a.person_id = me() and s.expire_date > statement_timestamp()
  union all select 'accounts_importedperson', jsonb_build_object('imported_at', i.imported_at, 'organisation', o.name)
    from accounts_importedperson i join people_organisation o on o.id = i.organisation_id where i.person_id = me()
  union all select 'notices_mailing', to_jsonb(n) - 'id' - 'person_id' from notices_mailing n where n.person_id = me()
$$;

grant execute on function count_kept, what_is_kept to entrepairs_person;

-- Until when the news of an export waits: it is deleted, or its address is over.
create function export_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from rights_export e where e.key = split_part(about, ':', 1) and e.person_id = person
   and e.until > statement_timestamp()) $$;

-- Until when an erasure that was asked for waits: it is called off, or done.
create function erasure_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from rights_departure d where d.person_id = person and d.kind = 'erase') $$;

-- Until when the warning of an account that is not used waits: its person is back.
create function idle_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from rights_departure d where d.person_id = person and d.kind = 'idle') $$;

-- Until when what was told of a request waits: what was noted for a person, until they agree or call it off; its
-- answer, its longer time and its lateness, until they are read.
create function request_waits(person bigint, about text) returns boolean language sql stable as
$$ select exists (select from rights_datarequest r where r.key = split_part(about, ':', 1) and r.person_id = person
   and (split_part(about, ':', 2) not in ('noted', 'yes') or r.answered_at is null and r.called_off_at is null
     and (r.yes_at is null or split_part(about, ':', 2) = 'yes'))) $$;
