/** REST as a stranger with curl meets it. */
@NullMarked
package dev.parley.core.rest;

import org.jspecify.annotations.NullMarked;
