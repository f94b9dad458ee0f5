/** The present state of the cameras, bounded in every direction: tiles, events, accuracy, models, what waits for judgement. */
package io.actionstream.page.state;
