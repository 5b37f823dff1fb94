/** Accounts over HTTP: signing in, one's own account, and those of others. */
@NullMarked
package dev.parley.core.rest.person;

import org.jspecify.annotations.NullMarked;
