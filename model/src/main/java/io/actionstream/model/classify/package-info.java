/** A release of a model, and what reads its checkpoint. Savepoints name the release, so it keeps its package. */
package io.actionstream.model.classify;
