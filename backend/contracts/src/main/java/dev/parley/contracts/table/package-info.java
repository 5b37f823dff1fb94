/** Tables as files, Parquet and CSV: the same bytes whoever writes them, a server or a simulator. No framework. */
@NullMarked
package dev.parley.contracts.table;

import org.jspecify.annotations.NullMarked;
