/** Who may see and do what: shoppers by cookie, staff by token, browsers by origin. */
@NullMarked
package dev.furikomi.order.access;

import org.jspecify.annotations.NullMarked;
