/** Requests that arrive together are done together: an adaptive batch in front of the database. */
@NullMarked
package dev.furikomi.bank.batch;

import org.jspecify.annotations.NullMarked;
