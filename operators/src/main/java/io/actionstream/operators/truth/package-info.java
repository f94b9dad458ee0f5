/** Joins classified clips with the true actions that arrive later. */
package io.actionstream.operators.truth;
