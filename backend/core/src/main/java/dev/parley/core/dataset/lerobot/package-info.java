/**
 * Episodes as a LeRobotDataset v3.0 (huggingface/lerobot 7427f318): numbers in Parquet, one row a picture; pictures in MP4 as they were
 * recorded.
 */
@NullMarked
package dev.parley.core.dataset.lerobot;

import org.jspecify.annotations.NullMarked;
