/** What is known of the cameras now, bounded in every direction: tiles, events, accuracy, models, what waits for judgement. */
package io.actionstream.page.state;
