/** Customers and the passwords that they prove themselves by, together with a card (S304). */
@NullMarked
package dev.furikomi.bank.customer;

import org.jspecify.annotations.NullMarked;
