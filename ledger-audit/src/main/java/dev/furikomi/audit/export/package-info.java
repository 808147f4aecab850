/** A ledger in one file, with which an auditor proves it without the database: docs/ledger-audit.md. */
@NullMarked
package dev.furikomi.audit.export;

import org.jspecify.annotations.NullMarked;
