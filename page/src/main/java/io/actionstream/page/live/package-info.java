/** The updates that viewers are sent: each once a second at most, only what is on their screens and has changed. */
package io.actionstream.page.live;
