/** The command {@code watch}, which shows results in a terminal. */
package io.actionstream.jobs.watch;
