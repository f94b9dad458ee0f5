/** Topics as Flink sources and sinks, and their creation. */
package io.actionstream.jobs.kafka;
