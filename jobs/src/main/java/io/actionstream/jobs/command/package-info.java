/** Parts of commands: the ways in which one ends early, a refusal with a message and Ctrl-C, and the tables of its report. */
package io.actionstream.jobs.command;
