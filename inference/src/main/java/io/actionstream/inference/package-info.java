/** The classifier on a device: sharing, batches, hot swap, draining and load shedding. */
package io.actionstream.inference;
