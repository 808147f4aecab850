/** Who this bank is: BIC, names, keys, card authorities, and the banks of the scheme. */
@NullMarked
package dev.furikomi.bank.identity;

import org.jspecify.annotations.NullMarked;
