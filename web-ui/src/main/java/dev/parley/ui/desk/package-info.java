/** Desks of those who look after stations and the line. */
@NullMarked
package dev.parley.ui.desk;

import org.jspecify.annotations.NullMarked;
