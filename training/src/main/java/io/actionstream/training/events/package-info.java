/** Events in long videos: the rules of the live job run over files, and are held against true segments. */
package io.actionstream.training.events;
