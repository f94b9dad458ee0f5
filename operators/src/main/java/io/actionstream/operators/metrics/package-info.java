/** Counts by reason, label or model in Flink's metric system. */
package io.actionstream.operators.metrics;
