-- 数据库角色: run once as the superuser, with a password of your own:
--   psql --set=owner_password='...' --file roles.sql
-- gongkai_owner owns the tables and the triggers that guard the journal; only migrate, restore and move-to-postgres act
-- as it, by hand. gongkai is what the site and its workers are: it reads and writes rows, and can neither change a table
-- nor take a trigger away.
\set ON_ERROR_STOP on
CREATE ROLE gongkai_owner LOGIN PASSWORD :'owner_password'
  NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
CREATE ROLE gongkai LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
CREATE DATABASE gongkai OWNER gongkai_owner ENCODING 'UTF8' TEMPLATE template0;

REVOKE ALL ON DATABASE gongkai FROM PUBLIC;
GRANT CONNECT ON DATABASE gongkai TO gongkai;
ALTER ROLE gongkai SET statement_timeout = '60s';
ALTER ROLE gongkai SET idle_in_transaction_session_timeout = '60s';

\connect gongkai
REVOKE ALL ON SCHEMA public FROM PUBLIC;
ALTER SCHEMA public OWNER TO gongkai_owner;
GRANT USAGE ON SCHEMA public TO gongkai;
ALTER DEFAULT PRIVILEGES FOR ROLE gongkai_owner IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO gongkai;
ALTER DEFAULT PRIVILEGES FOR ROLE gongkai_owner IN SCHEMA public
  GRANT USAGE, SELECT ON SEQUENCES TO gongkai;
