/** An epoch of training, decoding of videos included. */
package io.actionstream.bench.training;
