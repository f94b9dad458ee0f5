/** Classifies clips asynchronously, and parts the labels from what failed. */
package io.actionstream.operators.classify;
