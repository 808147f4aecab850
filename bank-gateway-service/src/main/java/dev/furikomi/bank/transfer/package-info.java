/** The customer credit transfer of the procedure: checked (S305), accepted (S110), executed (S307). */
@NullMarked
package dev.furikomi.bank.transfer;

import org.jspecify.annotations.NullMarked;
