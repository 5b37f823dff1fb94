/** Tests of where things are drawn. */
@NullMarked
package dev.parley.ui.chart;

import org.jspecify.annotations.NullMarked;
