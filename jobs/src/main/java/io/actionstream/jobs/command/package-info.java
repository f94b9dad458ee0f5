/** The two ways in which a command ends early: a refusal with a message, and Ctrl-C. */
package io.actionstream.jobs.command;
