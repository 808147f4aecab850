/** A bank's ledger in PostgreSQL, as seals and their verification read it. */
@NullMarked
package dev.furikomi.audit.database;

import org.jspecify.annotations.NullMarked;
