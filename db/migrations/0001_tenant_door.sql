-- The one way into a tenant. SET LOCAL inside a function, so that the same schema works when it
-- is sharded by tenant: set_config() does not reach the workers of a distributed PostgreSQL.
create or replace function app_enter(tenant uuid) returns void language plpgsql as $$
begin
  if tenant is null then
    raise exception 'a tenant is required' using errcode = 'insufficient_privilege';
  end if;
  set local citus.propagate_set_commands = 'local';
  execute format('set local app.tenant_id = %L', tenant);
end
$$;
