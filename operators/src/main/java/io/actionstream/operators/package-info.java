/** The Flink functions of the job. */
package io.actionstream.operators;
