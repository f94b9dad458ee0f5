/** Records of the topics, to and from bytes. */
package io.actionstream.jobs.wire;
