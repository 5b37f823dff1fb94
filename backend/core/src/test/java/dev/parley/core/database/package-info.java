/** What the database must promise. */
@NullMarked
package dev.parley.core.database;

import org.jspecify.annotations.NullMarked;
