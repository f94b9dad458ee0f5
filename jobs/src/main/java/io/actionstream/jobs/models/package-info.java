/** The command {@code models}, which announces checkpoints to running jobs. */
package io.actionstream.jobs.models;
