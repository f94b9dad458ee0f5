/** The command {@code compare}, which shows where the results of two jobs over the same frames differ. */
package io.actionstream.jobs.compare;
