/** What every call has in common: problems, staff access, limits. */
@NullMarked
package dev.furikomi.catalog.http;

import org.jspecify.annotations.NullMarked;
