/** The rules that make events of a camera's classified clips. Savepoints name the state, so it keeps its package. */
package io.actionstream.model.events;
