-- The answer to the exchange of an order access token can be lost on its way. Until the browser has shown its cookie
-- once, the token may be exchanged again (shortly), and the grant that nobody used goes away.
alter table order_access add column used_at timestamptz;
update order_access set used_at = granted_at;
