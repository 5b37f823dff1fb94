/** One file that holds a data set: written from front to back, each part with its digest. */
@NullMarked
package dev.parley.core.dataset.archive;

import org.jspecify.annotations.NullMarked;
