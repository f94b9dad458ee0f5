/** Readers of values of options; each says what is wrong with one that it does not take. */
package io.actionstream.jobs.options.convert;
