/** The demo: Kafka, Flink and cameras in one process. */
package io.actionstream.jobs.demo;
