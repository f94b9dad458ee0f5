/** The command {@code collect}, which makes a data set for training out of the topics. */
package io.actionstream.jobs.collect;
