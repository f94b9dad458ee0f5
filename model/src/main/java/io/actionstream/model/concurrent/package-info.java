/** Threads that end with the program, and waiting for them with a time limit. */
package io.actionstream.model.concurrent;
