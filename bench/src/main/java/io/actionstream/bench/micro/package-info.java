/** JMH benchmarks of decoding, checking and scaling images. */
package io.actionstream.bench.micro;
