/** Clips of videos as batches: reading, augmentation, conversion, prefetching. */
package io.actionstream.training.data;
