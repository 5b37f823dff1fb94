/** The interface as a whole: what core and gateway offer together. */
@NullMarked
package dev.parley.gateway.rest;

import org.jspecify.annotations.NullMarked;
