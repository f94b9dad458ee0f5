/** The whole job between Kafka topics on this machine: throughput, latency, many cameras. */
package io.actionstream.bench.stream;
