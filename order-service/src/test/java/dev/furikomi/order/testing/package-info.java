/** What the tests of the order file share: a scheme with banks, a clock, the event bus as others see it. */
@NullMarked
package dev.furikomi.order.testing;

import org.jspecify.annotations.NullMarked;
