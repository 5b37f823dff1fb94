/** People with accounts: their labs and roles, their passwords, where they are signed in, and what each may do. */
@NullMarked
package dev.parley.core.person;

import org.jspecify.annotations.NullMarked;
