/** Makes events of the answers to a camera's clips. */
package io.actionstream.operators.events;
