/** The command {@code run}: the topology, and what it is made of. */
package io.actionstream.jobs.run;
