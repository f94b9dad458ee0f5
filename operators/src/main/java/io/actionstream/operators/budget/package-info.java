/** Counts the bytes that cameras hold, and says which camera must give some back. */
package io.actionstream.operators.budget;
