/** The pages people see: everything that Vaadin Flow draws, and nothing that decides. */
@NullMarked
package dev.parley.ui;

import org.jspecify.annotations.NullMarked;
